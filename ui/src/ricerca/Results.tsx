import { Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { formatDay } from '~/format/date';
import type { CercaSoggettiQuery } from '~/gql/graphql';

/** A subject that was found. */
export type Found = CercaSoggettiQuery['cercaSoggetti']['edges'][number]['node'];

/** The results (manual, figures 6 and 15), with «Selezionare…» and «Esegui» for the chosen row. */
export function Results({ rows }: { rows: readonly Found[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const only = rows.length === 1 ? rows[0]?.soggetto.id : undefined;
  const selected = rows.some((row) => row.soggetto.id === chosen) ? chosen : (only ?? null);
  return (
    <>
      <ActionMenu selected={selected} />
      <div className="scorri" role="region" aria-label="Soggetti trovati" tabIndex={0}>
        <table className="table table-sm">
          <caption className="visually-hidden">Soggetti trovati, i più somiglianti per primi</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Selezione</span>
              </th>
              <th scope="col">Codice</th>
              <th scope="col">Cognome</th>
              <th scope="col">Nome</th>
              <th scope="col">Sesso</th>
              <th scope="col">Data di nascita</th>
              <th scope="col">Codice fiscale</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ soggetto, corrispondenza }) => (
              <tr key={soggetto.id}>
                <td>
                  <input
                    type="radio"
                    name="soggetto"
                    aria-label={`Seleziona ${soggetto.nominativo}, codice ${soggetto.codice ?? 'non ancora assegnato'}`}
                    checked={selected === soggetto.id}
                    onChange={() => setChosen(soggetto.id)}
                  />
                </td>
                <td>{soggetto.codice}</td>
                <th scope="row">
                  <Link
                    data-row
                    to="/soggetti/$id/anagrafica"
                    params={{ id: soggetto.id }}
                    onKeyDown={moveBetweenRows}
                  >
                    {soggetto.cognome ?? soggetto.nome ?? 'Nome non disponibile'}
                  </Link>
                  {corrispondenza === 'SIMILE' ? ' (simile)' : null}
                </th>
                <td>{soggetto.nome}</td>
                <td>{soggetto.sesso}</td>
                <td>{formatDay(soggetto.dataNascita, soggetto.precisioneNascita)}</td>
                <td>{soggetto.codiceFiscale}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function ActionMenu({ selected }: { selected: string | null }) {
  const navigate = useNavigate();
  const [problem, setProblem] = useState('');
  return (
    <form
      className="esegui justify-content-end mb-3"
      onSubmit={(event) => {
        event.preventDefault();
        const action = new FormData(event.currentTarget).get('azione');
        if (selected === null) setProblem('Selezionare prima un soggetto nell’elenco.');
        else if (action === 'segnalazioni')
          void navigate({ to: '/soggetti/$id/segnalazioni', params: { id: selected } });
        else setProblem('Selezionare prima che cosa fare.');
      }}
    >
      <label className="visually-hidden" htmlFor="azione-risultati">
        Azione sul soggetto selezionato
      </label>
      <select id="azione-risultati" name="azione" className="form-select" defaultValue="">
        <option value="">Selezionare…</option>
        <option value="segnalazioni">Segnalazioni</option>
      </select>
      <button type="submit" className="btn btn-primary">
        Esegui
      </button>
      <p role="alert" className="mb-0">
        {problem}
      </p>
    </form>
  );
}

/** Arrows go from one result to the next; Enter, on a link, opens it. */
function moveBetweenRows(event: KeyboardEvent<HTMLAnchorElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = event.currentTarget.closest('tbody')?.querySelectorAll<HTMLAnchorElement>('a[data-row]');
  const links = [...(rows ?? [])];
  const place = links.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1);
  // Above the first result is the mask.
  const next = place < 0 ? document.querySelector<HTMLElement>('main form input') : links[place];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
