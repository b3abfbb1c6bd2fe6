import { Link } from '@tanstack/react-router';
import { today } from '~/format/date';
import { Alert } from '~/ui/Alert';
import { Icon } from '~/ui/Icon';
import { Failure, Loaded } from '~/ui/States';
import { Controls, type Change } from './Controls';
import { Legend } from './Drawing';
import { QuadroTable } from './QuadroTable';
import { MOST_ENTRIES, type View, useQuadro } from './query';
import { yearsFor } from './scale';

const number = new Intl.NumberFormat('it-IT');

interface Props {
  view: View;
  onChange: (change: Change) => void;
}

/** Drawer «Quadro riassuntivo» (manual, figure 13): simplified or complete, with the years as zoom. */
export function Quadro({ view, onChange }: Props) {
  const quadro = useQuadro(view);
  const years = yearsFor(view, quadro.data, today());
  return (
    <>
      <div className="azioni in-alto">
        <h2 className="mb-0">Quadro riassuntivo</h2>
        <Link
          to="/soggetti/$id/quadro/stampa"
          params={{ id: view.soggetto }}
          search={{ vista: view.completa ? 'completa' : undefined, dal: view.dal, al: view.al }}
          className="btn btn-outline-primary btn-sm btn-icona"
        >
          <Icon name="stampa" />
          Stampa
        </Link>
      </div>
      <Controls view={view} years={years} onChange={onChange} />
      <Loaded from={quadro} rows={10}>
        {(gruppi) => (
          <>
            {quadro.cut ? (
              <Alert
                tone="warning"
                title={`Ci sono più di ${number.format(MOST_ENTRIES)} voci: sono mostrate le prime. Per vedere le altre restringere gli anni.`}
              />
            ) : null}
            {quadro.isError ? (
              <Failure error={quadro.error} onRetry={() => void quadro.fetchNextPage()} />
            ) : null}
            <div className="quadro-testa">
              <p role="status" className="mb-0">
                {counted(quadro.count)}
                {quadro.loading ? ', caricamento in corso…' : ''}
              </p>
              <Legend />
            </div>
            <QuadroTable gruppi={gruppi} years={years} complete={!quadro.loading && !quadro.cut} />
          </>
        )}
      </Loaded>
    </>
  );
}

function counted(count: number): string {
  if (count === 0) return 'Nessuna voce';
  return count === 1 ? 'Una voce' : `${number.format(count)} voci`;
}
