import * as v from 'valibot';
import { day, isoDay, orNull, required, text } from '~/form/rules';
import type { IncaricoInput } from '~/gql/graphql';

/** What is asked for a membership. */
export const membershipFields = {
  ruolo: required('Scegliere il ruolo.'),
  unita: required('Scegliere l’unità.'),
  profilo: text,
  dal: day,
  al: day,
  riservati: v.string(),
  atto: required('Indicare l’atto di conferimento.'),
};

/** What stands in the fields of a membership. */
export type MembershipValues = Record<keyof typeof membershipFields, string>;

/** Whether its days are in order. */
export function inOrder(dal: string, al: string): boolean {
  return (isoDay(dal) ?? '') <= (isoDay(al) ?? '9');
}

/** When they are not. */
export const NOT_IN_ORDER = 'L’ultimo giorno viene prima del primo.';

/** Nothing typed yet. */
export const EMPTY_MEMBERSHIP: MembershipValues = {
  ruolo: '',
  unita: '',
  profilo: '',
  dal: '',
  al: '',
  riservati: 'no',
  atto: '',
};

/** What goes to the server. */
export function membershipInput(values: MembershipValues): IncaricoInput {
  return {
    ruolo: values.ruolo,
    unita: values.unita,
    profilo: orNull(values.profilo),
    dal: isoDay(values.dal),
    al: isoDay(values.al),
    riservati: values.riservati === 'si',
    atto: values.atto,
  };
}
