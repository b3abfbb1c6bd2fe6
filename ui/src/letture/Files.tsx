import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RigaLetturaFragment } from '~/gql/graphql';
import { short } from './labels';

/** By what a list of readings is narrowed. */
export type NarrowBy = { operatore: string } | { richiesta: string } | { soggetto: string };

interface Props {
  of: RigaLetturaFragment['dettagli'][number];
  /** Whether the files are open to who looks at the list, so that links lead to them. */
  linked: boolean;
  /** Narrows the list to a person. */
  onNarrow: ((to: NarrowBy) => void) | undefined;
  /** Names every one of them, however many. */
  all?: boolean;
}

/** Files that are named one by one where there are many rows. */
const NAMED = 3;

/** Whose file it was: by ids, for the log of readings holds no names. */
export function Files({ of, linked, onNarrow, all = false }: Props) {
  const open = linked && of.esito === 'MOSTRATO';
  const subject = (id: string) => {
    if (open) {
      return (
        <Link to="/soggetti/$id/anagrafica" params={{ id }}>
          soggetto {short(id)}
        </Link>
      );
    }
    if (!onNarrow) return <>soggetto {short(id)}</>;
    return (
      <button type="button" className="come-collegamento" onClick={() => onNarrow({ soggetto: id })}>
        soggetto {short(id)}
      </button>
    );
  };
  const pratica = (id: string) =>
    open ? (
      <Link to="/segnalazioni/$id/dettagli" params={{ id }}>
        segnalazione {short(id)}
      </Link>
    ) : (
      <>segnalazione {short(id)}</>
    );
  const kinds: [readonly string[], string, (id: string) => ReactNode][] = [
    [of.soggetti, 'soggetti', subject],
    [of.segnalazioni, 'segnalazioni', pratica],
    [of.nuclei, 'nuclei di fatto', (id) => <>nucleo di fatto {short(id)}</>],
    [of.consultazioni, 'consultazioni di ANPR', (id) => <>consultazione {short(id)}</>],
  ];
  const there = kinds.filter(([ids]) => ids.length > 0);
  if (there.length === 0) return <>–</>;
  return (
    <ul className="list-unstyled mb-0">
      {there.flatMap(([ids, plural, one]) =>
        all || ids.length <= NAMED
          ? ids.map((id) => <li key={plural + id}>{one(id)}</li>)
          : [
              <li key={plural}>
                {ids.length} {plural}
              </li>,
            ],
      )}
    </ul>
  );
}
