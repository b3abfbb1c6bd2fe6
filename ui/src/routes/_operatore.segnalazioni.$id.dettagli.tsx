import { createFileRoute } from '@tanstack/react-router';
import { Details } from '~/segnalazione/Details';
import { loadDetailLists } from '~/segnalazione/lists';

export const Route = createFileRoute('/_operatore/segnalazioni/$id/dettagli')({
  loader: ({ context }) => loadDetailLists(context.queryClient),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <Details key={id} id={id} />;
}
