import { createFileRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { onArrival } from '~/common/onArrival';
import { OwnReadings } from '~/letture/OwnReadings';
import { PeriodForm } from '~/letture/PeriodForm';
import { periodSearch } from '~/letture/period';
import { ownReadings } from '~/letture/queries';
import { PageTitle } from '~/ui/PageTitle';

export const Route = createFileRoute('/_operatore/letture')({
  validateSearch: v.object(periodSearch),
  loaderDeps: ({ search: { dal, al } }) => ({ dal, al }),
  loader: ({ context, deps, cause }) =>
    onArrival(cause, context.queryClient.prefetchInfiniteQuery(ownReadings(deps))),
  component: Page,
});

/** «Le mie letture». */
function Page() {
  const period = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <>
      <PageTitle page="Le mie letture">Le mie letture</PageTitle>
      <div className="scheda">
        <p>
          Ciò che il registro delle letture conserva della propria attività: quali schede sono state mostrate
          o negate, quando e a che titolo. Il registro non contiene nomi.
        </p>
        <PeriodForm period={period} onChange={(next) => void navigate({ search: next })} />
        <OwnReadings period={period} />
      </div>
    </>
  );
}
