import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { TextField } from '~/form/fields';
import { required } from '~/form/rules';
import { RinominaUnitaDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { reloadUnits } from './queries';
import type { Unit } from './units';

const Schema = v.object({ descrizione: required() });

/** A unit gets another description; its code stays. */
export function RenameUnit({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <Dialog title={`Rinomina ${unit.codice}`} onClose={onClose}>
      <CommandForm
        schema={Schema}
        version={unit.versione}
        initial={{ descrizione: unit.descrizione ?? '' }}
        unguarded
        send={async ({ descrizione }, command) => {
          const input = { ...command, unita: unit.id, descrizione };
          return (await execute(RinominaUnitaDocument, { input })).rinominaUnita;
        }}
        current={({ unita }) => (unita ? { descrizione: unita.descrizione ?? '' } : null)}
        onReload={() => void reloadUnits(client)}
        onDone={async () => {
          await reloadUnits(client);
          onClose();
        }}
        onCancel={onClose}
        submit="Rinomina"
        said="Unità rinominata."
      >
        <TextField name="descrizione" label="Descrizione" required />
      </CommandForm>
    </Dialog>
  );
}
