import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, createFileRoute, useLocation } from '@tanstack/react-router';
import { ClosedFile } from '~/emergenza/Ended';
import { WhileOpen } from '~/emergenza/WhileOpen';
import { Drawers, Header } from '~/segnalazione/Layout';
import { loadPratica, praticaQuery } from '~/segnalazione/queries';

export const Route = createFileRoute('/_operatore/segnalazioni/$id')({
  loader: ({ context, params }) => loadPratica(context.queryClient, params.id),
  notFoundComponent: Closed,
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const { data, dataUpdatedAt } = useSuspenseQuery(praticaQuery(id));
  const pathname = useLocation({ select: (location) => location.pathname });
  const pratica = data.segnalazione;
  if (!pratica) return <ClosedFile id={id} meanwhile />;
  return (
    <WhileOpen apertura={pratica.apertura} readAt={dataUpdatedAt} file={praticaQuery(id).queryKey}>
      <Header pratica={pratica} pathname={pathname} />
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
