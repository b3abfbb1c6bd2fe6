import { Link } from '@tanstack/react-router';
import { dayOf, formatDay } from '~/format/date';
import type { InElencoFragment } from '~/gql/graphql';
import { type Column, DataTable } from '~/ui/DataTable';
import { Stato } from '~/ui/Stato';
import { personWithBirth } from './person';

const COLUMNS: Column<InElencoFragment>[] = [
  {
    id: 'numero',
    heading: 'Codice',
    namesRow: true,
    cell: (s) => (
      <Link to="/segnalazioni/$id/dettagli" params={{ id: s.id }}>
        {s.numero}
      </Link>
    ),
  },
  { id: 'soggetto', heading: 'Soggetto', cell: (s) => personWithBirth(s.segnalato) },
  { id: 'creata', heading: 'Data creazione', cell: (s) => dayOf(s.creataIl) },
  { id: 'data', heading: 'Data segnalazione', cell: (s) => formatDay(s.dataContatto) },
  { id: 'operatore', heading: 'Operatore Rif.', cell: (s) => s.autore.nominativo },
  { id: 'unita', heading: 'UO Operatore Rif.', cell: (s) => s.unita.etichetta },
  {
    id: 'motivo',
    heading: 'Motivo segnalaz.',
    cell: (s) => <span className="lungo">{s.motivo.descrizione}</span>,
  },
  {
    id: 'stato',
    heading: 'Stato',
    cell: (s) => (
      <>
        <Stato stato={s.stato} />
        {s.responsabile && s.responsabile.id !== s.autore.id ? (
          <span className="sotto">in carico a {s.responsabile.nominativo}</span>
        ) : null}
      </>
    ),
  },
];

/** The list of the manual's figure 16, newest code first, with the state and who has it. */
export function SegnalazioniTable({ caption, rows }: { caption: string; rows: InElencoFragment[] }) {
  return <DataTable caption={caption} captionHidden columns={COLUMNS} rows={rows} rowKey={(s) => s.id} />;
}
