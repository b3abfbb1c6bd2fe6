import type { UseFormReturn } from 'react-hook-form';
import { PlaceField } from '~/common/PlaceField';
import { useList } from '~/common/queries';
import { CodiceFiscaleField, DateField, RadioField, SelectField, TextField } from '~/form/fields';
import { Calculate } from './Calculate';
import { type AnagraficaValues, NAZIONI } from './anagraficaValues';

const SESSI = [
  { codice: 'M', descrizione: 'Maschio' },
  { codice: 'F', descrizione: 'Femmina' },
];

const PRECISIONI = [
  { codice: 'GIORNO', descrizione: 'Giorno, mese e anno' },
  { codice: 'MESE', descrizione: 'Solo mese e anno (giorno 01)' },
  { codice: 'ANNO', descrizione: 'Solo l’anno (01/01)' },
];

/** «Informazioni generali» as they are entered or corrected (manual, figure 5). */
export function AnagraficaFields({ form }: { form: UseFormReturn<AnagraficaValues> }) {
  const indicators = useList('INDICATORE_CF');
  const states = useList('STATO_DEMOGRAFICO');
  const nazione = form.watch('nazione');
  return (
    <>
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
          <SelectField name="precisioneNascita" label="Della data è noto" choices={PRECISIONI} />
        </div>
      </div>
      <RadioField name="nazione" label="Nazione nascita" choices={NAZIONI} />
      <div className="row">
        {nazione === 'IGNOTA' ? (
          <div className="col-12 col-md-6">
            <TextField name="descrizioneLuogo" label="Descrizione del luogo" />
          </div>
        ) : (
          <div className="col-12 col-md-6">
            <PlaceField
              key={nazione}
              name="luogo"
              nameField="nomeLuogo"
              label={nazione === 'ESTERA' ? 'Stato di nascita' : 'Comune nascita'}
              kind={nazione === 'ESTERA' ? 'stato' : 'comune'}
            />
          </div>
        )}
        {nazione === 'ESTERA' ? (
          <div className="col-12 col-md-6">
            <TextField name="localita" label="Località" />
          </div>
        ) : null}
      </div>
      <div className="row">
        <div className="col-12 col-md-6">
          <CodiceFiscaleField
            name="codiceFiscale"
            label="Codice fiscale"
            help="Anche provvisorio, STP o ENI"
          />
          <Calculate form={form} />
        </div>
        <div className="col-12 col-md-6">
          <SelectField name="indicatoreCf" label="Indicatore C.F." required choices={indicators} />
        </div>
        <div className="col-12 col-md-4">
          <PlaceField
            name="cittadinanze"
            nameField="nomeCittadinanza"
            label="Cittadinanza"
            kind="cittadinanza"
            also={ITALIA}
          />
        </div>
        <div className="col-12 col-md-4">
          <SelectField name="statoDemografico" label="Stato demografico" choices={states} empty="Non noto" />
        </div>
        <div className="col-12 col-md-4">
          <DateField name="dataStatoDemografico" label="Data stato demografico" />
        </div>
      </div>
    </>
  );
}

/** Citizenships that are not of a foreign state. */
const ITALIA = [
  { codice: '100', denominazione: 'Italia' },
  { codice: '999', denominazione: 'Apolide' },
];
