import { createFileRoute } from '@tanstack/react-router';
import { NucleoAnagrafe } from '~/nucleo/NucleoAnagrafe';
import { anagrafeQuery } from '~/nucleo/queries';

export const Route = createFileRoute('/_operatore/soggetti/$id/nucleo-anagrafe')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(anagrafeQuery(params.id)),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <NucleoAnagrafe key={id} soggetto={id} />;
}
