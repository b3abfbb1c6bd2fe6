import { Outlet, createFileRoute } from '@tanstack/react-router';
import { onlyAdministrators } from '~/amministrazione/queries';
import { NotFound } from '~/ui/NotFound';

export const Route = createFileRoute('/_operatore/operatori')({
  loader: ({ context }) => onlyAdministrators(context.queryClient),
  notFoundComponent: NotFound,
  component: Outlet,
});
