import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { operatorName } from '~/common/operatorName';
import { formatDay, formatInstant } from '~/format/date';
import type { StatoAvviso } from '~/gql/graphql';
import { type Column, DataTable } from '~/ui/DataTable';
import { More } from '~/ui/More';
import { Empty, Loaded } from '~/ui/States';
import { AlertState } from './AlertState';
import { alertsQuery } from './queries';
import { type Avviso, OUTCOMES, counted, dayOfReadings } from './words';

const COLUMNS: Column<Avviso>[] = [
  {
    id: 'avviso',
    heading: 'Avviso',
    namesRow: true,
    cell: (a) => (
      <Link to="/avvisi/$id" params={{ id: a.id }} className="lungo">
        {a.descrizione}
        <span className="visually-hidden">
          : {operatorName(a.operatore)}, {formatDay(dayOfReadings(a))}
        </span>
      </Link>
    ),
  },
  { id: 'operatore', heading: 'Operatore', cell: (a) => operatorName(a.operatore) },
  { id: 'giorno', heading: 'Giorno', cell: (a) => formatDay(dayOfReadings(a)) },
  { id: 'quanti', heading: 'Quante', cell: counted },
  { id: 'quando', heading: 'Sollevato', cell: (a) => formatInstant(a.quando) },
  {
    id: 'stato',
    heading: 'Stato',
    cell: (a) => (
      <>
        <AlertState stato={a.stato} />
        <Last of={a} />
      </>
    ),
  },
];

/** What it means that there is none. */
const NONE: Record<StatoAvviso | 'TUTTI', string> = {
  APERTO: 'Nessun avviso aspetta di essere preso in esame.',
  IN_ESAME: 'Nessuno sta esaminando un avviso.',
  CHIUSO: 'Nessun avviso è stato chiuso.',
  TUTTI: 'Nessun avviso è stato sollevato.',
};

/** By whom the last step was, and what came of it. */
function Last({ of }: { of: Avviso }) {
  const last = of.passi.at(-1);
  if (!last?.autore) return null;
  return (
    <span className="sotto">
      {last.esito ? `${OUTCOMES[last.esito].replace(/[:,].*/, '')}, ` : null}
      {last.autore.nominativo}
    </span>
  );
}

/** The alerts in a state, or all of them. */
export function Alerts({ stato }: { stato: StatoAvviso | null }) {
  const query = useInfiniteQuery(alertsQuery(stato));
  return (
    <Loaded from={query}>
      {({ pages }) => {
        const alerts = pages.flatMap(({ edges }) => edges.map(({ node }) => node));
        if (alerts.length === 0)
          return (
            <Empty>
              <p className="mb-0">{NONE[stato ?? 'TUTTI']}</p>
            </Empty>
          );
        return (
          <>
            <DataTable
              caption="Avvisi sulle letture, dal più recente"
              captionHidden
              columns={COLUMNS}
              rows={alerts}
              rowKey={(a) => a.id}
            />
            <More query={query} />
          </>
        );
      }}
    </Loaded>
  );
}
