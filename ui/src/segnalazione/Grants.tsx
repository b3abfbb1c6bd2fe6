import { useState } from 'react';
import { useIo } from '~/common/queries';
import { formatDay, today } from '~/format/date';
import type { UnaConcessioneFragment } from '~/gql/graphql';
import { type Column, DataTable } from '~/ui/DataTable';
import { Empty } from '~/ui/States';
import { GrantForm } from './GrantForm';
import { RevokeGrant } from './RevokeGrant';
import { usePratica } from './queries';
import { rights } from './rights';

type Grant = UnaConcessioneFragment;

function state({ revoca, inVigore, dal, al }: Grant): string {
  if (revoca) return `Revocata il ${formatDay(revoca.il)} da ${revoca.revocataDa.nominativo}`;
  if (inVigore) return 'In vigore';
  return dal > today() ? `Dal ${formatDay(dal)}` : `Terminata il ${formatDay(al)}`;
}

/** Whether it can still be taken back. */
function open({ revoca, al }: Grant): boolean {
  return revoca === null && al >= today();
}

const COLUMNS: Column<Grant>[] = [
  { id: 'unita', heading: 'Unità', namesRow: true, cell: (c) => c.unita.etichetta },
  { id: 'periodo', heading: 'Periodo', cell: (c) => `${formatDay(c.dal)} – ${formatDay(c.al)}` },
  {
    id: 'sezioni',
    heading: 'Annotazioni',
    cell: (c) => (c.sezioni.some(({ codice }) => codice === 'RISERVATA') ? 'Anche riservate' : 'Ordinarie'),
  },
  {
    id: 'concessa',
    heading: 'Concessa da',
    cell: (c) => `${c.concessaDa.nominativo}, ${formatDay(c.concessaIl)}`,
  },
  {
    id: 'motivo',
    heading: 'Motivo',
    cell: (c) => <span className="lungo">{c.motivo.testo ?? 'Cancellato'}</span>,
  },
  {
    id: 'stato',
    heading: 'Stato',
    cell: (c) => (
      <>
        {state(c)}
        {c.revoca?.motivo?.testo ? <span className="sotto">{c.revoca.motivo.testo}</span> : null}
      </>
    ),
  },
];

/** Drawer «Concessioni»: the other units that may read the segnalazione, and until when. */
export function Grants({ id }: { id: string }) {
  const pratica = usePratica(id);
  const { concede } = rights(pratica, useIo());
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<Grant | null>(null);
  const columns: Column<Grant>[] = concede
    ? [
        ...COLUMNS,
        {
          id: 'azione',
          heading: 'Azione',
          cell: (c) =>
            open(c) ? (
              <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setRevoking(c)}>
                Revoca<span className="visually-hidden"> la concessione a {c.unita.etichetta}</span>
              </button>
            ) : null,
        },
      ]
    : COLUMNS;
  return (
    <>
      <div className="azioni in-alto">
        <h2 className="mb-0">Concessioni</h2>
        {concede && !adding ? (
          <button type="button" className="btn btn-primary" onClick={() => setAdding(true)}>
            Nuova concessione
          </button>
        ) : null}
      </div>
      {adding ? <GrantForm pratica={pratica} onClose={() => setAdding(false)} /> : null}
      {pratica.concessioni.length === 0 ? (
        <Empty>
          <p className="mb-0">Nessun’altra unità può leggere questa segnalazione per concessione.</p>
        </Empty>
      ) : (
        <DataTable
          caption="Unità che possono, o potevano, leggere la segnalazione"
          captionHidden
          columns={columns}
          rows={pratica.concessioni}
          rowKey={(c) => String(c.numero)}
        />
      )}
      {revoking ? <RevokeGrant pratica={pratica} grant={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}
