import { useQuery } from '@tanstack/react-query';
import { createFileRoute, redirect } from '@tanstack/react-router';
import * as v from 'valibot';
import { Access } from '~/session/Access';
import { providersQuery, sessionQuery } from '~/session/session';
import { Loaded } from '~/ui/States';
import { PublicPage } from '~/frame/PublicPage';

const Search = v.object({
  /** Where to go afterwards. */
  ritorno: v.fallback(v.optional(v.pipe(v.string(), v.startsWith('/'))), undefined),
});

/** Login (manual, chapter 1). */
export const Route = createFileRoute('/accesso')({
  validateSearch: Search,
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery).catch(() => null);
    if (session !== null) throw redirect({ to: '/' });
  },
  component: Page,
});

function Page() {
  const { ritorno } = Route.useSearch();
  const providers = useQuery(providersQuery);
  return (
    <PublicPage page="Accesso">
      <p>Per entrare in SIGeSS occorre la propria identità digitale e un’abilitazione dell’ente.</p>
      <Loaded from={providers} rows={3}>
        {(list) => <Access providers={list} back={ritorno ?? '/'} />}
      </Loaded>
    </PublicPage>
  );
}
