import { createFileRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { Register } from '~/letture/Register';
import { periodSearch } from '~/letture/period';
import { allReadings } from '~/letture/queries';
import { PageTitle } from '~/ui/PageTitle';

const id = v.fallback(v.optional(v.pipe(v.string(), v.uuid())), undefined);

export const Route = createFileRoute('/_operatore/registro/')({
  validateSearch: v.object({ ...periodSearch, soggetto: id, operatore: id, richiesta: id }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queryClient.prefetchInfiniteQuery(allReadings(deps)),
  component: Page,
});

/** «Registro delle letture»; the filters are in the address. */
function Page() {
  const filter = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <>
      <PageTitle page="Registro delle letture">Registro delle letture</PageTitle>
      <Register filter={filter} onChange={(next) => void navigate({ search: next })} />
    </>
  );
}
