import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { TextAreaField } from '~/form/fields';
import { orNull, text } from '~/form/rules';
import { type PraticaFragment, RevocaAccessoDocument, type UnaConcessioneFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { reload, store } from './queries';

const Schema = v.object({ motivo: text });

interface Props {
  pratica: PraticaFragment;
  grant: UnaConcessioneFragment;
  onClose: () => void;
}

/** A grant ends before its last day. */
export function RevokeGrant({ pratica, grant, onClose }: Props) {
  const client = useQueryClient();
  return (
    <Dialog title={`Revoca la concessione a ${grant.unita.etichetta}`} onClose={onClose}>
      <p>L’unità non potrà più leggere la segnalazione, da subito.</p>
      <CommandForm
        schema={Schema}
        initial={{ motivo: '' }}
        version={pratica.versione}
        unguarded
        send={async ({ motivo }, command) => {
          const concessione = grant.numero;
          const input = { ...command, segnalazione: pratica.id, concessione, motivo: orNull(motivo) };
          return (await execute(RevocaAccessoDocument, { input })).revocaAccesso;
        }}
        onReload={() => {
          onClose();
          void reload(client, pratica.id);
        }}
        onDone={async (payload) => {
          onClose();
          await store(client, payload.segnalazione);
        }}
        onCancel={onClose}
        submit="Revoca"
        said="Concessione revocata."
      >
        <TextAreaField name="motivo" label="Motivo" />
      </CommandForm>
    </Dialog>
  );
}
