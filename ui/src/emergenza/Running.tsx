import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { formatInstant } from '~/format/date';
import type { AccessoInElencoFragment } from '~/gql/graphql';
import { EndAccess } from './EndAccess';
import { whose } from './labels';
import { ownAccessesQuery, reloadAccesses } from './queries';
import { inWords, useMinutesLeft } from './useMinutesLeft';

/** The operator's own accesses that are still on, with the way to their files and to their end. */
export function Running() {
  const { data, dataUpdatedAt } = useQuery(ownAccessesQuery(null));
  const running = data?.accessiEmergenza.nodes.filter(({ inCorso }) => inCorso) ?? [];
  const [ending, setEnding] = useState<string | null>(null);
  if (running.length === 0) return null;
  return (
    <section aria-labelledby="in-corso" className="scheda">
      <h2 id="in-corso">I propri accessi in corso</h2>
      <ul className="elenco">
        {running.map((accesso) => (
          <One
            key={accesso.id}
            accesso={accesso}
            readAt={dataUpdatedAt}
            onEnd={() => setEnding(accesso.id)}
          />
        ))}
      </ul>
      {ending ? <EndAccess accesso={ending} onClose={() => setEnding(null)} /> : null}
    </section>
  );
}

interface OneProps {
  accesso: AccessoInElencoFragment;
  readAt: number;
  onEnd: () => void;
}

function One({ accesso, readAt, onEnd }: OneProps) {
  const client = useQueryClient();
  const left = useMinutesLeft(accesso.secondiRimasti, readAt);
  const over = left === 0;
  useEffect(() => {
    if (over) void reloadAccesses(client);
  }, [over, client]);
  return (
    <li>
      <Link to="/soggetti/$id/anagrafica" params={{ id: accesso.soggettoId }}>
        {whose(accesso)}
      </Link>
      , fino alle {formatInstant(accesso.scade).slice(-5)} (<span role="timer">{inWords(left)}</span>){' '}
      <button type="button" className="btn btn-outline-primary btn-sm ms-2" onClick={onEnd}>
        Termina<span className="visually-hidden"> l’accesso a {whose(accesso)}</span>
      </button>
    </li>
  );
}
