import { createFileRoute } from '@tanstack/react-router';
import { listQuery } from '~/common/queries';
import { Access } from '~/emergenza/Access';
import { accessQuery } from '~/emergenza/queries';

export const Route = createFileRoute('/_operatore/emergenze/$id')({
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      queryClient.prefetchQuery(accessQuery(params.id)),
      queryClient.ensureQueryData(listQuery('ESITO_RIESAME')),
    ]),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <Access key={id} id={id} />;
}
