import * as v from 'valibot';
import { defect, normalize } from '~/format/codiceFiscale';
import { parseDay, today } from '~/format/date';

// Rules for what operators type. The server has the last word; these spare a round trip.

/** A text, which may be empty. */
export const text = v.pipe(v.string(), v.trim());

/** A text that must be there. */
export function required(message = 'Il campo è obbligatorio.') {
  return v.pipe(v.string(), v.trim(), v.nonEmpty(message));
}

const NO_DAY = 'La data non è valida: scriverla come gg/mm/aaaa.';

/** A day, or nothing. */
export const day = v.pipe(
  v.string(),
  v.trim(),
  v.check((value) => value === '' || parseDay(value) !== null, NO_DAY),
);

/** A day that must be there and not lie ahead. */
export const pastDay = v.pipe(
  required(),
  v.check((value) => parseDay(value) !== null, NO_DAY),
  v.check((value) => (parseDay(value) ?? '') <= today(), 'La data non può essere futura.'),
);

/** A day from today on, or nothing. */
export const dayFromToday = v.pipe(
  day,
  v.check((value) => (parseDay(value) ?? '9') >= today(), 'La data non può essere passata.'),
);

/** A codice fiscale, or nothing. */
export const codiceFiscale = v.pipe(
  v.string(),
  v.transform(normalize),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const message = defect(dataset.value);
    if (message !== null) addIssue({ message });
  }),
);

/** What goes to the server: the day as ISO, nothing for nothing. */
export function isoDay(value: string): string | null {
  return parseDay(value);
}

/** What goes to the server: nothing for an empty text. */
export function orNull(value: string): string | null {
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}
