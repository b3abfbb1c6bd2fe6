import { createFileRoute } from '@tanstack/react-router';
import { AlertFile } from '~/avvisi/AlertFile';
import { loadAlert } from '~/avvisi/queries';
import { NotFound } from '~/ui/NotFound';

export const Route = createFileRoute('/_operatore/avvisi/$id')({
  loader: ({ context, params }) => loadAlert(context.queryClient, params.id),
  notFoundComponent: NotFound,
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <AlertFile key={id} id={id} />;
}
