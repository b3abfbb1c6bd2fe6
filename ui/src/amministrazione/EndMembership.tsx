import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { formatDay, today } from '~/format/date';
import { DateField, TextAreaField } from '~/form/fields';
import { day, isoDay, required } from '~/form/rules';
import {
  CessaIncaricoDocument,
  type IncaricoAmministratoFragment,
  type OperatoreAmministratoFragment,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { reloadOperator, storeOperator } from './queries';

const Schema = v.object({
  al: v.pipe(required('Indicare l’ultimo giorno.'), day),
  motivo: required('Indicare perché.'),
});

interface Props {
  scheda: OperatoreAmministratoFragment;
  membership: IncaricoAmministratoFragment;
  onClose: () => void;
}

/** A membership ends on a day, sooner than it would have. */
export function EndMembership({ scheda, membership, onClose }: Props) {
  const client = useQueryClient();
  const { numero, ruolo, unita } = membership;
  return (
    <Dialog title="Cessa l’incarico" onClose={onClose}>
      <p>
        {ruolo.descrizione}, {unita.etichetta}. L’ultimo giorno è compreso: perché l’incarico finisca subito
        si indica ieri, perché non valga affatto il giorno prima del primo.
      </p>
      <CommandForm
        schema={Schema}
        version={scheda.versione}
        initial={{ al: formatDay(today()), motivo: '' }}
        unguarded
        fieldOf={{ incarico: 'al' }}
        send={async ({ al, motivo }, command) => {
          const [operatore, giorno] = [scheda.operatore.id, isoDay(al) ?? al];
          const input = { ...command, operatore, incarico: numero, al: giorno, motivo };
          return (await execute(CessaIncaricoDocument, { input })).cessaIncarico;
        }}
        onReload={() => {
          onClose();
          void reloadOperator(client, scheda.operatore.id);
        }}
        onDone={async (payload) => {
          onClose();
          await storeOperator(client, payload.operatore);
        }}
        onCancel={onClose}
        submit="Cessa l’incarico"
        said="Incarico cessato."
      >
        <DateField name="al" label="Ultimo giorno" required />
        <TextAreaField name="motivo" label="Motivo" required />
      </CommandForm>
    </Dialog>
  );
}
