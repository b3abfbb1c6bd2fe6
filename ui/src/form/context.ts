import { createContext, useContext } from 'react';

/** Prefix of the ids of a form's fields: two forms on a page may have a field of the same name. */
export const FormPrefix = createContext('campo');

/** The ids of a field and of what describes it. */
export function useFieldIds(name: string, described: { help: boolean; error: boolean }) {
  const id = fieldId(useContext(FormPrefix), name);
  const describedBy = [described.help && `${id}-aiuto`, described.error && `${id}-errore`]
    .filter(Boolean)
    .join(' ');
  return { id, help: `${id}-aiuto`, error: `${id}-errore`, describedBy: describedBy || undefined };
}

/** Id of a field, for links to it. */
export function fieldId(prefix: string, name: string): string {
  return `${prefix}-${name.replaceAll('.', '-')}`;
}
