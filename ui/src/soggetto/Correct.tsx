import { useQueryClient } from '@tanstack/react-query';
import { CommandForm } from '~/command/CommandForm';
import { TextField } from '~/form/fields';
import { orNull } from '~/form/rules';
import {
  type DatiAnagraficiFragment,
  type FascicoloFragment,
  ModificaAnagraficaDocument,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Opened } from '~/ui/Opened';
import { AnagraficaFields } from './AnagraficaFields';
import { AnagraficaSchema, anagraficaInput, valuesOf } from './anagraficaValues';
import { store } from './query';

interface Props {
  soggetto: FascicoloFragment;
  dati: DatiAnagraficiFragment;
  onClose: () => void;
}

/** Corrects the personal data; what held before stays in the story. */
export function Correct({ soggetto, dati, onClose }: Props) {
  const client = useQueryClient();
  return (
    <Opened title="Correggi i dati anagrafici" level={4}>
      <CommandForm
        schema={AnagraficaSchema}
        initial={valuesOf(dati)}
        version={soggetto.versione}
        fieldOf={{ luogoNascita: 'luogo' }}
        send={async (values, command) => {
          const input = {
            ...command,
            soggetto: soggetto.id,
            anagrafica: anagraficaInput(values),
            motivo: orNull(values.motivo),
          };
          return (await execute(ModificaAnagraficaDocument, { input })).modificaAnagrafica;
        }}
        current={({ soggetto: now }) => (now?.anagrafica ? valuesOf(now.anagrafica) : null)}
        onDone={async (payload) => {
          await store(client, payload.soggetto);
          onClose();
        }}
        onCancel={onClose}
        submit="SALVA"
        said="Dati anagrafici corretti."
      >
        {(form) => (
          <>
            <AnagraficaFields form={form} />
            <TextField name="motivo" label="Motivo della correzione" />
          </>
        )}
      </CommandForm>
    </Opened>
  );
}
