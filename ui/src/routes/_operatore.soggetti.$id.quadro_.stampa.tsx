import { createFileRoute } from '@tanstack/react-router';
import { Print } from '~/quadro/Print';
import { viewSearch } from '~/quadro/search';

export const Route = createFileRoute('/_operatore/soggetti/$id/quadro_/stampa')({
  validateSearch: viewSearch,
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const { vista, dal, al } = Route.useSearch();
  return <Print key={id} view={{ soggetto: id, completa: vista === 'completa', dal, al }} />;
}
