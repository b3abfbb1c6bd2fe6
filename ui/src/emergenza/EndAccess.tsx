import { useQueryClient } from '@tanstack/react-query';
import { CommandProblems } from '~/command/problems';
import { useCommand } from '~/command/useCommand';
import { ChiudiAccessoEmergenzaDocument, type ChiudiAccessoEmergenzaMutation } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { forgetFiles, reloadAccesses } from './queries';

interface Props {
  accesso: string;
  onClose: () => void;
  /** Once it is over. */
  onEnded?: () => Promise<void>;
}

/** An emergency access is ended before its time. */
export function EndAccess({ accesso, onClose, onEnded }: Props) {
  const client = useQueryClient();
  const ending = useCommand<string, ChiudiAccessoEmergenzaMutation['chiudiAccessoEmergenza']>(
    async (id, comando) =>
      (await execute(ChiudiAccessoEmergenzaDocument, { input: { comando, accesso: id, versione: null } }))
        .chiudiAccessoEmergenza,
    {
      said: 'Accesso di emergenza terminato.',
      onDone: async () => {
        onClose();
        await onEnded?.();
        forgetFiles(client);
        await reloadAccesses(client);
      },
    },
  );
  return (
    <Dialog title="Terminare l’accesso di emergenza?" onClose={onClose}>
      <CommandProblems outcome={ending.outcome} fault={ending.fault} />
      <p>
        La scheda e le segnalazioni della persona si chiudono subito. Per riaprirle servirà un nuovo accesso.
      </p>
      <div className="azioni">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          Annulla
        </button>
        <button
          type="button"
          className="btn btn-primary"
          aria-disabled={ending.pending || undefined}
          onClick={() => void ending.run(accesso)}
        >
          {ending.pending ? 'Attendere…' : 'Termina l’accesso'}
        </button>
      </div>
    </Dialog>
  );
}
