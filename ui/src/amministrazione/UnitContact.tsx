import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { TextField } from '~/form/fields';
import { orNull, text } from '~/form/rules';
import { IndicaRecapitoUnitaDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { reloadUnits } from './queries';
import type { Unit } from './units';

const Schema = v.object({ recapito: text });

/** How the office of a unit is reached: whoever must ask those who follow a person already reads it. */
export function UnitContact({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <Dialog title={`Recapito di ${unit.etichetta}`} onClose={onClose}>
      <CommandForm
        schema={Schema}
        version={unit.versione}
        initial={{ recapito: unit.recapito ?? '' }}
        unguarded
        send={async ({ recapito }, command) => {
          const input = { ...command, unita: unit.id, recapito: orNull(recapito) };
          return (await execute(IndicaRecapitoUnitaDocument, { input })).indicaRecapitoUnita;
        }}
        current={({ unita }) => (unita ? { recapito: unita.recapito ?? '' } : null)}
        onReload={() => void reloadUnits(client)}
        onDone={async () => {
          await reloadUnits(client);
          onClose();
        }}
        onCancel={onClose}
        submit="Salva"
        said="Recapito salvato."
      >
        <TextField
          name="recapito"
          label="Recapito"
          help="Telefono, posta, orari. Lo legge chi cerca una persona che l’unità segue già; per toglierlo si lascia vuoto."
        />
      </CommandForm>
    </Dialog>
  );
}
