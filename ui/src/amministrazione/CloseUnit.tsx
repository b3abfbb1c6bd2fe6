import { useQueryClient } from '@tanstack/react-query';
import { CommandProblems, Conflict } from '~/command/problems';
import { useCommand } from '~/command/useCommand';
import { CessaUnitaDocument, type CessaUnitaMutation } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { reloadUnits } from './queries';
import type { Unit } from './units';

/** A unit ends, once nobody and nothing is in it. It does not come back. */
export function CloseUnit({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const client = useQueryClient();
  const close = useCommand<Unit, CessaUnitaMutation['cessaUnita']>(
    async ({ id: unita, versione }, comando) =>
      (await execute(CessaUnitaDocument, { input: { comando, unita, versione } })).cessaUnita,
    {
      said: 'Unità cessata.',
      onDone: async () => {
        await reloadUnits(client);
        onClose();
      },
    },
  );
  return (
    <Dialog title={`Cessare ${unit.etichetta}?`} onClose={onClose}>
      <CommandProblems outcome={close.outcome} fault={close.fault} />
      {close.outcome?.esito === 'VERSIONE_SUPERATA' ? (
        <Conflict
          intervenuti={close.outcome.intervenuti}
          onReload={() => {
            onClose();
            void reloadUnits(client);
          }}
        />
      ) : null}
      <p>
        Un’unità cessata non si ripristina. Può cessare quando non ha più unità sottostanti, incarichi e
        segnalazioni aperte.
      </p>
      <div className="azioni">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          Annulla
        </button>
        <button
          type="button"
          className="btn btn-primary"
          aria-disabled={close.pending || undefined}
          onClick={() => void close.run(unit)}
        >
          {close.pending ? 'Attendere…' : 'Cessa'}
        </button>
      </div>
    </Dialog>
  );
}
