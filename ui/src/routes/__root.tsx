import type { QueryClient } from '@tanstack/react-query';
import { Outlet, createRootRouteWithContext } from '@tanstack/react-router';
import { SessionOver } from '~/session/SessionOver';
import { Announcer } from '~/ui/Announcer';
import { NotFound } from '~/ui/NotFound';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  notFoundComponent: NotFound,
});

function Root() {
  return (
    <>
      <Outlet />
      <SessionOver />
      <Announcer />
    </>
  );
}
