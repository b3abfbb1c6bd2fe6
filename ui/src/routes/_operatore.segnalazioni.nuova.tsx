import { createFileRoute, redirect } from '@tanstack/react-router';
import * as v from 'valibot';
import { New, segnalatoQuery } from '~/segnalazione/New';
import { loadDetailLists } from '~/segnalazione/lists';

export const Route = createFileRoute('/_operatore/segnalazioni/nuova')({
  validateSearch: v.object({
    soggetto: v.fallback(v.string(), ''),
    /** The file is another unit's. */
    seguita: v.optional(v.fallback(v.boolean(), false)),
  }),
  loaderDeps: ({ search }) => search,
  beforeLoad: ({ search }) => {
    // One starts from the subject.
    if (search.soggetto === '') throw redirect({ to: '/soggetti' });
  },
  loader: ({ context: { queryClient }, deps }) =>
    Promise.all([queryClient.ensureQueryData(segnalatoQuery(deps.soggetto)), loadDetailLists(queryClient)]),
  component: Page,
});

function Page() {
  const { soggetto, seguita } = Route.useSearch();
  return <New key={soggetto} soggetto={soggetto} seguita={seguita === true} />;
}
