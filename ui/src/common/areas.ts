import type { IoQuery } from '~/gql/graphql';

/** What an operator finds in the navigation. */
export interface Areas {
  /** People and segnalazioni. */
  cases: boolean;
  /** What everybody has read. */
  readings: boolean;
  /** How many alerts about readings nobody has taken. */
  alerts: number;
  /** Operators and units. */
  administration: boolean;
}

/** The areas of a role; what may be seen in them, the server decides. */
export function areasOf({ puoOperare, ruolo, avvisiAperti }: IoQuery['io']): Areas {
  return {
    cases: puoOperare,
    readings: ['AUDITOR', 'DPO'].includes(ruolo.codice),
    alerts: avvisiAperti,
    administration: ruolo.codice === 'AMMINISTRATORE',
  };
}
