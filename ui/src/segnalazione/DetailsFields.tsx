import type { UseFormReturn } from 'react-hook-form';
import { SubjectField } from '~/common/SubjectField';
import { useList } from '~/common/queries';
import { DateField, RadioField, SelectField, TextAreaField, TextField } from '~/form/fields';
import type { PraticaFragment } from '~/gql/graphql';
import { ALONE, type Details } from './details';

const HOW = [
  { codice: 'NOME', descrizione: 'Se ne scrive il nome' },
  { codice: 'SCHEDA', descrizione: 'Presente nell’anagrafe interna' },
];

interface Props {
  form: UseFormReturn<Details>;
  /** The segnalazione as recorded; none for a new one. */
  pratica?: PraticaFragment;
  readOnly?: boolean;
}

/** Fields of the drawer «Dettagli» (manual, figure 17). */
export function DetailsFields({ form, pratica, readOnly = false }: Props) {
  const channels = useList('CANALE', pratica?.canale);
  const motivi = useList('MOTIVO_SEGNALAZIONE', pratica?.motivo);
  const urgencies = useList('URGENZA', pratica?.urgenza);
  const kinds = useList('TIPO_SEGNALANTE', pratica?.segnalante.tipo);
  const [canale, motivo, tipo, come] = form.watch(['canale', 'motivo', 'tipoSegnalante', 'come']);
  const named = tipo !== '' && !ALONE.includes(tipo);
  const other = [channels.find((c) => c.codice === canale), motivi.find((m) => m.codice === motivo)].some(
    (voce) => voce !== undefined && 'richiedeNota' in voce && voce.richiedeNota,
  );
  const field = { readOnly };
  return (
    <>
      <fieldset>
        <legend>Contatto</legend>
        <div className="row">
          <div className="col-12 col-md-4">
            <DateField name="dataContatto" label="Data del contatto" required {...field} />
          </div>
          <div className="col-12 col-md-4">
            <SelectField name="canale" label="Modalità" required choices={channels} {...field} />
          </div>
          <div className="col-12 col-md-4">
            <SelectField name="urgenza" label="Urgenza" required choices={urgencies} {...field} />
          </div>
        </div>
      </fieldset>
      <fieldset>
        <legend>Soggetto segnalante</legend>
        <SelectField name="tipoSegnalante" label="Chi segnala" required choices={kinds} {...field} />
        {named && !readOnly ? <RadioField name="come" label="Il segnalante" choices={HOW} /> : null}
        {named && come === 'SCHEDA' ? (
          <SubjectField
            name="segnalante"
            label="Persona"
            required
            initial={pratica?.segnalante.soggetto ?? null}
            readOnly={readOnly}
          />
        ) : null}
        {named && come !== 'SCHEDA' ? (
          <div className="row">
            <div className="col-12 col-md-6">
              <TextField name="denominazione" label="Nome della persona o dell’ente" required {...field} />
            </div>
            <div className="col-12 col-md-6">
              <TextField name="recapito" label="Recapito" {...field} />
            </div>
          </div>
        ) : null}
      </fieldset>
      <fieldset>
        <legend>Motivo della segnalazione</legend>
        <SelectField name="motivo" label="Motivo" required choices={motivi} {...field} />
        <TextAreaField
          name="note"
          label="Note"
          required={other}
          {...(other ? { help: 'Con «Altro» occorre specificare' } : {})}
          {...field}
        />
      </fieldset>
    </>
  );
}
