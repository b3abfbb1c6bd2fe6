import { createFileRoute, redirect } from '@tanstack/react-router';
import * as v from 'valibot';
import { Report } from '~/letture/Report';
import { periodSearch } from '~/letture/period';
import { readingsOf } from '~/letture/queries';

export const Route = createFileRoute('/_operatore/registro/rapporto')({
  validateSearch: v.object({ ...periodSearch, soggetto: v.fallback(v.pipe(v.string(), v.uuid()), '') }),
  loaderDeps: ({ search }) => search,
  beforeLoad: ({ search }) => {
    // One starts from the person.
    if (search.soggetto === '') throw redirect({ to: '/registro' });
  },
  loader: ({ context, deps: { soggetto, ...period } }) =>
    context.queryClient.prefetchInfiniteQuery(readingsOf(soggetto, period)),
  component: Page,
});

function Page() {
  const { soggetto, ...period } = Route.useSearch();
  return <Report key={soggetto} soggetto={soggetto} period={period} />;
}
