import { createFileRoute } from '@tanstack/react-router';
import { Quadro } from '~/quadro/Quadro';
import { viewSearch } from '~/quadro/search';

export const Route = createFileRoute('/_operatore/soggetti/$id/quadro')({
  validateSearch: viewSearch,
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const { vista, dal, al } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <Quadro
      key={id}
      view={{ soggetto: id, completa: vista === 'completa', dal, al }}
      onChange={(change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })}
    />
  );
}
