import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { TextAreaField } from '~/form/fields';
import { required } from '~/form/rules';
import { RettificaAnnotazioneDocument, type UnAnnotazioneFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { reloadNotes } from './queries';

const Schema = v.object({
  testo: required('Scrivere il testo corretto.'),
  motivo: required('Indicare perché.'),
});

interface Props {
  segnalazione: string;
  nota: UnAnnotazioneFragment;
  onClose: () => void;
}

/** A note is corrected; what stood there before stays readable. */
export function RectifyNote({ segnalazione, nota, onClose }: Props) {
  const client = useQueryClient();
  return (
    <Dialog title="Rettifica l’annotazione" onClose={onClose}>
      <p>Ciò che è scritto ora resta leggibile sotto il testo corretto, con il motivo della rettifica.</p>
      <CommandForm
        schema={Schema}
        initial={{ testo: nota.testo.testo ?? '', motivo: '' }}
        version={nota.versione}
        unguarded
        send={async ({ testo, motivo }, command) => {
          const input = { ...command, annotazione: nota.id, testo, motivo };
          return (await execute(RettificaAnnotazioneDocument, { input })).rettificaAnnotazione;
        }}
        onReload={() => {
          onClose();
          void reloadNotes(client, segnalazione);
        }}
        onDone={async () => {
          onClose();
          await reloadNotes(client, segnalazione);
        }}
        onCancel={onClose}
        submit="Rettifica"
        said="Annotazione rettificata."
      >
        <TextAreaField name="testo" label="Testo corretto" required />
        <TextAreaField name="motivo" label="Motivo" required />
      </CommandForm>
    </Dialog>
  );
}
