import { formatDay } from '~/format/date';
import { useIo } from '~/common/queries';
import type { PraticaFragment } from '~/gql/graphql';
import { type Column, DataTable } from '~/ui/DataTable';
import { Empty } from '~/ui/States';
import { AcceptOrGiveBack } from './AcceptOrGiveBack';
import { AssignForm } from './AssignForm';
import { usePratica } from './queries';
import { rights } from './rights';

type Assegnazione = PraticaFragment['assegnazioni'][number];

function became(a: Assegnazione): string {
  if (a.restituzione)
    return `Restituita il ${formatDay(a.restituzione.il)}: ${a.restituzione.motivo.descrizione}`;
  return a.accettataIl ? `Accettata il ${formatDay(a.accettataIl)}` : 'In attesa di accettazione';
}

const COLUMNS: Column<Assegnazione>[] = [
  { id: 'il', heading: 'Data', cell: (a) => formatDay(a.il) },
  { id: 'a', heading: 'Assegnata a', namesRow: true, cell: (a) => a.assegnatario.operatore.nominativo },
  { id: 'ruolo', heading: 'Ruolo', cell: (a) => a.assegnatario.ruolo.descrizione },
  { id: 'unita', heading: 'UO', cell: (a) => a.assegnatario.unita.etichetta },
  { id: 'da', heading: 'Da', cell: (a) => a.assegnante.nominativo },
  { id: 'stato', heading: 'Stato', cell: became },
  {
    id: 'nota',
    heading: 'Nota',
    cell: (a) => [a.nota?.testo, a.restituzione?.nota?.testo].filter(Boolean).join(' – '),
  },
];

/** Drawer «Assegnazioni» (manual, figures 18 and 19). */
export function Assignments({ id }: { id: string }) {
  const pratica = usePratica(id);
  const { assegna, accetta, restituisce, perche } = rights(pratica, useIo());
  return (
    <>
      <h2>Assegnazioni</h2>
      {assegna ? <AssignForm pratica={pratica} /> : null}
      {accetta || restituisce ? <AcceptOrGiveBack pratica={pratica} accept={accetta} /> : null}
      {!assegna && !accetta && !restituisce && perche !== null ? <p>{perche}</p> : null}
      <h3>Assegnazioni precedenti e in corso</h3>
      {pratica.assegnazioni.length === 0 ? (
        <Empty />
      ) : (
        <DataTable
          caption="Tutte le assegnazioni, dalla prima"
          captionHidden
          columns={COLUMNS}
          rows={pratica.assegnazioni}
          rowKey={(a) => `${a.il} ${a.assegnatario.operatore.id} ${pratica.assegnazioni.indexOf(a)}`}
        />
      )}
    </>
  );
}
