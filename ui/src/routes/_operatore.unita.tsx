import { Outlet, createFileRoute } from '@tanstack/react-router';
import { onlyAdministrators, treeQuery } from '~/amministrazione/queries';
import { listQuery } from '~/common/queries';
import { NotFound } from '~/ui/NotFound';

export const Route = createFileRoute('/_operatore/unita')({
  loader: async ({ context: { queryClient } }) => {
    await onlyAdministrators(queryClient);
    await Promise.all([
      queryClient.ensureQueryData(treeQuery),
      queryClient.ensureQueryData(listQuery('TIPO_UO')),
    ]);
  },
  notFoundComponent: NotFound,
  component: Outlet,
});
