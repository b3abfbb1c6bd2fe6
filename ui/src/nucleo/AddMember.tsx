import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { SubjectField } from '~/common/SubjectField';
import { useList } from '~/common/queries';
import {
  CodiceFiscaleField,
  DateField,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from '~/form/fields';
import { codiceFiscale, day, isoDay, orNull, pastDay, required, text } from '~/form/rules';
import { formatDay, today } from '~/format/date';
import {
  AggiungiComponenteDocument,
  type AggiungiComponenteInput,
  type UnNucleoFragment,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Opened } from '~/ui/Opened';
import { changed } from './queries';

const Fields = v.object({
  chi: v.string(),
  componente: v.string(),
  cognome: text,
  nome: text,
  sesso: v.string(),
  dataNascita: day,
  codiceFiscale,
  relazione: required('Scegliere la relazione di parentela.'),
  motivo: v.string(),
  dal: pastDay,
  conferma: text,
});
const Schema = v.pipe(
  Fields,
  v.forward(
    v.check(
      ({ chi, componente }) => chi !== 'SCHEDA' || componente !== '',
      'Scegliere la persona dall’elenco dei suggerimenti.',
    ),
    ['componente'],
  ),
  v.forward(
    v.check(
      ({ chi, cognome, nome }) => chi === 'SCHEDA' || cognome !== '' || nome !== '',
      'Indicare almeno il cognome o il nome.',
    ),
    ['cognome'],
  ),
);
type Values = v.InferOutput<typeof Fields>;

const INITIAL: Values = {
  chi: 'SCHEDA',
  componente: '',
  cognome: '',
  nome: '',
  sesso: '',
  dataNascita: '',
  codiceFiscale: '',
  relazione: '',
  motivo: '',
  dal: '',
  conferma: '',
};

const WHO = [
  { codice: 'SCHEDA', descrizione: 'Presente nell’anagrafe interna' },
  { codice: 'SENZA', descrizione: 'Senza scheda: se ne scrivono i dati' },
];
const SESSI = [
  { codice: 'M', descrizione: 'Maschio' },
  { codice: 'F', descrizione: 'Femmina' },
];

function persona(values: Values): AggiungiComponenteInput['persona'] {
  return {
    cognome: orNull(values.cognome),
    nome: orNull(values.nome),
    sesso: orNull(values.sesso),
    dataNascita: isoDay(values.dataNascita),
    codiceFiscale: orNull(values.codiceFiscale),
    indicatoreCf: values.codiceFiscale === '' ? 'NON_DISPONIBILE' : 'MINISTERIALE',
    cittadinanze: [],
  };
}

interface Props {
  soggetto: string;
  /** The nucleo to join; opened now when the subject has none. */
  nucleo: UnNucleoFragment | null;
  onClose: () => void;
}

/** «+»: a person of the internal registry joins the nucleo, or one of whom only the data are written. */
export function AddMember({ soggetto, nucleo, onClose }: Props) {
  const client = useQueryClient();
  const relations = useList('RELAZIONE_PARENTELA');
  const reasons = useList('MOTIVO_INGRESSO_NUCLEO');
  const [elsewhere, setElsewhere] = useState(false);
  return (
    <Opened title="Nuovo componente">
      <CommandForm
        schema={Schema}
        initial={{ ...INITIAL, dal: formatDay(today()) }}
        version={nucleo?.versione}
        fieldOf={{ persona: 'cognome' }}
        send={async (values, command) => {
          const withFile = values.chi === 'SCHEDA';
          const input: AggiungiComponenteInput = {
            ...command,
            soggetto,
            nucleo: nucleo?.id ?? null,
            componente: withFile ? values.componente : null,
            persona: withFile ? null : persona(values),
            relazione: values.relazione,
            motivo: orNull(values.motivo),
            dal: isoDay(values.dal) ?? values.dal,
            conferma: orNull(values.conferma),
          };
          const payload = (await execute(AggiungiComponenteDocument, { input })).aggiungiComponente;
          setElsewhere(payload.rifiuti.some((r) => r.codice === 'COMPONENTE_IN_ALTRO_NUCLEO'));
          return payload;
        }}
        onReload={() => void changed(client)}
        onDone={async () => {
          await changed(client);
          onClose();
        }}
        onCancel={onClose}
        submit="Aggiungi al nucleo"
        said="Componente aggiunto."
      >
        {(form) => (
          <>
            <RadioField name="chi" label="La persona è" choices={WHO} />
            {form.watch('chi') === 'SCHEDA' ? (
              <SubjectField name="componente" label="Persona" required />
            ) : (
              <div className="row">
                <div className="col-12 col-md-6">
                  <TextField name="cognome" label="Cognome" />
                </div>
                <div className="col-12 col-md-6">
                  <TextField name="nome" label="Nome" />
                </div>
                <div className="col-12 col-md-4">
                  <SelectField name="sesso" label="Sesso" choices={SESSI} empty="Non noto" />
                </div>
                <div className="col-12 col-md-4">
                  <DateField name="dataNascita" label="Data di nascita" />
                </div>
                <div className="col-12 col-md-4">
                  <CodiceFiscaleField name="codiceFiscale" label="Codice fiscale" />
                </div>
              </div>
            )}
            <div className="row">
              <div className="col-12 col-md-6">
                <SelectField
                  name="relazione"
                  label="Relazione di parentela"
                  required
                  choices={relations}
                  help="Con l’intestatario del nucleo"
                />
              </div>
              <div className="col-12 col-md-6">
                <SelectField name="motivo" label="Motivo di ingresso" choices={reasons} />
              </div>
              <div className="col-12 col-md-6">
                <DateField name="dal" label="Dal" required />
              </div>
            </div>
            {elsewhere ? (
              <TextAreaField
                name="conferma"
                label="Perché fa parte anche di questo nucleo"
                required
                help="La persona è già in un altro nucleo di fatto: indicando il motivo si conferma"
              />
            ) : null}
          </>
        )}
      </CommandForm>
    </Opened>
  );
}
