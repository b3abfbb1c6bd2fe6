import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { personName } from '~/common/person';
import { TextAreaField } from '~/form/fields';
import { required } from '~/form/rules';
import {
  DisabilitaOperatoreDocument,
  type OperatoreAmministratoFragment,
  RiabilitaOperatoreDocument,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { reloadOperator, storeOperator } from './queries';

const Schema = v.object({ motivo: required('Indicare perché.') });

interface Props {
  scheda: OperatoreAmministratoFragment;
  onClose: () => void;
}

/** Disables an operator, or enables him again. */
export function SwitchOperator({ scheda, onClose }: Props) {
  const client = useQueryClient();
  // What it is about stays the same while the page learns the answer.
  const [disables] = useState(scheda.abilitato);
  const verb = disables ? 'Disabilita' : 'Riabilita';
  return (
    <Dialog title={`${verb} ${personName(scheda.operatore)}`} onClose={onClose}>
      <p>
        {disables
          ? 'Da subito non potrà più accedere, con nessun incarico; chi sta lavorando viene fermato alla prossima richiesta.'
          : 'Da subito potrà accedere di nuovo, con gli incarichi che sono in vigore.'}
      </p>
      <CommandForm
        schema={Schema}
        version={scheda.versione}
        initial={{ motivo: '' }}
        unguarded
        send={async ({ motivo }, command) => {
          const input = { ...command, operatore: scheda.operatore.id, motivo };
          return disables
            ? (await execute(DisabilitaOperatoreDocument, { input })).disabilitaOperatore
            : (await execute(RiabilitaOperatoreDocument, { input })).riabilitaOperatore;
        }}
        onReload={() => {
          onClose();
          void reloadOperator(client, scheda.operatore.id);
        }}
        onDone={async ({ operatore }) => {
          onClose();
          await storeOperator(client, operatore);
        }}
        onCancel={onClose}
        submit={verb}
        said={disables ? 'Operatore disabilitato.' : 'Operatore riabilitato.'}
      >
        <TextAreaField name="motivo" label="Motivo" required />
      </CommandForm>
    </Dialog>
  );
}
