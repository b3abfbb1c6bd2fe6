import { describe, expect, it } from 'vitest';
import type { Gruppo, Voce } from './query';
import { merged, rowsOf } from './rows';

function voce(id: string, ente: string | null): Voce {
  return {
    id,
    tipo: 'SEGNALAZIONE',
    descrizione: `Segnalazione ${id}`,
    codice: null,
    inizio: '2024-01-01',
    fine: '2024-01-01',
    istantanea: true,
    riferimento: id,
    unita: ente === null ? null : { etichetta: ente },
    operatore: null,
  };
}

function gruppo(id: string, voci: Voce[]): Gruppo {
  return { tipo: 'PERSONA', id, titolo: id, persona: null, voci };
}

describe('the rows of the quadro', () => {
  it('puts the owning body over its entries, and entries of none first', () => {
    const rows = rowsOf([gruppo('p', [voce('1', 'A'), voce('2', null), voce('3', 'A')])]);
    expect(rows.map((row) => row.kind)).toEqual(['gruppo', 'voce', 'ente', 'voce', 'voce']);
    expect(rows[1]).toMatchObject({ voce: { id: '2' } });
  });

  it('says when a block has no entry', () => {
    expect(rowsOf([gruppo('n', [])]).map((row) => row.kind)).toEqual(['gruppo', 'vuoto']);
  });

  it('has no row for an empty quadro', () => {
    expect(rowsOf([])).toEqual([]);
    expect(merged([])).toEqual([]);
  });

  it('puts the pages together: each block once, its entries in order, an entry that came twice as it came last', () => {
    const later = { ...voce('2', 'A'), descrizione: 'Segnalazione spostata' };
    const pages = [
      [gruppo('p', [voce('1', 'A'), voce('2', 'A')]), gruppo('q', [])],
      [gruppo('p', [later, voce('3', 'A')]), gruppo('q', [voce('4', 'B')])],
    ];
    const blocks = merged(pages);
    expect(blocks.map((b) => [b.id, b.voci.map((v) => v.id)])).toEqual([
      ['p', ['1', '2', '3']],
      ['q', ['4']],
    ]);
    expect(blocks[0]?.voci[1]?.descrizione).toBe('Segnalazione spostata');
  });

  it('gives every row a key of its own', () => {
    const rows = rowsOf([gruppo('p', [voce('1', 'A')]), gruppo('q', [voce('1', 'A')])]);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });
});
