import { Outlet, createFileRoute, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { remember } from '~/session/recent';
import { Drawers, drawerName } from '~/soggetto/Drawers';
import { Header } from '~/soggetto/Header';
import { loadSoggetto, useSoggetto } from '~/soggetto/query';
import { NotFound } from '~/ui/NotFound';

export const Route = createFileRoute('/_operatore/soggetti/$id')({
  loader: ({ context, params }) => loadSoggetto(context.queryClient, params.id),
  notFoundComponent: NotFound,
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const soggetto = useSoggetto(id);
  const drawer = drawerName(useLocation({ select: (location) => location.pathname }));
  useEffect(() => remember(id), [id]);
  return (
    <>
      <Header soggetto={soggetto} drawer={drawer} />
      <div className="con-cassetti">
        <Drawers id={id} />
        <div className="scheda">
          <Outlet />
        </div>
      </div>
    </>
  );
}
