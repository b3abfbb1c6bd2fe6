import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ioQuery } from '~/common/queries';
import { Dialog } from '~/ui/Dialog';
import { sessionBack, useSessionOver } from './expiry';
import { IoDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { sessionQuery } from './session';

const OBSTACLES = {
  nobody: 'L’accesso non risulta ancora effettuato.',
  another:
    'Ha effettuato l’accesso un altro operatore, a cui nome ciò che è scritto qui non si può salvare. Accedere di nuovo con la propria identità, oppure ricominciare dalla pagina iniziale.',
} as const;

/**
 * Shown over the page when the session has ended: logging in happens in another tab, so that nothing typed here is
 * lost. Whoever logs in must be who worked here.
 */
export function SessionOver() {
  const over = useSessionOver();
  const client = useQueryClient();
  const [obstacle, setObstacle] = useState<keyof typeof OBSTACLES | null>(null);
  if (!over) return null;

  async function goOn(): Promise<void> {
    const worked = client.getQueryData(ioQuery.queryKey)?.io.operatore.id;
    const now = await client
      .fetchQuery({ ...sessionQuery, staleTime: 0 })
      // Asked apart from what the page shows: that stays until it is clear who logged in.
      .then((session) => session && execute(IoDocument))
      .catch(() => null);
    if (now === null) return setObstacle('nobody');
    if (worked !== undefined && now.io.operatore.id !== worked) return setObstacle('another');
    setObstacle(null);
    sessionBack();
  }

  return (
    <Dialog title="La sessione è scaduta" onClose={() => void goOn()}>
      <p>
        Ciò che è stato scritto in questa pagina non è perso. Accedere di nuovo in un’altra scheda, poi
        tornare qui e premere «Continua».
      </p>
      {obstacle === null ? null : <p role="alert">{OBSTACLES[obstacle]}</p>}
      <div className="azioni">
        <a className="btn btn-outline-primary" href="/accesso" target="_blank" rel="noopener">
          Accedi di nuovo (si apre in un’altra scheda)
        </a>
        {obstacle === 'another' ? (
          <button
            type="button"
            className="btn btn-outline-primary"
            onClick={() => window.location.assign('/')}
          >
            Ricomincia dalla pagina iniziale
          </button>
        ) : null}
        <button type="button" className="btn btn-primary" onClick={() => void goOn()}>
          Continua
        </button>
      </div>
    </Dialog>
  );
}
