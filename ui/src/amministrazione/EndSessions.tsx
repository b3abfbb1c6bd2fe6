import { useQueryClient } from '@tanstack/react-query';
import { CommandProblems } from '~/command/problems';
import { useCommand } from '~/command/useCommand';
import { formatInstant } from '~/format/date';
import { TerminaSessioniOperatoreDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { type Session, sessionsQuery } from './queries';

interface Props {
  operatore: string;
  /** The one to end; all of them, when absent. */
  session: Session | null;
  onClose: () => void;
}

/** Ends one open session of an operator, or all of them. */
export function EndSessions({ operatore, session, onClose }: Props) {
  const client = useQueryClient();
  const end = useCommand(
    async (sessione: string | null) =>
      (await execute(TerminaSessioniOperatoreDocument, { operatore, sessione })).terminaSessioniOperatore,
    {
      said: session ? 'Sessione terminata.' : 'Sessioni terminate.',
      onDone: async () => {
        await client.invalidateQueries({ queryKey: sessionsQuery(operatore).queryKey });
        onClose();
      },
    },
  );
  const title = session
    ? `Terminare la sessione aperta il ${formatInstant(session.creata)}?`
    : 'Terminare le sessioni?';
  return (
    <Dialog title={title} onClose={onClose}>
      <CommandProblems outcome={end.outcome} fault={end.fault} />
      <p>
        {session ? 'Si chiude subito: chi la sta usando' : 'Si chiudono subito tutte: chi le sta usando'}{' '}
        dovrà accedere di nuovo, e potrà farlo se è abilitato. Per impedirlo occorre disabilitare l’operatore
        o far cessare i suoi incarichi.
      </p>
      <div className="azioni">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          Annulla
        </button>
        <button
          type="button"
          className="btn btn-primary"
          aria-disabled={end.pending || undefined}
          onClick={() => void end.run(session?.id ?? null)}
        >
          {end.pending ? 'Attendere…' : 'Termina'}
        </button>
      </div>
    </Dialog>
  );
}
