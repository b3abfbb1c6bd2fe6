import { useSyncExternalStore } from 'react';
import * as v from 'valibot';
import type { FiltroOperatoriInput } from '~/gql/graphql';

/** Which operators, as the address has it. */
export const operatorsSearch = v.object({
  unita: v.fallback(v.optional(v.pipe(v.string(), v.uuid())), undefined),
  ruolo: v.fallback(v.optional(v.string()), undefined),
  stato: v.fallback(v.optional(v.picklist(['abilitati', 'disabilitati'])), undefined),
  inVigore: v.fallback(v.optional(v.boolean()), undefined),
});
export type OperatorsSearch = v.InferOutput<typeof operatorsSearch>;

// The name looked for: kept in memory only, never in an address or in storage.
let name = '';
const listeners = new Set<() => void>();

/** Looks for another name. */
export function setName(next: string): void {
  name = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The name that is looked for. */
export function useName(): string {
  return useSyncExternalStore(subscribe, () => name);
}

/** Both, as the server takes them. */
export function operatorsFilter(search: OperatorsSearch, testo: string): FiltroOperatoriInput {
  const { unita, ruolo, stato, inVigore } = search;
  return {
    testo: testo || null,
    unita: unita ?? null,
    ruolo: ruolo ?? null,
    abilitati: stato === undefined ? null : stato === 'abilitati',
    inVigore: inVigore ?? null,
  };
}
