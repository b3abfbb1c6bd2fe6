import { Outlet, createFileRoute, redirect } from '@tanstack/react-router';
import { areasOf } from '~/common/areas';
import { ioQuery, useIo } from '~/common/queries';
import { waitingQuery } from '~/emergenza/queries';
import { Frame } from '~/frame/Frame';
import { beginAs } from '~/session/membership';
import { SessionWatch } from '~/session/SessionWatch';
import { sessionQuery } from '~/session/session';

/** Everything behind the login. */
export const Route = createFileRoute('/_operatore')({
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: '/accesso', search: { ritorno: location.href } });
    if (session.incarico === null) throw redirect({ to: '/incarico', search: { ritorno: location.href } });
    beginAs(session.incarico);
  },
  loader: async ({ context: { queryClient } }) => {
    const { io } = await queryClient.ensureQueryData(ioQuery);
    // The navigation is there whole, with its number; pages that change have it asked for again.
    if (areasOf(io).emergencies === 'told') await queryClient.prefetchQuery(waitingQuery);
  },
  component: Behind,
});

function Behind() {
  const io = useIo();
  return (
    <Frame
      areas={areasOf(io)}
      worker={{ nominativo: io.operatore.nominativo, ruolo: io.ruolo.descrizione, unita: io.unita.etichetta }}
    >
      <Outlet />
      <SessionWatch />
    </Frame>
  );
}
