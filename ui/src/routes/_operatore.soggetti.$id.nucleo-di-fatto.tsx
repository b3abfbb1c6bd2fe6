import { createFileRoute } from '@tanstack/react-router';
import { listQuery } from '~/common/queries';
import { NucleoDiFatto } from '~/nucleo/NucleoDiFatto';
import { nucleiQuery } from '~/nucleo/queries';

export const Route = createFileRoute('/_operatore/soggetti/$id/nucleo-di-fatto')({
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      queryClient.ensureQueryData(nucleiQuery(params.id)),
      queryClient.ensureQueryData(listQuery('RELAZIONE_PARENTELA')),
      queryClient.ensureQueryData(listQuery('MOTIVO_INGRESSO_NUCLEO')),
      queryClient.ensureQueryData(listQuery('MOTIVO_USCITA_NUCLEO')),
    ]),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <NucleoDiFatto key={id} soggetto={id} />;
}
