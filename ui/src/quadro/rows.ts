import type { Gruppo, Voce } from './query';

/** A row of the table: the heading of a block, the owning body, an entry, or that there is none. */
export type Row =
  | { kind: 'gruppo'; key: string; gruppo: Gruppo }
  | { kind: 'ente'; key: string; ente: string }
  | { kind: 'voce'; key: string; voce: Voce }
  | { kind: 'vuoto'; key: string };

/** Above this many rows only those in sight are on the page. */
export const MANY = 300;

/** All rows, in the order of the page: blocks, under each the entries by owning body, each by start date. */
export function rowsOf(gruppi: readonly Gruppo[]): Row[] {
  return gruppi.flatMap((gruppo): Row[] => {
    const head: Row = { kind: 'gruppo', key: gruppo.id, gruppo };
    if (gruppo.voci.length === 0) return [head, { kind: 'vuoto', key: `${gruppo.id} vuoto` }];
    const rows: Row[] = [head];
    // Entries of no body come first: below the name of one they would seem to be its own.
    const enti = new Map<string, Voce[]>([['', []]]);
    for (const voce of gruppo.voci) {
      const ente = voce.unita?.etichetta ?? '';
      enti.set(ente, [...(enti.get(ente) ?? []), voce]);
    }
    for (const [ente, voci] of enti) {
      if (ente !== '') rows.push({ kind: 'ente', key: `${gruppo.id} ${ente}`, ente });
      for (const voce of voci)
        rows.push({ kind: 'voce', key: `${gruppo.id} ${voce.id} ${voce.inizio}`, voce });
    }
    return rows;
  });
}
