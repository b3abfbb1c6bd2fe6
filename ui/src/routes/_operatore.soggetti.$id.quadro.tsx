import { createFileRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { Quadro } from '~/quadro/Quadro';

const year = v.fallback(
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2200))),
  undefined,
);

export const Route = createFileRoute('/_operatore/soggetti/$id/quadro')({
  validateSearch: v.object({
    vista: v.fallback(v.optional(v.literal('completa')), undefined),
    dal: year,
    al: year,
  }),
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
