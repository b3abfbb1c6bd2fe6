import { useContext, useLayoutEffect, useRef } from 'react';
import { useFormContext } from 'react-hook-form';
import { FormPrefix, fieldId } from './context';

/** After a failed submit: all errors in one place, each with a link to its field. Takes the focus. */
export function ErrorSummary({ attempt }: { attempt: number }) {
  const { formState } = useFormContext();
  const prefix = useContext(FormPrefix);
  const box = useRef<HTMLDivElement>(null);
  // All fields are texts: their errors do not nest.
  const errors = Object.entries(formState.errors as Record<string, { message?: string }>);
  // The errors may come a render after the attempt: the box takes the focus when both are there.
  const shown = attempt > 0 && errors.length > 0;
  useLayoutEffect(() => {
    if (shown) box.current?.focus();
  }, [attempt, shown]);
  if (!shown) return null;
  return (
    <div ref={box} className="alert alert-danger" role="alert" tabIndex={-1}>
      <p>
        <strong>Ci sono campi da correggere</strong>
      </p>
      <ul>
        {errors.map(([name, error]) => {
          const id = fieldId(prefix, name);
          return (
            <li key={name}>
              <a
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(id)?.focus();
                }}
              >
                {labelOf(id)}: {error.message}
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The words of the field's label, without its asterisk. */
function labelOf(id: string): string {
  const field = document.getElementById(id);
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
  const group = field?.closest('fieldset')?.querySelector('legend');
  const text =
    (field instanceof HTMLInputElement && field.type === 'radio' ? group : label)?.textContent ?? '';
  return text.replace(/\*.*$/, '').trim();
}
