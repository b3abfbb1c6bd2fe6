import { createFileRoute } from '@tanstack/react-router';
import { Operators } from '~/amministrazione/Operators';
import { treeQuery } from '~/amministrazione/queries';
import { operatorsSearch } from '~/amministrazione/search';
import { listQuery } from '~/common/queries';

export const Route = createFileRoute('/_operatore/operatori/')({
  validateSearch: operatorsSearch,
  loader: ({ context: { queryClient } }) =>
    Promise.all([queryClient.ensureQueryData(treeQuery), queryClient.ensureQueryData(listQuery('RUOLO'))]),
  component: Page,
});

/** «Operatori»; the filters are in the address, except for the name. */
function Page() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <Operators
      search={search}
      onChange={(change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })}
    />
  );
}
