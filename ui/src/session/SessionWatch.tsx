import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ioQuery, useIo } from '~/common/queries';
import { Dialog } from '~/ui/Dialog';
import { sessionOver, useSessionOver } from './expiry';
import { ownMembership } from './membership';
import { type Session, sessionQuery } from './session';

/** How long before the end it is announced, in milliseconds. */
const NOTICE_MS = 2 * 60_000;
/** How often the server is asked; asking does not count as use. */
const EVERY_MS = 30_000;

/** What to tell at an instant: nothing, that the session can be kept, or that it ends in any case. */
export function notice(
  session: Pick<Session, 'scade' | 'scadeComunque'>,
  now: number,
): 'none' | 'idle' | 'final' {
  if (Date.parse(session.scadeComunque) - now <= NOTICE_MS) return 'final';
  if (Date.parse(session.scade) - now <= NOTICE_MS) return 'idle';
  return 'none';
}

/** Announces the end of the session two minutes before, with the way to go on (WCAG 2.2.1). */
export function SessionWatch() {
  const client = useQueryClient();
  const over = useSessionOver();
  const worker = useIo().operatore.id;
  const { data: session, dataUpdatedAt } = useQuery({
    ...sessionQuery,
    refetchInterval: over ? false : EVERY_MS,
  });
  const [read, setRead] = useState<string | null>(null);

  useEffect(() => {
    if (session === undefined) return;
    const same = session?.operatore.id === worker && session.incarico === ownMembership();
    if (!same) sessionOver();
  }, [session, worker]);

  if (!session || over) return null;
  const what = notice(session, dataUpdatedAt);
  if (what === 'none' || read === session.scadeComunque) return null;

  async function goOn(): Promise<void> {
    if (what === 'final') setRead(session?.scadeComunque ?? null);
    // Any question counts as use; it tells, too, when the session is over.
    await client.refetchQueries({ queryKey: ioQuery.queryKey });
    await client.refetchQueries({ queryKey: sessionQuery.queryKey });
  }

  return (
    <Dialog title="La sessione sta per scadere" onClose={() => void goOn()}>
      {what === 'idle' ? (
        <p>Mancano meno di due minuti. Con «Continua» la sessione prosegue e nulla va perso.</p>
      ) : (
        <p>
          È stata raggiunta la durata massima della sessione: tra meno di due minuti occorrerà accedere di
          nuovo. Ciò che è scritto nella pagina resterà, ma conviene salvare ora.
        </p>
      )}
      <div className="azioni">
        <button type="button" className="btn btn-primary" onClick={() => void goOn()}>
          Continua
        </button>
      </div>
    </Dialog>
  );
}
