import * as v from 'valibot';
import { dayAfter, startOfDay } from '~/format/date';

const isoDay = v.pipe(v.string(), v.isoDate());

/** The period in an address: days of the office, both within it. */
export const periodSearch = {
  dal: v.fallback(v.optional(isoDay), undefined),
  al: v.fallback(v.optional(isoDay), undefined),
};

/** A period as the address has it. */
export interface Period {
  dal?: string | undefined;
  al?: string | undefined;
}

/** The period as the server takes it: from an instant, and before one. */
export function instants({ dal, al }: Period): { dal: string | null; al: string | null } {
  return { dal: dal ? startOfDay(dal) : null, al: al ? startOfDay(dayAfter(al)) : null };
}
