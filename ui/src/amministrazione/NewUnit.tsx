import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { useList } from '~/common/queries';
import { SelectField, TextField } from '~/form/fields';
import { required } from '~/form/rules';
import { IstituisciUnitaDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Opened } from '~/ui/Opened';
import { reloadUnits } from './queries';
import type { Unit } from './units';

const Schema = v.object({
  codice: required(),
  descrizione: required(),
  tipo: required('Scegliere il tipo.'),
});

/** A new unit below another one. */
export function NewUnit({ above, onClose }: { above: Unit; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <Opened title={`Nuova unità sotto ${above.etichetta}`}>
      <CommandForm
        schema={Schema}
        initial={{ codice: '', descrizione: '', tipo: '' }}
        fieldOf={{ padre: 'tipo' }}
        send={async (values, { comando }) => {
          const input = { ...values, comando, padre: above.id };
          return (await execute(IstituisciUnitaDocument, { input })).istituisciUnita;
        }}
        onDone={async () => {
          await reloadUnits(client);
          onClose();
        }}
        onCancel={onClose}
        submit="Istituisci"
        said="Unità istituita."
      >
        <SelectField name="tipo" label="Tipo" required choices={useList('TIPO_UO')} />
        <TextField name="codice" label="Codice" required help="Non cambia più; per esempio SIGESS_COM1" />
        <TextField name="descrizione" label="Descrizione" required help="Per esempio: Comune 1" />
      </CommandForm>
    </Opened>
  );
}
