import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { RadioField, TextAreaField } from '~/form/fields';
import { required } from '~/form/rules';
import { ChiudiAvvisoDocument, type EsitoAvviso, type UnAvvisoFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { reload, store } from './queries';
import { OUTCOMES } from './words';

const Schema = v.object({
  esito: required('Indicare l’esito.'),
  nota: required('Scrivere come si è giunti all’esito.'),
});
const NOTHING = { esito: '', nota: '' };
const CHOICES = Object.entries(OUTCOMES).map(([codice, descrizione]) => ({ codice, descrizione }));

/** «Chiudi l’avviso»: what came of it. A closed alert stays closed. */
export function CloseAlert({ avviso }: { avviso: UnAvvisoFragment }) {
  const client = useQueryClient();
  return (
    <CommandForm
      schema={Schema}
      initial={NOTHING}
      version={avviso.versione}
      send={async ({ esito, nota }, { comando }) => {
        // The form asks for one of these.
        const input = {
          comando,
          avviso: avviso.id,
          versione: avviso.versione,
          esito: esito as EsitoAvviso,
          nota,
        };
        return (await execute(ChiudiAvvisoDocument, { input })).chiudiAvviso;
      }}
      current={() => NOTHING}
      onReload={() => void reload(client, avviso.id)}
      onDone={(payload) => store(client, payload.avviso)}
      submit="Chiudi l’avviso"
      said="Avviso chiuso."
    >
      <RadioField name="esito" label="Esito" required choices={CHOICES} />
      <TextAreaField
        name="nota"
        label="Come si è giunti all’esito"
        help="La legge solo chi controlla. Chiuso l’avviso, non si cambia più."
        required
      />
    </CommandForm>
  );
}
