import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { ioQuery } from '~/common/queries';
import { announce } from '~/ui/Announcer';
import { Dialog } from '~/ui/Dialog';
import { holdRequests, isSessionOver, sessionBack, sessionOver, useSessionOver } from './expiry';
import { membershipName, ownMembership } from './membership';
import { chooseMembership, sessionQuery } from './session';

const OBSTACLES = {
  nobody: 'L’accesso non risulta ancora effettuato.',
  another:
    'Ha effettuato l’accesso un altro operatore, a cui nome ciò che è scritto qui non si può salvare. Accedere di nuovo con la propria identità, oppure ricominciare dalla pagina iniziale.',
  membership:
    'La sessione è passata a un altro incarico, con il quale ciò che è scritto qui non si può salvare. Tornare all’incarico di questa pagina, oppure ricominciare dalla pagina iniziale.',
} as const;

/** Compares who is logged in with who works on this page, and stops or goes on accordingly; says what is in the way. */
function useComparison(): () => Promise<keyof typeof OBSTACLES | null> {
  const client = useQueryClient();
  return useCallback(async () => {
    const worker = client.getQueryData(ioQuery.queryKey)?.io.operatore.id;
    const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false });
    if (worker === undefined) {
      // The session ended before the page knew whose it is: nothing was typed here.
      if (session !== null && isSessionOver()) window.location.reload();
      return session === null ? 'nobody' : null;
    }
    if (session?.operatore.id !== worker) {
      sessionOver();
      return session === null ? 'nobody' : 'another';
    }
    if (session.incarico !== ownMembership()) {
      sessionOver();
      return 'membership';
    }
    if (isSessionOver()) {
      sessionBack();
      announce('Accesso effettuato: il lavoro prosegue da dove era rimasto.');
      // The same person may have come back with other rights.
      void client.invalidateQueries({ queryKey: ioQuery.queryKey });
    }
    return null;
  }, [client]);
}

/**
 * Shown over the page when the session has ended: logging in happens in another tab, so that nothing typed here is
 * lost. Whoever logs in must be who worked here; to anybody else the page below is hidden.
 */
export function SessionOver() {
  const over = useSessionOver();
  const compare = useComparison();
  const [asked, setAsked] = useState(false);
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  const worker = useQuery({ ...ioQuery, enabled: false }).data?.io.operatore.id;

  // Logging in, or out, happens in another tab as well: whoever comes back to this one is compared at once, and what he
  // presses meanwhile waits for it.
  useEffect(() => {
    const back = () => {
      if ((worker !== undefined || isSessionOver()) && document.visibilityState === 'visible')
        holdRequests(compare());
    };
    window.addEventListener('focus', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      window.removeEventListener('focus', back);
      document.removeEventListener('visibilitychange', back);
    };
  }, [compare, worker]);

  if (!over) return null;
  const own = ownMembership();
  const another = session != null && worker !== undefined && session.operatore.id !== worker;
  const moved = session != null && !another && session.incarico !== own;
  const obstacle = another ? 'another' : moved ? 'membership' : asked ? 'nobody' : null;
  const mine = session?.incarichi.find(({ numero }) => numero === own);

  async function goOn(): Promise<void> {
    const found = await compare().catch(() => 'nobody' as const);
    setAsked(found !== null);
  }

  async function backTo(incarico: number): Promise<void> {
    await chooseMembership(incarico).catch(() => undefined);
    await goOn();
  }

  return (
    <Dialog
      title={moved ? 'L’incarico è cambiato' : 'La sessione è scaduta'}
      covering={another}
      onClose={() => void goOn()}
    >
      {moved ? null : (
        <p>
          Ciò che è stato scritto in questa pagina non è perso. Accedere di nuovo in un’altra scheda, poi
          tornare qui: il lavoro prosegue da dove era rimasto. Se non prosegue da solo, premere «Continua».
        </p>
      )}
      {obstacle === null ? null : <p role="alert">{OBSTACLES[obstacle]}</p>}
      <div className="azioni">
        {moved ? null : (
          <a className="btn btn-outline-primary" href="/accesso" target="_blank" rel="noopener">
            Accedi di nuovo (si apre in un’altra scheda)
          </a>
        )}
        {another || moved ? (
          <button
            type="button"
            className="btn btn-outline-primary"
            onClick={() => window.location.assign('/')}
          >
            Ricomincia dalla pagina iniziale
          </button>
        ) : null}
        {moved ? (
          mine ? (
            <button type="button" className="btn btn-primary" onClick={() => void backTo(mine.numero)}>
              Torna a {membershipName(mine)}
            </button>
          ) : null
        ) : (
          <button type="button" className="btn btn-primary" onClick={() => void goOn()}>
            Continua
          </button>
        )}
      </div>
    </Dialog>
  );
}
