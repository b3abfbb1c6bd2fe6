import { createFileRoute } from '@tanstack/react-router';
import { unitsQuery } from '~/common/queries';
import { Grants } from '~/segnalazione/Grants';

export const Route = createFileRoute('/_operatore/segnalazioni/$id/concessioni')({
  loader: ({ context }) => context.queryClient.ensureQueryData(unitsQuery),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <Grants key={id} id={id} />;
}
