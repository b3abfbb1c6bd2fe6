import { createFileRoute } from '@tanstack/react-router';
import { Storia } from '~/storia/Storia';

export const Route = createFileRoute('/_operatore/segnalazioni/$id/storia')({ component: Page });

function Page() {
  const { id } = Route.useParams();
  return (
    <>
      <h2>Storia</h2>
      <Storia of={{ segnalazione: id }} />
    </>
  );
}
