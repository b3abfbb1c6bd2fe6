import type { Gruppo, Voce } from './query';

/** A row of the table: the heading of a block, the owning body, an entry, or that there is none. */
export type Row =
  | { kind: 'gruppo'; key: string; gruppo: Gruppo }
  | { kind: 'ente'; key: string; ente: string }
  | { kind: 'voce'; key: string; voce: Voce; persona: string | null }
  | { kind: 'vuoto'; key: string };

/** Above this many rows only those in sight are on the page. */
export const MANY = 300;

/** Blocks of one page after another: each block once, its entries in the order of the pages. */
export function merged(pages: readonly (readonly Gruppo[])[]): Gruppo[] {
  const blocks = new Map<string, { gruppo: Gruppo; voci: Map<string, Voce> }>();
  for (const gruppo of pages.flat()) {
    const block = blocks.get(gruppo.id) ?? { gruppo, voci: new Map<string, Voce>() };
    blocks.set(gruppo.id, block);
    // An entry that moved between two questions comes twice: the later answer holds.
    for (const voce of gruppo.voci) block.voci.set(voce.id, voce);
  }
  return [...blocks.values()].map(({ gruppo, voci }) => ({ ...gruppo, voci: [...voci.values()] }));
}

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
      const voci = enti.get(ente);
      if (voci) voci.push(voce);
      else enti.set(ente, [voce]);
    }
    for (const [ente, voci] of enti) {
      if (ente !== '') rows.push({ kind: 'ente', key: `${gruppo.id} ${ente}`, ente });
      for (const voce of voci)
        rows.push({
          kind: 'voce',
          key: `${gruppo.id} ${voce.id}`,
          voce,
          persona: gruppo.persona?.id ?? null,
        });
    }
    return rows;
  });
}
