import { today } from '~/format/date';
import type { AvvisiQuery, EsitoAvviso, StatoAvviso } from '~/gql/graphql';

/** An alert of the list. */
export type Avviso = AvvisiQuery['avvisi']['edges'][number]['node'];

/** The states, in the order in which an alert goes through them. */
export const STATES: Record<StatoAvviso, string> = {
  APERTO: 'Aperto',
  IN_ESAME: 'In esame',
  CHIUSO: 'Chiuso',
};

/** What can come of looking into an alert. */
export const OUTCOMES: Record<EsitoAvviso, string> = {
  GIUSTIFICATO: 'Giustificato: il lavoro lo richiedeva',
  ERRORE: 'Errore, e null’altro',
  VIOLAZIONE: 'Violazione: passa a chi ne decide',
};

/** What the alert counts, one and many. */
const COUNTED: Record<string, [string, string]> = {
  RIFIUTI: ['richiesta negata', 'richieste negate'],
  ESPORTAZIONE: ['persona', 'persone'],
  MOLTE_PERSONE: ['persona', 'persone'],
  CODICI_PROVATI: ['codice fiscale', 'codici fiscali'],
};

/** «9 richieste negate». */
export function counted({ genere, quanti }: { genere: string; quanti: number }): string {
  const [one, many] = COUNTED[genere] ?? ['scheda', 'schede'];
  return `${quanti.toLocaleString('it')} ${quanti === 1 ? one : many}`;
}

/** The office's day on which the readings were, as ISO day. Of an emergency access it is the day of the alert. */
export function dayOfReadings({ riferimento, quando }: { riferimento: string; quando: string }): string {
  return /^\d{4}-\d\d-\d\d$/.test(riferimento) ? riferimento : today(new Date(quando));
}
