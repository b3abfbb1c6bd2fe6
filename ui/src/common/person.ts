import { type Precision, formatDay } from '~/format/date';

/** What lists show of a person; what is unknown or erased is missing. */
export interface Person {
  nominativo: string;
  dataNascita: string | null;
  precisioneNascita: Precision | null;
}

/** The name, or that there is none. */
export function personName(person: { nominativo: string } | null | undefined): string {
  return person?.nominativo || 'Nome non disponibile';
}

/** `ROSSI MARIO (11/07/1986)`, as the manual's figure 16 has it. */
export function personWithBirth(person: Person): string {
  const birth = formatDay(person.dataNascita, person.precisioneNascita);
  return birth ? `${personName(person)} (${birth})` : personName(person);
}
