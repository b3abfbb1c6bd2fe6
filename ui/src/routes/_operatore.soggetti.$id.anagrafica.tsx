import { createFileRoute } from '@tanstack/react-router';
import { Anagrafica } from '~/soggetto/Anagrafica';
import { loadAnagraficaLists } from '~/soggetto/lists';

export const Route = createFileRoute('/_operatore/soggetti/$id/anagrafica')({
  loader: ({ context }) => loadAnagraficaLists(context.queryClient),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  return <Anagrafica key={id} id={id} />;
}
