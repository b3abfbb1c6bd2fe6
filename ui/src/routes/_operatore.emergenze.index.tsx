import { createFileRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { Accesses } from '~/emergenza/Accesses';

export const Route = createFileRoute('/_operatore/emergenze/')({
  validateSearch: v.object({ riesame: v.fallback(v.optional(v.literal('attesa')), undefined) }),
  component: Page,
});

/** «Accessi di emergenza»; the filter is in the address. */
function Page() {
  const { riesame } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <Accesses
      filter={{ daRiesaminare: riesame === 'attesa' }}
      onChange={({ daRiesaminare }) =>
        void navigate({ search: { riesame: daRiesaminare ? 'attesa' : undefined }, replace: true })
      }
    />
  );
}
