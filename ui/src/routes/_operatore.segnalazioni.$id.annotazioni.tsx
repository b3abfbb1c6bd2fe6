import { createFileRoute } from '@tanstack/react-router';
import { Notes } from '~/annotazioni/Notes';
import { notesOf } from '~/annotazioni/queries';
import { listQuery } from '~/common/queries';

export const Route = createFileRoute('/_operatore/segnalazioni/$id/annotazioni')({
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      queryClient.prefetchInfiniteQuery(notesOf(params.id)),
      queryClient.ensureQueryData(listQuery('SEZIONE')),
      queryClient.ensureQueryData(listQuery('AMBITO_RISERVATO')),
    ]),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <Notes key={id} id={id} />;
}
