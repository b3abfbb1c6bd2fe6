import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { announce } from '~/ui/Announcer';
import { proofUrl, providersQuery, sessionQuery } from './session';

/**
 * What a dangerous command asks for first: the operator logs in once more, in another tab, so that nothing typed here is
 * lost. Coming back to this one, the session is asked for anew (see `SessionOver`), and the command can be repeated.
 */
export function ConfirmIdentity() {
  const [shownAt] = useState(() => Date.now());
  const { data: session, dataUpdatedAt } = useQuery({ ...sessionQuery, refetchOnMount: 'always' });
  const providers = useQuery(providersQuery).data;
  // What was known before the refusal says nothing.
  const confirmed = session?.fresca === true && dataUpdatedAt > shownAt;
  useEffect(() => {
    if (confirmed) announce('Identità confermata.');
  }, [confirmed]);

  if (confirmed)
    return <p className="mb-0">Identità confermata: premere di nuovo il pulsante per proseguire.</p>;
  const provider = providers?.find(({ id }) => id === session?.gestore) ?? providers?.[0];
  return (
    <>
      <p>
        L’accesso si ripete in un’altra scheda, con la stessa identità; poi si torna qui, dove tutto è rimasto
        com’era, e si preme di nuovo il pulsante.
      </p>
      {provider ? (
        <a
          className="btn btn-outline-primary btn-sm"
          href={proofUrl(provider, '/conferma')}
          target="_blank"
          rel="noopener"
        >
          Conferma la tua identità (si apre in un’altra scheda)
        </a>
      ) : null}
    </>
  );
}
