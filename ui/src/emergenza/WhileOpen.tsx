import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatInstant } from '~/format/date';
import type { LaSuaAperturaFragment } from '~/gql/graphql';
import { announce } from '~/ui/Announcer';
import { EndAccess } from './EndAccess';
import { Ended } from './Ended';
import { inWords, useMinutesLeft } from './useMinutesLeft';

/** Minutes before the end when it is said aloud. */
const NOTICE = 5;

type Open = NonNullable<LaSuaAperturaFragment['emergenza']>;

interface Props {
  /** By what the file is open, and when that was read. */
  apertura: LaSuaAperturaFragment;
  readAt: number;
  /** Key of the file's query: whether it is still open, the server says. */
  file: readonly unknown[];
  children: ReactNode;
}

/** A file: where an emergency access opens it, with a band that says until when, and no longer than that. */
export function WhileOpen({ apertura: { emergenza }, readAt, file, children }: Props) {
  const client = useQueryClient();
  const reload = () => client.invalidateQueries({ queryKey: file });
  if (emergenza === null) return children;
  return (
    <Limited emergenza={emergenza} readAt={readAt} onOver={() => void reload()} onEnded={reload}>
      {children}
    </Limited>
  );
}

interface LimitedProps {
  emergenza: Open;
  readAt: number;
  onOver: () => void;
  onEnded: () => Promise<void>;
  children: ReactNode;
}

function Limited({ emergenza, readAt, onOver, onEnded, children }: LimitedProps) {
  const left = useMinutesLeft(emergenza.secondiRimasti, readAt);
  const [ending, setEnding] = useState(false);
  const over = left === 0;
  const before = useRef(left);
  useEffect(() => {
    if (before.current > NOTICE && left <= NOTICE && left > 0)
      announce(`L’accesso di emergenza termina tra ${inWords(left)}.`);
    before.current = left;
  }, [left]);
  useEffect(() => {
    if (over) onOver();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it is over
  }, [over]);

  // Also while the server cannot be asked: what was read does not stay in sight.
  if (over) return <Ended end={emergenza.scade} early={false} meanwhile />;
  return (
    <>
      <section
        className={left > NOTICE ? 'emergenza' : 'emergenza in-scadenza'}
        aria-label="Accesso di emergenza in corso"
      >
        <p>
          <strong>Accesso di emergenza, in sola lettura</strong>
        </p>
        <p>
          Fino alle {formatInstant(emergenza.scade).slice(-5)}:{' '}
          <span role="timer">{left === 1 ? 'resta un minuto' : `restano ${inWords(left)}`}</span>. Ciò che si
          legge è registrato e sarà riesaminato.
        </p>
        <button
          type="button"
          className="btn btn-outline-primary btn-sm solo-schermo"
          onClick={() => setEnding(true)}
        >
          Termina l’accesso
        </button>
      </section>
      {children}
      {ending ? (
        <EndAccess accesso={emergenza.id} onClose={() => setEnding(false)} onEnded={onEnded} />
      ) : null}
    </>
  );
}
