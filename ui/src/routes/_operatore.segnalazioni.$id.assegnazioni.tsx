import { createFileRoute } from '@tanstack/react-router';
import { listQuery } from '~/common/queries';
import { Assignments } from '~/segnalazione/Assignments';

export const Route = createFileRoute('/_operatore/segnalazioni/$id/assegnazioni')({
  loader: ({ context }) => context.queryClient.ensureQueryData(listQuery('MOTIVO_RIASSEGNAZIONE')),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <Assignments key={id} id={id} />;
}
