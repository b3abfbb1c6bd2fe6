import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { Value } from '~/common/Anagrafica';
import { hasAttribute, useIo, useList } from '~/common/queries';
import { SelectField, TextAreaField, TextField } from '~/form/fields';
import { orNull, required, text } from '~/form/rules';
import { formatDay } from '~/format/date';
import { type PraticaFragment, RegistraEsitoDocument, RiferimentoSegnalazioneDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Close } from './Close';
import { Reopen } from './Reopen';
import { store } from './queries';
import { rights } from './rights';

const NUMBER = /^\d{4}\/\d+$/;

const Schema = v.object({
  esito: required('Scegliere l’esito.'),
  originale: v.pipe(
    text,
    v.check((n) => n === '' || NUMBER.test(n), 'Scrivere il codice come 2024/15.'),
  ),
  note: text,
});
type Values = v.InferOutput<typeof Schema>;

function values(pratica: PraticaFragment): Values {
  return {
    esito: pratica.esito?.esito.codice ?? '',
    originale: pratica.esito?.originale?.numero ?? '',
    note: pratica.esito?.note?.testo ?? '',
  };
}

/** The outcome of a segnalazione, and its end: «Concludi» when the outcome closes it. */
export function Outcome({ pratica }: { pratica: PraticaFragment }) {
  const { segue, riapre } = rights(pratica, useIo());
  const [reopening, setReopening] = useState(false);
  return (
    <section aria-labelledby="esito" className="parte mt-4">
      <h3 id="esito">Esito</h3>
      {pratica.chiusura ? (
        <dl className="valori">
          <Value term="Chiusa il">{formatDay(pratica.chiusura.il)}</Value>
          <Value term="Chiusa da">{pratica.chiusura.chiusaDa.nominativo}</Value>
          <Value term="Come">
            {pratica.chiusura.autonomamente ? 'Autonomamente, senza assegnazione' : 'Dopo l’assegnazione'}
          </Value>
          <Value term="Esito">{pratica.chiusura.esito?.esito.descrizione}</Value>
          <Value term="Note">{pratica.chiusura.esito?.note?.testo}</Value>
        </dl>
      ) : segue ? (
        <OutcomeForm pratica={pratica} />
      ) : (
        <p>{pratica.esito?.esito.descrizione ?? 'Non ancora registrato'}</p>
      )}
      {segue && pratica.esito ? <Close pratica={pratica} /> : null}
      {riapre && !reopening ? (
        <div className="azioni">
          <button type="button" className="btn btn-outline-primary" onClick={() => setReopening(true)}>
            Riapri
          </button>
        </div>
      ) : null}
      {reopening ? <Reopen pratica={pratica} onClose={() => setReopening(false)} /> : null}
    </section>
  );
}

function OutcomeForm({ pratica }: { pratica: PraticaFragment }) {
  const client = useQueryClient();
  const outcomes = useList('ESITO_SEGNALAZIONE', pratica.esito?.esito);
  return (
    <CommandForm
      schema={Schema}
      initial={values(pratica)}
      version={pratica.versione}
      send={async ({ esito, originale, note }, command) => {
        const input = {
          ...command,
          segnalazione: pratica.id,
          esito,
          originale: await original(originale),
          note: orNull(note),
        };
        return (await execute(RegistraEsitoDocument, { input })).registraEsito;
      }}
      current={(payload) => (payload.segnalazione ? values(payload.segnalazione) : null)}
      onDone={(payload) => store(client, payload.segnalazione)}
      submit="Salva l’esito"
      said="Esito salvato."
    >
      {(form) => {
        const chosen = outcomes.find((voce) => voce.codice === form.watch('esito'));
        return (
          <>
            <SelectField
              name="esito"
              label="Esito"
              required
              choices={outcomes}
              help={
                hasAttribute(chosen, 'chiude', 'si')
                  ? 'Con questo esito la segnalazione si può concludere senza assegnarla'
                  : 'Con alcuni esiti la segnalazione si conclude, con altri si assegna'
              }
            />
            {hasAttribute(chosen, 'originale', 'obbligatorio') ? (
              <TextField
                name="originale"
                label="Codice della segnalazione originale"
                required
                help="Per esempio 2024/15, dello stesso distretto"
              />
            ) : null}
            <TextAreaField name="note" label="Note sull’esito" />
          </>
        );
      }}
    </CommandForm>
  );
}

/** The id of the segnalazione with that code; one that does not exist goes as it is, and is refused. */
async function original(numero: string): Promise<string | null> {
  if (numero === '') return null;
  const { segnalazione } = await execute(RiferimentoSegnalazioneDocument, { numero });
  return segnalazione?.id ?? numero;
}
