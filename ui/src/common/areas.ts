import type { IoQuery } from '~/gql/graphql';

/** What an operator finds in the navigation. */
export interface Areas {
  /** People and segnalazioni. */
  cases: boolean;
  /** Emergency accesses: those of others with a number, his own at least. */
  emergencies: 'told' | 'own' | null;
  /** What everybody has read. */
  readings: boolean;
  /** How many alerts about readings nobody has taken. */
  alerts: number;
  /** Operators and units. */
  administration: boolean;
}

/** The areas of a role; what may be seen in them, the server decides. */
export function areasOf({ puoOperare, puoAprireEmergenze, ruolo, avvisiAperti }: IoQuery['io']): Areas {
  const told = ['AUDITOR', 'COORDINATORE', 'DPO'].includes(ruolo.codice);
  return {
    cases: puoOperare,
    emergencies: told ? 'told' : puoAprireEmergenze ? 'own' : null,
    readings: ['AUDITOR', 'DPO'].includes(ruolo.codice),
    alerts: avvisiAperti,
    administration: ruolo.codice === 'AMMINISTRATORE',
  };
}
