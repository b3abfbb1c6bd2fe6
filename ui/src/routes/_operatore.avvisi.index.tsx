import { createFileRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { Alerts } from '~/avvisi/Alerts';
import { alertsQuery } from '~/avvisi/queries';
import { onArrival } from '~/common/onArrival';
import { PageTitle } from '~/ui/PageTitle';

const WHICH = {
  aperti: { name: 'Aperti', stato: 'APERTO' },
  'in-esame': { name: 'In esame', stato: 'IN_ESAME' },
  chiusi: { name: 'Chiusi', stato: 'CHIUSO' },
  tutti: { name: 'Tutti', stato: null },
} as const;
type Which = keyof typeof WHICH;
const NAMES = Object.keys(WHICH) as Which[];

export const Route = createFileRoute('/_operatore/avvisi/')({
  validateSearch: v.object({ quali: v.fallback(v.optional(v.picklist(NAMES)), undefined) }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps: { quali = 'aperti' }, cause }) =>
    onArrival(cause, context.queryClient.prefetchInfiniteQuery(alertsQuery(WHICH[quali].stato))),
  component: Page,
});

/** «Avvisi sulle letture»; the filter is in the address. */
function Page() {
  const { quali = 'aperti' } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <>
      <PageTitle page="Avvisi sulle letture">Avvisi sulle letture</PageTitle>
      <div className="scheda">
        <p>
          Un avviso nasce quando le letture di un operatore, in un giorno, non somigliano al lavoro di ogni
          giorno. È un motivo per chiedere, non una prova.
        </p>
        <form className="filtri" onSubmit={(event) => event.preventDefault()}>
          <fieldset>
            <legend className="etichetta">Quali</legend>
            <div className="scelte">
              {NAMES.map((which) => (
                <label key={which} htmlFor={`quali-${which}`}>
                  <input
                    id={`quali-${which}`}
                    type="radio"
                    name="quali"
                    checked={quali === which}
                    onChange={() => void navigate({ search: { quali: which }, replace: true })}
                  />
                  {WHICH[which].name}
                </label>
              ))}
            </div>
          </fieldset>
        </form>
        <Alerts stato={WHICH[quali].stato} />
      </div>
    </>
  );
}
