import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { useDelayed } from '~/common/useDelayed';
import { RequiredMark, useFieldError } from '~/form/Field';
import { useFieldIds } from '~/form/context';
import { TextAreaField } from '~/form/fields';
import { orNull, required, text } from '~/form/rules';
import {
  AssegnaSegnalazioneDocument,
  OperatoriAbilitatiDocument,
  type OperatoriAbilitatiQuery,
  type PraticaFragment,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { question } from '~/graphql/query';
import { Empty, Loaded } from '~/ui/States';
import { reload, store } from './queries';

const Schema = v.object({ assegnatario: required('Scegliere l’operatore.'), nota: text });

/** «Operatori abilitati»: who will follow the segnalazione. */
export function AssignForm({ pratica }: { pratica: PraticaFragment }) {
  const client = useQueryClient();
  return (
    <section aria-labelledby="operatori-abilitati" className="riquadro">
      <h3 id="operatori-abilitati">Operatori abilitati</h3>
      <p>
        L’assistente sociale o l’operatore di ufficio di piano che dovrà seguire la pratica. Se la
        segnalazione si conclude qui, non si assegna: nel cassetto «Dettagli» si registra l’esito e si preme
        «Concludi».
      </p>
      <CommandForm
        schema={Schema}
        initial={{ assegnatario: '', nota: '' }}
        version={pratica.versione}
        send={async ({ assegnatario, nota }, command) => {
          const [operatore = '', incarico] = assegnatario.split(' ');
          const whom = { assegnatario: operatore, incarico: Number(incarico) };
          const input = { ...command, segnalazione: pratica.id, ...whom, nota: orNull(nota) };
          return (await execute(AssegnaSegnalazioneDocument, { input })).assegnaSegnalazione;
        }}
        onReload={() => void reload(client, pratica.id)}
        onDone={(payload) => store(client, payload.segnalazione)}
        submit="Assegna"
        said="Segnalazione assegnata."
      >
        <Operators />
        <TextAreaField name="nota" label="Nota per l’assegnatario" />
      </CommandForm>
    </section>
  );
}

type Operatore = OperatoriAbilitatiQuery['operatoriAbilitati'][number];

function Operators() {
  const search = useId();
  const [typed, setTyped] = useState('');
  const testo = useDelayed(typed.trim());
  const query = useQuery(question(['operatori'], OperatoriAbilitatiDocument, { testo: orNull(testo) }));
  const error = useFieldError('assegnatario');
  const ids = useFieldIds('assegnatario', { help: false, error: error !== undefined });
  return (
    <>
      <div className="campo">
        <label htmlFor={search}>Cerca per cognome o nome</label>
        <input
          id={search}
          className="form-control"
          type="text"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            // Enter looks for the name; it does not assign.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      </div>
      <fieldset className="campo" aria-describedby={ids.describedBy}>
        <legend>
          Operatore
          <RequiredMark />
        </legend>
        <Loaded from={query} rows={4}>
          {({ operatoriAbilitati }) =>
            operatoriAbilitati.length === 0 ? (
              <Empty />
            ) : (
              <Choices operators={operatoriAbilitati} firstId={ids.id} />
            )
          }
        </Loaded>
        {error === undefined ? null : (
          <p className="errore" id={ids.error}>
            {error}
          </p>
        )}
      </fieldset>
    </>
  );
}

/** Who may receive it: each with every membership in which he may, as one choice. */
function Choices({ operators, firstId }: { operators: readonly Operatore[]; firstId: string }) {
  const { register } = useFormContext();
  const choices = operators.flatMap(({ id, nominativo, incarichiAssegnabili }) =>
    incarichiAssegnabili.map((incarico) => ({ ...incarico, nominativo, value: `${id} ${incarico.numero}` })),
  );
  return (
    <ul className="list-unstyled">
      {choices.map(({ value, nominativo, ruolo, unita }, i) => {
        const id = i === 0 ? firstId : `${firstId}-${value.replace(' ', '-')}`;
        return (
          <li key={value} className="scelte">
            <label htmlFor={id}>
              <input {...register('assegnatario')} id={id} type="radio" value={value} />
              <span>
                <strong>{nominativo}</strong>, {ruolo.descrizione} ({unita.etichetta})
              </span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}
