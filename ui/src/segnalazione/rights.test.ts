import { describe, expect, it } from 'vitest';
import { type Actor, type Position, rights } from './rights';

const io: Actor = {
  puoOperare: true,
  ruolo: { codice: 'OPERATORE_SEGRETARIATO' },
  operatore: { id: 'io' },
  unita: { id: 'mia' },
};

function pratica(
  stato: string,
  autore: string,
  assegnatario: string | null = null,
  unita = 'altra',
): Position {
  return {
    stato: { codice: stato },
    autore: { operatore: { id: autore }, unita: { id: unita } },
    apertura: { modificabile: true },
    assegnatario: assegnatario === null ? null : { operatore: { id: assegnatario }, unita: { id: unita } },
  };
}

describe('what can be done with a segnalazione', () => {
  it('is the author’s while nobody has it', () => {
    for (const stato of ['APERTA', 'RESTITUITA']) {
      expect(rights(pratica(stato, 'io'), io)).toMatchObject({ segue: true, assegna: true, perche: null });
      expect(rights(pratica(stato, 'altri'), io)).toMatchObject({ segue: false, assegna: false });
    }
  });

  it('is nobody’s between assignment and acceptance', () => {
    expect(rights(pratica('ASSEGNATA', 'io', 'altri'), io)).toMatchObject({ segue: false, assegna: false });
    expect(rights(pratica('ASSEGNATA', 'altri', 'io'), io)).toMatchObject({
      segue: false,
      accetta: true,
      restituisce: true,
    });
  });

  it('is the assignee’s once accepted', () => {
    expect(rights(pratica('ACCETTATA', 'altri', 'io'), io)).toMatchObject({
      segue: true,
      assegna: false,
      restituisce: true,
    });
    expect(rights(pratica('ACCETTATA', 'io', 'altri'), io).segue).toBe(false);
  });

  it('can be opened again by the author or by who had it', () => {
    expect(rights(pratica('CHIUSA', 'io'), io)).toMatchObject({ segue: false, riapre: true });
    expect(rights(pratica('CHIUSA', 'altri', 'io'), io).riapre).toBe(true);
    expect(rights(pratica('CHIUSA', 'altri', 'altri'), io).riapre).toBe(false);
  });

  it('is opened to other units by who has it in charge, or a coordinator', () => {
    expect(rights(pratica('APERTA', 'io'), io).concede).toBe(true);
    expect(rights(pratica('ASSEGNATA', 'io', 'altri'), io).concede).toBe(false);
    expect(rights(pratica('ASSEGNATA', 'altri', 'io'), io).concede).toBe(false);
    expect(rights(pratica('ACCETTATA', 'altri', 'io'), io).concede).toBe(true);
    expect(rights(pratica('CHIUSA', 'io'), io).concede).toBe(true);
    expect(rights(pratica('CHIUSA', 'io', 'altri'), io).concede).toBe(false);
    const coordinatore = { ...io, ruolo: { codice: 'COORDINATORE' } };
    expect(rights(pratica('ASSEGNATA', 'altri', 'altri'), coordinatore).concede).toBe(true);
  });

  it('is noted in by its people, by who receives in their unit, and by a coordinator, until it is closed', () => {
    expect(rights(pratica('ASSEGNATA', 'io', 'altri'), io)).toMatchObject({ annota: true, inCarico: false });
    expect(rights(pratica('ACCETTATA', 'altri', 'io'), io)).toMatchObject({ annota: true, inCarico: true });
    expect(rights(pratica('APERTA', 'altri', null, 'mia'), io)).toMatchObject({
      annota: true,
      inCarico: false,
    });
    expect(rights(pratica('APERTA', 'altri'), io).annota).toBe(false);
    expect(rights(pratica('CHIUSA', 'io'), io).annota).toBe(false);
    const assistente = { ...io, ruolo: { codice: 'ASSISTENTE_SOCIALE' } };
    expect(rights(pratica('APERTA', 'altri', null, 'mia'), assistente).annota).toBe(false);
    const coordinatore = { ...io, ruolo: { codice: 'COORDINATORE' } };
    expect(rights(pratica('APERTA', 'altri'), coordinatore).annota).toBe(true);
  });

  it('a coordinator acts for the author', () => {
    const coordinatore = { ...io, ruolo: { codice: 'COORDINATORE' } };
    expect(rights(pratica('APERTA', 'altri'), coordinatore)).toMatchObject({ segue: true, assegna: true });
  });

  it('what is open for reading only cannot be changed, whatever its state', () => {
    for (const stato of ['APERTA', 'ASSEGNATA', 'ACCETTATA', 'RESTITUITA', 'CHIUSA']) {
      const file = { ...pratica(stato, 'io', 'io'), apertura: { modificabile: false } };
      const { perche, ...can } = rights(file, { ...io, ruolo: { codice: 'COORDINATORE' } });
      expect(Object.values(can)).not.toContain(true);
      expect(perche).toMatch(/sola lettura/);
    }
  });

  it('who may only look can do nothing, and reads why', () => {
    const auditor = { ...io, puoOperare: false };
    const { perche, ...can } = rights(pratica('APERTA', 'io'), auditor);
    expect(Object.values(can)).not.toContain(true);
    expect(perche).toMatch(/sola lettura/);
  });
});
