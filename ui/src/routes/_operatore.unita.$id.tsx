import { createFileRoute } from '@tanstack/react-router';
import { Unit } from '~/amministrazione/Unit';
import { NotFound } from '~/ui/NotFound';

export const Route = createFileRoute('/_operatore/unita/$id')({
  notFoundComponent: NotFound,
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <Unit key={id} id={id} />;
}
