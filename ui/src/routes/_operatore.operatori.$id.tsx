import { createFileRoute } from '@tanstack/react-router';
import { Operator } from '~/amministrazione/Operator';
import { loadOperator, treeQuery } from '~/amministrazione/queries';
import { listQuery } from '~/common/queries';

export const Route = createFileRoute('/_operatore/operatori/$id')({
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      loadOperator(queryClient, params.id),
      queryClient.ensureQueryData(treeQuery),
      queryClient.ensureQueryData(listQuery('RUOLO')),
    ]),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <Operator key={id} id={id} />;
}
