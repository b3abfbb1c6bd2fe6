import type { StatoAvviso } from '~/gql/graphql';
import { Stato } from '~/ui/Stato';
import { STATES } from './words';

/** The state of an alert; that it was raised is its first step, so it has one. */
export function AlertState({ stato }: { stato: StatoAvviso | null }) {
  return stato ? <Stato stato={{ codice: stato, descrizione: STATES[stato] }} /> : null;
}
