import { useQueryClient } from '@tanstack/react-query';
import { CommandProblems } from '~/command/problems';
import { useCommand } from '~/command/useCommand';
import { TerminaSessioniOperatoreDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { sessionsQuery } from './queries';

/** Ends all open sessions of an operator. */
export function EndSessions({ id, onClose }: { id: string; onClose: () => void }) {
  const client = useQueryClient();
  const end = useCommand(
    async (operatore: string) =>
      (await execute(TerminaSessioniOperatoreDocument, { operatore })).terminaSessioniOperatore,
    {
      said: 'Sessioni terminate.',
      onDone: async () => {
        await client.invalidateQueries({ queryKey: sessionsQuery(id).queryKey });
        onClose();
      },
    },
  );
  return (
    <Dialog title="Terminare le sessioni?" onClose={onClose}>
      <CommandProblems outcome={end.outcome} fault={end.fault} />
      <p>
        Si chiudono subito tutte: chi le sta usando dovrà accedere di nuovo, e potrà farlo se è abilitato. Per
        impedirlo occorre disabilitare l’operatore o far cessare i suoi incarichi.
      </p>
      <div className="azioni">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          Annulla
        </button>
        <button
          type="button"
          className="btn btn-primary"
          aria-disabled={end.pending || undefined}
          onClick={() => void end.run(id)}
        >
          {end.pending ? 'Attendere…' : 'Termina'}
        </button>
      </div>
    </Dialog>
  );
}
