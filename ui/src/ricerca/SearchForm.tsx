import { valibotResolver } from '@hookform/resolvers/valibot';
import { type KeyboardEvent, useEffect, useId } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import * as v from 'valibot';
import { type Criteria, NO_CRITERIA, anyCriterion, setCriteria } from '~/common/criteria';
import { formatDay, parseDay } from '~/format/date';
import { CodiceFiscaleField, DateField, TextField } from '~/form/fields';
import { FormPrefix } from '~/form/context';
import { day, text } from '~/form/rules';
import { defect, isComplete, normalize } from '~/format/codiceFiscale';
import { announce } from '~/ui/Announcer';

// A part of a codice fiscale is a criterion too: only a whole one is checked.
const part = v.pipe(
  text,
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed && isComplete(dataset.value) ? defect(dataset.value) : null;
    if (message !== null) addIssue({ message });
  }),
);
const Schema = v.object({ testo: text, cognome: text, nome: text, codiceFiscale: part, dataNascita: day });

/** A form whose fields were forgotten could not put the focus on one of them. */
const KEEP_FIELDS = { keepFieldsRef: true };

/** The search mask (manual, figure 4). */
export function SearchForm({ criteria }: { criteria: Criteria }) {
  const prefix = useId();
  const form = useForm<Criteria>({ defaultValues: criteria, resolver: valibotResolver(Schema) });

  // The box of the header may have started another search.
  useEffect(() => form.reset(criteria, KEEP_FIELDS), [criteria, form]);

  // Who comes here to search starts in the first field; who has searched starts at the heading, before the results.
  useEffect(() => {
    if (!anyCriterion(criteria)) form.setFocus('cognome');
    // eslint-disable-next-line react-hooks/exhaustive-deps -- on arrival only
  }, []);

  function search(values: Criteria): void {
    if (!anyCriterion(values)) {
      announce('Indicare almeno un filtro.');
      form.setError('cognome', { message: 'Indicare almeno un filtro.' });
      form.setFocus('cognome');
      return;
    }
    const iso = parseDay(values.dataNascita);
    setCriteria({
      ...values,
      codiceFiscale: normalize(values.codiceFiscale),
      dataNascita: iso === null ? '' : formatDay(iso),
    });
  }

  return (
    <FormProvider {...form}>
      <FormPrefix value={prefix}>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the fields in it */}
        <form
          noValidate
          className="scheda"
          onKeyDown={toResults}
          onSubmit={(event) => void form.handleSubmit(search)(event)}
        >
          <div className="row">
            <div className="col-12 col-md-6 col-lg-3">
              <TextField name="cognome" label="Cognome" />
            </div>
            <div className="col-12 col-md-6 col-lg-3">
              <TextField name="nome" label="Nome" />
            </div>
            <div className="col-12 col-md-6 col-lg-3">
              <CodiceFiscaleField name="codiceFiscale" label="Codice fiscale" help="Anche solo l’inizio" />
            </div>
            <div className="col-12 col-md-6 col-lg-3">
              <DateField name="dataNascita" label="Data di nascita" />
            </div>
          </div>
          {criteria.testo === '' ? null : <TextField name="testo" label="Testo cercato" />}
          <div className="azioni mt-0">
            <button
              type="button"
              className="btn btn-outline-primary"
              onClick={() => {
                setCriteria(NO_CRITERIA);
                form.reset(NO_CRITERIA, KEEP_FIELDS);
                form.setFocus('cognome');
              }}
            >
              Pulisci
            </button>
            <button type="submit" className="btn btn-primary">
              Cerca nell’anagrafe interna
            </button>
          </div>
        </form>
      </FormPrefix>
    </FormProvider>
  );
}

/** Down from the mask goes to the first result; from there the arrows go on. */
function toResults(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'ArrowDown') return;
  const first = document.querySelector<HTMLElement>('a[data-row]');
  if (!first) return;
  event.preventDefault();
  first.focus();
}
