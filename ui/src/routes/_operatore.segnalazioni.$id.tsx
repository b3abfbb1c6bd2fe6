import { Outlet, createFileRoute, useLocation } from '@tanstack/react-router';
import { Drawers, Header } from '~/segnalazione/Layout';
import { loadPratica, usePratica } from '~/segnalazione/queries';
import { NotFound } from '~/ui/NotFound';

export const Route = createFileRoute('/_operatore/segnalazioni/$id')({
  loader: ({ context, params }) => loadPratica(context.queryClient, params.id),
  notFoundComponent: NotFound,
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const pratica = usePratica(id);
  const pathname = useLocation({ select: (location) => location.pathname });
  return (
    <>
      <Header pratica={pratica} pathname={pathname} />
      <div className="con-cassetti">
        <Drawers id={id} />
        <div className="scheda">
          <Outlet />
        </div>
      </div>
    </>
  );
}
