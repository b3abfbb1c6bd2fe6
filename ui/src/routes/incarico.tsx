import { createFileRoute, redirect } from '@tanstack/react-router';
import * as v from 'valibot';
import { PublicPage } from '~/frame/PublicPage';
import { ChooseMembership } from '~/session/ChooseMembership';
import { sessionQuery } from '~/session/session';

/** A path of this site. */
const own = v.pipe(v.string(), v.regex(/^\/(?![/\\])/));

/** Chosen after the login by who has several memberships, and whenever he changes. */
export const Route = createFileRoute('/incarico')({
  validateSearch: v.object({ ritorno: v.fallback(v.optional(own), undefined) }),
  loader: async ({ context }) => {
    const session = await context.queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    if (session === null) throw redirect({ to: '/accesso' });
    return session;
  },
  component: Page,
});

function Page() {
  const { ritorno } = Route.useSearch();
  return (
    <PublicPage page="Scelta dell’incarico">
      <p>Con l’incarico cambiano le persone e le segnalazioni che si possono vedere e ciò che si può fare.</p>
      <ChooseMembership session={Route.useLoaderData()} back={ritorno ?? '/'} />
    </PublicPage>
  );
}
