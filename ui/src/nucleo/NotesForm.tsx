import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { Erased } from '~/common/Erased';
import { TextAreaField } from '~/form/fields';
import { text } from '~/form/rules';
import { ModificaNoteNucleoDocument, type UnNucleoFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { changed } from './queries';

const Schema = v.object({ note: text });

/** «Note» of the nucleo. */
export function NotesForm({ nucleo, readOnly }: { nucleo: UnNucleoFragment; readOnly: boolean }) {
  const client = useQueryClient();
  if (nucleo.note?.cancellazione) return <Erased by={nucleo.note.cancellazione} />;
  return (
    <CommandForm
      schema={Schema}
      initial={{ note: nucleo.note?.testo ?? '' }}
      version={nucleo.versione}
      readOnly={readOnly}
      send={async ({ note }, command) => {
        const input = { ...command, nucleo: nucleo.id, note };
        return (await execute(ModificaNoteNucleoDocument, { input })).modificaNoteNucleo;
      }}
      current={(payload) => (payload.nucleo ? { note: payload.nucleo.note?.testo ?? '' } : null)}
      onDone={() => changed(client)}
      submit="Salva le note"
      said="Note salvate."
    >
      <TextAreaField name="note" label="Note" readOnly={readOnly} />
    </CommandForm>
  );
}
