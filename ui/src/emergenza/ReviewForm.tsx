import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { useList } from '~/common/queries';
import { RadioField, TextAreaField } from '~/form/fields';
import { orNull, required, text } from '~/form/rules';
import { RiesaminaAccessoEmergenzaDocument, type UnAccessoFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { reloadAccesses } from './queries';

/** The one outcome that needs no words. */
const JUSTIFIED = 'GIUSTIFICATO';

const Schema = v.pipe(
  v.object({ esito: required('Scegliere l’esito.'), note: text }),
  v.forward(
    v.check(
      ({ esito, note }) => esito === '' || esito === JUSTIFIED || note !== '',
      'Scrivere che cosa non risulta giustificato, o che cosa resta da approfondire.',
    ),
    ['note'],
  ),
);

/** Somebody else judges whether the access was justified. */
export function ReviewForm({ accesso }: { accesso: UnAccessoFragment }) {
  const client = useQueryClient();
  const outcomes = useList('ESITO_RIESAME');
  return (
    <CommandForm
      schema={Schema}
      initial={{ esito: '', note: '' }}
      version={accesso.versione}
      send={async ({ esito, note }, command) => {
        const input = { ...command, accesso: accesso.id, esito, note: orNull(note) };
        return (await execute(RiesaminaAccessoEmergenzaDocument, { input })).riesaminaAccessoEmergenza;
      }}
      onReload={() => void reloadAccesses(client)}
      onDone={() => reloadAccesses(client)}
      submit="Registra il riesame"
      said="Riesame registrato."
    >
      <RadioField name="esito" label="L’accesso era giustificato?" required choices={outcomes} />
      <TextAreaField
        name="note"
        label="Note"
        help="Obbligatorie, salvo che l’accesso sia giustificato. Solo «Da approfondire» lascia aperto il riesame: gli altri esiti non si cambiano più."
      />
    </CommandForm>
  );
}
