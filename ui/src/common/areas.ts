/** What an operator finds in the navigation. */
export interface Areas {
  /** People and segnalazioni. */
  cases: boolean;
  /** What everybody has read. */
  readings: boolean;
}

/** The areas of a role; what may be seen in them, the server decides. */
export function areasOf({ puoOperare, ruolo }: { puoOperare: boolean; ruolo: { codice: string } }): Areas {
  return { cases: puoOperare, readings: ['AUDITOR', 'DPO'].includes(ruolo.codice) };
}
