import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { useFieldIds } from './context';

/** What every field has. */
export interface FieldProps {
  name: string;
  label: string;
  required?: boolean;
  help?: string;
  readOnly?: boolean;
}

/** What ties a control to its label, help and error. */
export interface ControlProps {
  id: string;
  'aria-required': true | undefined;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

/** The error of a field, in words. */
export function useFieldError(name: string): string | undefined {
  const { formState } = useFormContext();
  return (formState.errors as Record<string, { message?: string } | undefined>)[name]?.message;
}

/** Label above, control, help and error below. */
export function Field({
  name,
  label,
  required = false,
  help,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const error = useFieldError(name);
  const ids = useFieldIds(name, { help: help !== undefined, error: error !== undefined });
  return (
    <div className="campo">
      <label htmlFor={ids.id}>
        {label}
        {required ? <RequiredMark /> : null}
      </label>
      {children({
        id: ids.id,
        'aria-required': required || undefined,
        'aria-invalid': error !== undefined || undefined,
        'aria-describedby': ids.describedBy,
      })}
      {help === undefined ? null : (
        <p className="aiuto" id={ids.help}>
          {help}
        </p>
      )}
      {error === undefined ? null : (
        <p className="errore" id={ids.error}>
          <span className="visually-hidden">Errore: </span>
          {error}
        </p>
      )}
    </div>
  );
}

/** The asterisk of the manual, said in words to who cannot see it. */
export function RequiredMark() {
  return (
    <>
      <span aria-hidden="true">*</span>
      <span className="visually-hidden"> (obbligatorio)</span>
    </>
  );
}
