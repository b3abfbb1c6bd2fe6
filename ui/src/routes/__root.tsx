import type { QueryClient } from '@tanstack/react-query';
import { Outlet, createRootRouteWithContext } from '@tanstack/react-router';
import { SessionOver } from '~/session/SessionOver';
import { Announcer } from '~/ui/Announcer';
import { PublicFrame } from '~/frame/PublicPage';
import { NotFound } from '~/ui/NotFound';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  notFoundComponent: NoSuchPage,
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

function NoSuchPage() {
  return (
    <PublicFrame>
      <NotFound />
    </PublicFrame>
  );
}
