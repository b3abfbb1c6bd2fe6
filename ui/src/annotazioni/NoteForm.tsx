import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { useList } from '~/common/queries';
import { DateField, RadioField, SelectField, TextAreaField } from '~/form/fields';
import { isoDay, orNull, required, text } from '~/form/rules';
import { parseDay, today } from '~/format/date';
import { AggiungiAnnotazioneDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Opened } from '~/ui/Opened';
import { reloadNotes } from './queries';

const RESERVED = 'RISERVATA';

const Schema = v.pipe(
  v.object({
    sezione: v.string(),
    ambito: text,
    del: v.pipe(
      text,
      v.check(
        (value) => value === '' || parseDay(value) !== null,
        'La data non è valida: scriverla come gg/mm/aaaa.',
      ),
      v.check((value) => (parseDay(value) ?? '') <= today(), 'La data non può essere futura.'),
    ),
    testo: required('Scrivere l’annotazione.'),
  }),
  v.forward(
    v.check(({ sezione, ambito }) => sezione !== RESERVED || ambito !== '', 'Indicare di che cosa tratta.'),
    ['ambito'],
  ),
);

/** Who will read a note of that class. */
const READERS: Record<string, string> = {
  ORDINARIA: 'la legge chi può leggere la segnalazione',
  RISERVATA: 'la legge solo chi è abilitato alle sezioni riservate',
  PRIVATA: 'la legge solo chi la scrive e chi ha in carico la segnalazione',
};

/** A note is written in the case. */
export function NoteForm({ segnalazione, onClose }: { segnalazione: string; onClose: () => void }) {
  const client = useQueryClient();
  const classes = useList('SEZIONE').map(({ codice, descrizione }) => ({
    codice,
    descrizione: READERS[codice] ? `${descrizione}: ${READERS[codice]}` : descrizione,
  }));
  const subjects = useList('AMBITO_RISERVATO');
  return (
    <Opened title="Nuova annotazione">
      <p>
        A chi è aperta non si potrà più cambiare. Il testo si può rettificare; ciò che era scritto prima resta
        leggibile.
      </p>
      <CommandForm
        schema={Schema}
        initial={{ sezione: 'ORDINARIA', ambito: '', del: '', testo: '' }}
        send={async ({ sezione, ambito, del, testo }, { comando }) => {
          const input = {
            comando,
            segnalazione,
            sezione,
            ambito: sezione === RESERVED ? orNull(ambito) : null,
            del: isoDay(del),
            testo,
          };
          return (await execute(AggiungiAnnotazioneDocument, { input })).aggiungiAnnotazione;
        }}
        onDone={async () => {
          await reloadNotes(client, segnalazione);
          onClose();
        }}
        onCancel={onClose}
        submit="Aggiungi l’annotazione"
        said="Annotazione aggiunta."
      >
        {(form) => (
          <>
            <RadioField name="sezione" label="A chi è aperta" choices={classes} />
            {form.watch('sezione') === RESERVED ? (
              <SelectField name="ambito" label="Di che cosa tratta" required choices={subjects} />
            ) : null}
            <DateField name="del" label="Giorno a cui si riferisce" help="gg/mm/aaaa; se manca, oggi" />
            <TextAreaField name="testo" label="Testo" required />
          </>
        )}
      </CommandForm>
    </Opened>
  );
}
