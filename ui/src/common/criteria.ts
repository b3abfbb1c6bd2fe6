import { useSyncExternalStore } from 'react';

/** What is searched for. Names and codes of people: kept in memory only, never in an address or in storage. */
export interface Criteria {
  /** One line with anything: names in any order, codice fiscale, codice soggetto, birth date. */
  testo: string;
  cognome: string;
  nome: string;
  codiceFiscale: string;
  dataNascita: string;
}

/** Nothing. */
export const NO_CRITERIA: Criteria = { testo: '', cognome: '', nome: '', codiceFiscale: '', dataNascita: '' };

let current: Criteria = NO_CRITERIA;
const listeners = new Set<() => void>();

/** Starts another search. */
export function setCriteria(criteria: Criteria): void {
  current = criteria;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The search that is on. */
export function useCriteria(): Criteria {
  return useSyncExternalStore(subscribe, () => current);
}

/** Whether anything is searched for. */
export function anyCriterion(criteria: Criteria): boolean {
  return Object.values(criteria).some((value: string) => value !== '');
}
