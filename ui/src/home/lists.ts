import type { FiltroSegnalazioniInput } from '~/gql/graphql';

/** The lists of the home page. */
export function mine(operatore: string): Record<'assigned' | 'written', FiltroSegnalazioniInput> {
  return { assigned: { assegnatario: operatore }, written: { autore: operatore } };
}
