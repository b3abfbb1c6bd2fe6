import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, createFileRoute, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ClosedFile } from '~/emergenza/Ended';
import { WhileOpen } from '~/emergenza/WhileOpen';
import { remember } from '~/session/recent';
import { Drawers, drawerName } from '~/soggetto/Drawers';
import { Header } from '~/soggetto/Header';
import { loadSoggetto, soggettoQuery } from '~/soggetto/query';

export const Route = createFileRoute('/_operatore/soggetti/$id')({
  loader: ({ context, params }) => loadSoggetto(context.queryClient, params.id),
  notFoundComponent: Closed,
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const { data, dataUpdatedAt } = useSuspenseQuery(soggettoQuery(id));
  const drawer = drawerName(useLocation({ select: (location) => location.pathname }));
  useEffect(() => remember(id), [id]);
  const { soggetto } = data;
  if (!soggetto) return <ClosedFile id={id} meanwhile />;
  return (
    <WhileOpen apertura={soggetto.apertura} readAt={dataUpdatedAt} file={soggettoQuery(id).queryKey}>
      <Header soggetto={soggetto} drawer={drawer} />
      <div className="con-cassetti">
        <Drawers id={id} />
        <div className="scheda">
          <Outlet />
        </div>
      </div>
    </WhileOpen>
  );
}

function Closed() {
  return <ClosedFile id={Route.useParams().id} />;
}
