import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { ConferisciIncaricoDocument, type OperatoreAmministratoFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { MembershipFields } from './MembershipFields';
import {
  EMPTY_MEMBERSHIP,
  type MembershipValues,
  NOT_IN_ORDER,
  inOrder,
  membershipFields,
  membershipInput,
} from './membership';
import { storeOperator } from './queries';

const Schema = v.pipe(
  v.object(membershipFields),
  v.forward(
    v.check(({ dal, al }) => inOrder(dal, al), NOT_IN_ORDER),
    ['al'],
  ),
);

interface Props {
  operatore: string;
  initial?: MembershipValues;
  onDone: (operatore: OperatoreAmministratoFragment | null) => void | Promise<void>;
  onCancel: () => void;
}

/** Gives an operator a membership. */
export function MembershipForm({ operatore, initial = EMPTY_MEMBERSHIP, onDone, onCancel }: Props) {
  const client = useQueryClient();
  return (
    <CommandForm
      schema={Schema}
      initial={initial}
      send={async (values, { comando }) => {
        const input = { comando, operatore, incarico: membershipInput(values) };
        return (await execute(ConferisciIncaricoDocument, { input })).conferisciIncarico;
      }}
      onDone={async (payload) => {
        await storeOperator(client, payload.operatore);
        await onDone(payload.operatore);
      }}
      onCancel={onCancel}
      submit="Conferisci l’incarico"
      said="Incarico conferito."
    >
      <MembershipFields />
    </CommandForm>
  );
}
