import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { TextAreaField } from '~/form/fields';
import { required } from '~/form/rules';
import { type PraticaFragment, RiapriPraticaDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { reload, store } from './queries';

const Schema = v.object({ motivo: required('Indicare perché si riapre.') });

/** A closed segnalazione is opened again, with a reason. */
export function Reopen({ pratica, onClose }: { pratica: PraticaFragment; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <CommandForm
      schema={Schema}
      initial={{ motivo: '' }}
      version={pratica.versione}
      send={async ({ motivo }, command) => {
        const input = { ...command, segnalazione: pratica.id, motivo };
        return (await execute(RiapriPraticaDocument, { input })).riapriPratica;
      }}
      onReload={() => void reload(client, pratica.id)}
      onDone={async (payload) => {
        await store(client, payload.segnalazione);
        onClose();
      }}
      onCancel={onClose}
      submit="Riapri la segnalazione"
      said="Segnalazione riaperta."
    >
      <TextAreaField name="motivo" label="Motivo della riapertura" required />
    </CommandForm>
  );
}
