import type { HTMLInputTypeAttribute } from 'react';
import { useFormContext } from 'react-hook-form';
import { isComplete, normalize } from '~/format/codiceFiscale';
import { formatDay, parseDay } from '~/format/date';
import { Field, type FieldProps, RequiredMark, useFieldError } from './Field';
import { useFieldIds } from './context';

/** An entry of a list to choose from. */
export interface Choice {
  codice: string;
  descrizione: string;
}

interface TextProps extends FieldProps {
  type?: HTMLInputTypeAttribute;
  maxLength?: number;
}

/** One line of text. Data of third persons: the browser must not remember them. */
export function TextField({ type = 'text', maxLength, readOnly, ...field }: TextProps) {
  const { register } = useFormContext();
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          {...register(field.name)}
          type={type}
          className="form-control"
          autoComplete="off"
          spellCheck={false}
          maxLength={maxLength}
          readOnly={readOnly}
        />
      )}
    </Field>
  );
}

/** Several lines of text. */
export function TextAreaField({ readOnly, ...field }: FieldProps) {
  const { register } = useFormContext();
  return (
    <Field {...field}>
      {(control) => (
        <textarea
          {...control}
          {...register(field.name)}
          className="form-control"
          autoComplete="off"
          rows={4}
          readOnly={readOnly}
        />
      )}
    </Field>
  );
}

/** A day as offices type it; put in order when the field is left. */
export function DateField({ readOnly, ...field }: FieldProps) {
  const { register, setValue } = useFormContext();
  const { onBlur, ...rest } = register(field.name);
  return (
    <Field help="gg/mm/aaaa" {...field}>
      {(control) => (
        <input
          {...control}
          {...rest}
          type="text"
          inputMode="numeric"
          className="form-control"
          autoComplete="off"
          maxLength={10}
          readOnly={readOnly}
          onBlur={(event) => {
            const day = parseDay(event.target.value);
            if (day !== null) setValue(field.name, formatDay(day), { shouldDirty: true });
            void onBlur(event);
          }}
        />
      )}
    </Field>
  );
}

/** A codice fiscale: capitals and no blanks while it is typed; checked as soon as it is as long as one. */
export function CodiceFiscaleField({ readOnly, ...field }: FieldProps) {
  const { register, trigger } = useFormContext();
  const { onChange, ...rest } = register(field.name);
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          {...rest}
          type="text"
          className="form-control"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={24}
          readOnly={readOnly}
          onChange={(event) => {
            putInOrder(event.target);
            void onChange(event);
            if (isComplete(event.target.value)) void trigger(field.name);
          }}
        />
      )}
    </Field>
  );
}

/** Puts capitals and drops blanks, with the cursor where it was. */
function putInOrder(input: HTMLInputElement): void {
  const ordered = normalize(input.value);
  if (ordered === input.value) return;
  const cursor = normalize(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  input.value = ordered;
  input.setSelectionRange(cursor, cursor);
}

/** One of a list. */
export function SelectField({
  choices,
  empty = 'Selezionare…',
  readOnly,
  ...field
}: FieldProps & { choices: readonly Choice[]; empty?: string }) {
  const { register } = useFormContext();
  return (
    <Field {...field}>
      {(control) => (
        <select {...control} {...register(field.name)} className="form-select" disabled={readOnly}>
          <option value="">{empty}</option>
          {choices.map((choice) => (
            <option key={choice.codice} value={choice.codice}>
              {choice.descrizione}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One of a few, all in sight. */
export function RadioField({
  choices,
  name,
  label,
  required = false,
}: FieldProps & { choices: readonly Choice[] }) {
  const { register } = useFormContext();
  const error = useFieldError(name);
  const ids = useFieldIds(name, { help: false, error: error !== undefined });
  return (
    <fieldset className="campo" aria-describedby={ids.describedBy}>
      <legend className="etichetta">
        {label}
        {required ? <RequiredMark /> : null}
      </legend>
      <div className="scelte">
        {choices.map((choice, i) => {
          const id = i === 0 ? ids.id : `${ids.id}-${choice.codice}`;
          return (
            <label key={choice.codice} htmlFor={id}>
              <input {...register(name)} id={id} type="radio" value={choice.codice} />
              {choice.descrizione}
            </label>
          );
        })}
      </div>
      {error === undefined ? null : (
        <p className="errore" id={ids.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
