import { describe, expect, it } from 'vitest';
import { type Unit, existing, treeFrom, unitsOf } from './units';

function unit(id: string, padre: string | null, cessata = false): Unit {
  const text = { codice: id, descrizione: id, etichetta: id };
  return {
    id,
    versione: 1,
    recapito: null,
    ...text,
    tipo: null,
    padre: padre === null ? null : { id: padre },
    cessata,
  };
}

const UNITS = [
  unit('lazio', null),
  unit('distretto', 'lazio'),
  unit('comune', 'distretto'),
  unit('pua', 'comune', true),
  unit('ufficio', 'distretto'),
  unit('altro', 'lazio'),
];

const names = (tree: ReturnType<typeof treeFrom>) => unitsOf(tree).map(({ id }) => id);

describe('the tree of units', () => {
  it('begins at a unit and holds all below it, each after the one above', () => {
    expect(names(treeFrom(UNITS, 'distretto'))).toEqual(['distretto', 'comune', 'pua', 'ufficio']);
    expect(names(treeFrom(UNITS, 'altro'))).toEqual(['altro']);
  });

  it('is nothing for a unit that is not there', () => {
    expect(names(treeFrom(UNITS, 'ignota'))).toEqual([]);
  });

  it('leaves out those that have ceased', () => {
    const tree = treeFrom(UNITS, 'distretto');
    expect(names(tree && existing(tree))).toEqual(['distretto', 'comune', 'ufficio']);
  });

  it('ends, also where units stand below one another in a circle', () => {
    const circle = [unit('a', 'b'), unit('b', 'a')];
    expect(names(treeFrom(circle, 'a'))).toEqual(['a', 'b']);
  });
});
