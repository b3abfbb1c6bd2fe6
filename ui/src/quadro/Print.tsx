import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { formatDay, today } from '~/format/date';
import { Alert } from '~/ui/Alert';
import { Failure, Loaded, Loading } from '~/ui/States';
import { Legend } from './Drawing';
import { PlainTable } from './QuadroTable';
import { type View, useQuadro } from './query';
import { rowsOf } from './rows';
import { yearsFor } from './scale';

/** Most rows that are printed: about forty to a sheet. */
const MOST_ROWS = 2_000;

/** The quadro with all its rows on the page, for paper: what is printed is what is there. */
export function Print({ view }: { view: View }) {
  const quadro = useQuadro(view, MOST_ROWS + 1);
  const years = yearsFor(view, quadro.data, today());
  const rows = quadro.data ? rowsOf(quadro.data) : [];
  const tooMany = rows.length > MOST_ROWS;
  const ready = quadro.data !== undefined && !quadro.loading && !quadro.isError && !tooMany;
  useEffect(() => {
    if (ready) void document.fonts.ready.then(() => window.print());
  }, [ready]);
  return (
    <>
      <h2>Quadro riassuntivo</h2>
      <p>
        Situazione al {formatDay(today())}, anni dal {years.dal} al {years.al}, vista{' '}
        {view.completa ? 'completa' : 'semplificata'}.
      </p>
      <div className="azioni in-alto solo-schermo">
        <Link
          to="/soggetti/$id/quadro"
          params={{ id: view.soggetto }}
          search={{ vista: view.completa ? 'completa' : undefined, dal: view.dal, al: view.al }}
        >
          Torna al quadro
        </Link>
        {ready ? (
          <button type="button" className="btn btn-primary" onClick={() => window.print()}>
            Stampa
          </button>
        ) : null}
      </div>
      <Loaded from={quadro} rows={20}>
        {() => {
          if (quadro.isError)
            return <Failure error={quadro.error} onRetry={() => void quadro.fetchNextPage()} />;
          if (tooMany) {
            return (
              <Alert tone="warning" title="Le righe sono più di 2.000: troppe per la stampa.">
                <p>Tornare al quadro e restringere gli anni.</p>
              </Alert>
            );
          }
          if (!ready) return <Loading rows={20} />;
          return (
            <>
              <PlainTable rows={rows} years={years} />
              <Legend />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
