import { createFileRoute } from '@tanstack/react-router';
import { OpenSessions } from '~/session/OpenSessions';
import { openSessionsQuery, providersQuery } from '~/session/session';
import { PageTitle } from '~/ui/PageTitle';

export const Route = createFileRoute('/_operatore/sessioni')({
  loader: ({ context: { queryClient } }) =>
    Promise.all([queryClient.prefetchQuery(openSessionsQuery), queryClient.prefetchQuery(providersQuery)]),
  component: Page,
});

/** «Le mie sessioni». */
function Page() {
  return (
    <>
      <PageTitle page="Le mie sessioni">Le mie sessioni</PageTitle>
      <div className="scheda">
        <p>
          Gli accessi di oggi ancora aperti, su questo e su altri computer. Una sessione lasciata aperta
          altrove si può terminare da qui.
        </p>
        <OpenSessions />
      </div>
    </>
  );
}
