import { useQueryClient } from '@tanstack/react-query';
import { CommandForm } from '~/command/CommandForm';
import { Erased } from '~/common/Erased';
import { useIo } from '~/common/queries';
import { ModificaSegnalazioneDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Alert } from '~/ui/Alert';
import { DetailsFields } from './DetailsFields';
import { Outcome } from './Outcome';
import { DetailsSchema, input, recorded } from './details';
import { store, usePratica } from './queries';
import { rights } from './rights';

/** Drawer «Dettagli» (manual, figure 17), with the outcome and «Concludi». */
export function Details({ id }: { id: string }) {
  const pratica = usePratica(id);
  const client = useQueryClient();
  const { segue, perche } = rights(pratica, useIo());
  const erased = pratica.note?.cancellazione ?? pratica.segnalante.cancellazione;
  return (
    <>
      <h2>Dettagli</h2>
      {perche === null ? null : <Alert tone="info" title={perche} />}
      {erased ? <Erased by={erased} /> : null}
      <CommandForm
        schema={DetailsSchema}
        initial={recorded(pratica)}
        version={pratica.versione}
        readOnly={!segue}
        send={async (values, command) => {
          const variables = { input: { ...command, segnalazione: id, dettagli: input(values) } };
          return (await execute(ModificaSegnalazioneDocument, variables)).modificaSegnalazione;
        }}
        current={(payload) => (payload.segnalazione ? recorded(payload.segnalazione) : null)}
        onDone={(payload) => store(client, payload.segnalazione)}
        submit="SALVA"
        said="Segnalazione salvata."
      >
        {(form) => <DetailsFields form={form} pratica={pratica} readOnly={!segue} />}
      </CommandForm>
      <Outcome pratica={pratica} />
    </>
  );
}
