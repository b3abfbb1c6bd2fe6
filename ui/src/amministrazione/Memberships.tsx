import { useState } from 'react';
import { formatDay, today } from '~/format/date';
import type { IncaricoAmministratoFragment, OperatoreAmministratoFragment } from '~/gql/graphql';
import { type Column, DataTable } from '~/ui/DataTable';
import { Opened } from '~/ui/Opened';
import { EndMembership } from './EndMembership';
import { MembershipForm } from './MembershipForm';
import { useTree } from './queries';
import { unitsOf } from './units';

type Membership = IncaricoAmministratoFragment;

/** Whether it is over, or ended before it began. */
function over({ dal, al }: Membership): boolean {
  return al !== null && (al < today() || (dal !== null && al < dal));
}

function state(membership: Membership): string {
  const { dal, al, inVigore } = membership;
  if (inVigore) return 'In vigore';
  if (dal !== null && al !== null && al < dal) return 'Annullato';
  return over(membership) ? 'Finito' : `Dal ${formatDay(dal)}`;
}

/** From when until when; of old ones the first day is not known. */
function period({ dal, al }: Membership): string {
  if (al === null) return dal === null ? 'senza termine' : `dal ${formatDay(dal)}, senza termine`;
  return [dal && `dal ${formatDay(dal)}`, `al ${formatDay(al)}`].filter(Boolean).join(' ');
}

const COLUMNS: Column<Membership>[] = [
  {
    id: 'ruolo',
    heading: 'Ruolo',
    namesRow: true,
    cell: (m) => (
      <span className="lungo">
        {m.ruolo.descrizione}
        {m.profilo ? <span className="sotto">{m.profilo}</span> : null}
      </span>
    ),
  },
  { id: 'unita', heading: 'Unità', cell: (m) => m.unita.etichetta },
  { id: 'periodo', heading: 'Periodo', cell: (m) => period(m) },
  { id: 'atto', heading: 'Atto', cell: (m) => <span className="lungo">{m.atto ?? 'Non indicato'}</span> },
  { id: 'riservati', heading: 'Sezioni riservate', cell: (m) => (m.riservati ? 'Sì' : 'No') },
  { id: 'stato', heading: 'Stato', cell: state },
];

interface Props {
  scheda: OperatoreAmministratoFragment;
  /** Nobody changes his own. */
  himself: boolean;
}

/** The memberships of an operator, all of them; those in one's own units can be ended. */
export function Memberships({ scheda, himself }: Props) {
  const own = new Set(unitsOf(useTree()).map(({ id }) => id));
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Membership | null>(null);
  const ends = (m: Membership) => !himself && !over(m) && own.has(m.unita.id);
  const action: Column<Membership> = {
    id: 'azione',
    heading: 'Azione',
    cell: (m) =>
      ends(m) ? (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setEnding(m)}>
          Cessa
          <span className="visually-hidden">
            {' '}
            l’incarico di {m.ruolo.descrizione} presso {m.unita.etichetta}
          </span>
        </button>
      ) : null,
  };
  return (
    <>
      <div className="azioni in-alto">
        <h2 id="incarichi" className="mb-0">
          Incarichi
        </h2>
        {himself || adding || !scheda.abilitato ? null : (
          <button type="button" className="btn btn-primary" onClick={() => setAdding(true)}>
            Nuovo incarico
          </button>
        )}
      </div>
      {adding ? (
        <Opened title="Nuovo incarico">
          <MembershipForm
            operatore={scheda.operatore.id}
            onDone={() => setAdding(false)}
            onCancel={() => setAdding(false)}
          />
        </Opened>
      ) : null}
      <DataTable
        caption="Incarichi, dal primo"
        captionHidden
        columns={scheda.incarichi.some(ends) ? [...COLUMNS, action] : COLUMNS}
        rows={scheda.incarichi}
        rowKey={(m) => String(m.numero)}
      />
      {ending ? <EndMembership scheda={scheda} membership={ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
}
