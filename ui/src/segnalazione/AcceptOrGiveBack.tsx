import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { CommandProblems, Conflict } from '~/command/problems';
import { useCommand } from '~/command/useCommand';
import { useList } from '~/common/queries';
import { SelectField, TextAreaField } from '~/form/fields';
import { orNull, required, text } from '~/form/rules';
import {
  AccettaSegnalazioneDocument,
  type AccettaSegnalazioneMutation,
  type PraticaFragment,
  RestituisciSegnalazioneDocument,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { reload, store } from './queries';

/** What the assignee can do: accept, or give back with a reason. */
export function AcceptOrGiveBack({ pratica, accept }: { pratica: PraticaFragment; accept: boolean }) {
  const client = useQueryClient();
  const [givingBack, setGivingBack] = useState(false);
  const command = useCommand<number, AccettaSegnalazioneMutation['accettaSegnalazione']>(
    async (versione, comando) =>
      (await execute(AccettaSegnalazioneDocument, { input: { comando, versione, segnalazione: pratica.id } }))
        .accettaSegnalazione,
    { said: 'Assegnazione accettata.', onDone: (payload) => store(client, payload.segnalazione) },
  );
  return (
    <section className="riquadro" aria-labelledby="assegnata-a-me">
      <h3 id="assegnata-a-me">
        {accept ? 'La segnalazione è assegnata a me' : 'La segnalazione è in carico a me'}
      </h3>
      <CommandProblems outcome={command.outcome} fault={command.fault} />
      {command.outcome?.esito === 'VERSIONE_SUPERATA' ? (
        <Conflict
          intervenuti={command.outcome.intervenuti}
          onReload={() => {
            command.clear();
            void reload(client, pratica.id);
          }}
        />
      ) : null}
      {givingBack ? (
        <GiveBack pratica={pratica} onClose={() => setGivingBack(false)} />
      ) : (
        <div className="azioni mt-0">
          <button type="button" className="btn btn-outline-primary" onClick={() => setGivingBack(true)}>
            Restituisci
          </button>
          {accept ? (
            <button
              type="button"
              className="btn btn-primary"
              aria-disabled={command.pending || undefined}
              onClick={() => void command.run(pratica.versione)}
            >
              {command.pending ? 'Attendere…' : 'Accetta'}
            </button>
          ) : null}
        </div>
      )}
    </section>
  );
}

const Schema = v.object({ motivo: required('Scegliere il motivo.'), nota: text });

function GiveBack({ pratica, onClose }: { pratica: PraticaFragment; onClose: () => void }) {
  const client = useQueryClient();
  const reasons = useList('MOTIVO_RIASSEGNAZIONE');
  return (
    <CommandForm
      schema={Schema}
      initial={{ motivo: '', nota: '' }}
      version={pratica.versione}
      send={async ({ motivo, nota }, command) => {
        const input = { ...command, segnalazione: pratica.id, motivo, nota: orNull(nota) };
        return (await execute(RestituisciSegnalazioneDocument, { input })).restituisciSegnalazione;
      }}
      onReload={() => void reload(client, pratica.id)}
      onDone={async (payload) => {
        await store(client, payload.segnalazione);
        onClose();
      }}
      onCancel={onClose}
      submit="Restituisci a chi l’ha inserita"
      said="Segnalazione restituita."
    >
      <SelectField name="motivo" label="Motivo" required choices={reasons} />
      <TextAreaField name="nota" label="Spiegazione" />
    </CommandForm>
  );
}
