import { createFileRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { Units } from '~/amministrazione/Units';

export const Route = createFileRoute('/_operatore/unita/')({
  validateSearch: v.object({ cessate: v.fallback(v.optional(v.boolean()), undefined) }),
  component: Page,
});

function Page() {
  const { cessate = false } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <Units
      ceased={cessate}
      onCeased={(ceased) => void navigate({ search: { cessate: ceased || undefined }, replace: true })}
    />
  );
}
