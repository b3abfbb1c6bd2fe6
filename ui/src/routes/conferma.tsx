import { Link, createFileRoute } from '@tanstack/react-router';
import { PublicPage } from '~/frame/PublicPage';
import { sessionQuery } from '~/session/session';
import { Alert } from '~/ui/Alert';

/** Where the login ends by which an operator proves again who he is: in a tab of its own. */
export const Route = createFileRoute('/conferma')({
  loader: ({ context }) => context.queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }),
  component: Page,
});

function Page() {
  const confirmed = Route.useLoaderData()?.fresca === true;
  return (
    <PublicPage page="Conferma dell’identità">
      {confirmed ? (
        <Alert tone="success" title="Identità confermata">
          <p>
            Chiudere questa scheda e tornare a quella da cui si è partiti: ciò che vi era scritto è rimasto, e
            l’operazione si può ripetere entro cinque minuti.
          </p>
        </Alert>
      ) : (
        <Alert tone="warning" title="L’identità non risulta confermata di recente">
          <p>Ripetere la conferma dalla pagina che l’ha chiesta.</p>
        </Alert>
      )}
      <p>
        <Link to="/">Vai alla Home</Link>
      </p>
    </PublicPage>
  );
}
