import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { personName } from '~/common/person';
import { useList } from '~/common/queries';
import { DateField, SelectField } from '~/form/fields';
import { isoDay, pastDay, required } from '~/form/rules';
import { formatDay, today } from '~/format/date';
import { RimuoviComponenteDocument, type UnComponenteFragment, type UnNucleoFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Dialog } from '~/ui/Dialog';
import { changed } from './queries';

const Schema = v.object({ motivo: required('Scegliere il motivo.'), al: pastDay });

interface Props {
  nucleo: UnNucleoFragment;
  member: UnComponenteFragment;
  onClose: () => void;
}

/** A member leaves: nothing is deleted, the membership ends on a day. */
export function RemoveMember({ nucleo, member, onClose }: Props) {
  const client = useQueryClient();
  const reasons = useList('MOTIVO_USCITA_NUCLEO');
  return (
    <Dialog title={`Togli ${personName(member.persona)} dal nucleo`} onClose={onClose}>
      <CommandForm
        schema={Schema}
        initial={{ motivo: '', al: formatDay(today()) }}
        version={nucleo.versione}
        unguarded
        send={async ({ motivo, al }, command) => {
          const input = {
            ...command,
            nucleo: nucleo.id,
            componente: member.persona.id,
            motivo,
            al: isoDay(al) ?? al,
          };
          return (await execute(RimuoviComponenteDocument, { input })).rimuoviComponente;
        }}
        onReload={() => {
          onClose();
          void changed(client);
        }}
        onDone={async () => {
          onClose();
          await changed(client);
        }}
        onCancel={onClose}
        submit="Togli dal nucleo"
        said="Componente tolto dal nucleo."
      >
        <SelectField name="motivo" label="Motivo" required choices={reasons} />
        <DateField name="al" label="Ultimo giorno" required />
      </CommandForm>
    </Dialog>
  );
}
