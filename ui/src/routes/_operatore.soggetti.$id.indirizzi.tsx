import { createFileRoute } from '@tanstack/react-router';
import { listQuery } from '~/common/queries';
import { Indirizzi } from '~/soggetto/Indirizzi';

export const Route = createFileRoute('/_operatore/soggetti/$id/indirizzi')({
  loader: ({ context }) => context.queryClient.ensureQueryData(listQuery('TIPO_INDIRIZZO')),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <Indirizzi key={id} id={id} />;
}
