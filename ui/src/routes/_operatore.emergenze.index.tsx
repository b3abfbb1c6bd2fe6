import { createFileRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { onArrival } from '~/common/onArrival';
import { ioQuery } from '~/common/queries';
import { Accesses } from '~/emergenza/Accesses';
import { accessesQuery, ownAccessesQuery } from '~/emergenza/queries';

export const Route = createFileRoute('/_operatore/emergenze/')({
  validateSearch: v.object({ riesame: v.fallback(v.optional(v.literal('attesa')), undefined) }),
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queryClient }, deps: { riesame }, cause }) => {
    const { io } = await queryClient.ensureQueryData(ioQuery);
    const lists = Promise.all([
      queryClient.prefetchInfiniteQuery(accessesQuery({ daRiesaminare: riesame === 'attesa' })),
      io.puoAprireEmergenze ? queryClient.prefetchQuery(ownAccessesQuery(null)) : undefined,
    ]);
    await onArrival(cause, lists);
  },
  component: Page,
});

/** «Accessi di emergenza»; the filter is in the address. */
function Page() {
  const { riesame } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <Accesses
      filter={{ daRiesaminare: riesame === 'attesa' }}
      onChange={({ daRiesaminare }) =>
        void navigate({ search: { riesame: daRiesaminare ? 'attesa' : undefined }, replace: true })
      }
    />
  );
}
