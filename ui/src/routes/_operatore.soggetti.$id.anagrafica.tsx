import { createFileRoute } from '@tanstack/react-router';
import { listQuery } from '~/common/queries';
import { Anagrafica } from '~/soggetto/Anagrafica';

export const Route = createFileRoute('/_operatore/soggetti/$id/anagrafica')({
  loader: ({ context }) => context.queryClient.ensureQueryData(listQuery('STATO_CIVILE')),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <Anagrafica key={id} id={id} />;
}
