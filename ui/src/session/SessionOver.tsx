import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { Dialog } from '~/ui/Dialog';
import { useSessionOver } from './expiry';
import { sessionQuery } from './session';

/**
 * Shown over the page when the session has ended: logging in happens in another tab, so that nothing typed here is
 * lost. Who comes back from there goes on at once.
 */
export function SessionOver() {
  const over = useSessionOver();
  const client = useQueryClient();
  const [still, setStill] = useState(false);
  // A session that is back closes the dialog: see `sessionQuery`.
  const look = useCallback(
    () => client.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => null),
    [client],
  );
  useEffect(() => {
    if (!over) return;
    const onFocus = () => void look();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, [over, look]);
  if (!over) return null;
  async function goOn(): Promise<void> {
    setStill((await look()) === null);
  }
  return (
    <Dialog title="La sessione è scaduta" onClose={() => void goOn()}>
      <p>
        Ciò che è stato scritto in questa pagina non è perso. Accedere di nuovo in un’altra scheda, poi
        tornare qui e premere «Continua».
      </p>
      {still ? <p role="alert">L’accesso non risulta ancora effettuato.</p> : null}
      <div className="azioni">
        <a className="btn btn-outline-primary" href="/accesso" target="_blank" rel="noopener">
          Accedi di nuovo (si apre in un’altra scheda)
        </a>
        <button type="button" className="btn btn-primary" onClick={() => void goOn()}>
          Continua
        </button>
      </div>
    </Dialog>
  );
}
