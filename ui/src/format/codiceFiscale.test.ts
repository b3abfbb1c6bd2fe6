import { describe, expect, it } from 'vitest';
import { checkLetter, defect, isComplete, isWhole, normalize } from './codiceFiscale';

// Codes of invented persons.
describe('codice fiscale', () => {
  it('drops blanks and puts capitals', () => {
    expect(normalize(' rss mra\u200B86l11 h514o\n')).toBe('RSSMRA86L11H514O');
  });

  it('computes the check letter', () => {
    expect(checkLetter('RSSMRA86L11H514')).toBe('O');
    expect(checkLetter('MRTMTT25D09F205')).toBe('Z');
  });

  it('accepts right codes, also with omocodia and provisional ones', () => {
    for (const codice of ['RSSMRA86L11H514O', 'MRTMTT25D09F205Z', '', '   ']) {
      expect(defect(codice), codice).toBeNull();
    }
    const omocodico = 'MRTMTT25D09F20R';
    expect(defect(omocodico + checkLetter(omocodico))).toBeNull();
    expect(defect('12345678903')).toBeNull();
  });

  it('says what is wrong', () => {
    expect(defect('RSSMRA86L11H514')).toMatch(/16 caratteri, qui sono 15/);
    expect(defect('RSSMRA86L11H5140')).toMatch(/O, non 0/);
    expect(defect('RSSMRA86L11H514X')).toMatch(/carattere di controllo/);
    expect(defect('RSSMRA86Z11H514O')).toMatch(/non ammesso/);
    expect(defect('12345678904')).toMatch(/cifra di controllo/);
    expect(defect('123')).toMatch(/11 cifre, qui sono 3/);
  });

  it('tells a whole code from a part or nothing', () => {
    expect(isWhole('rssmra86l11h514o')).toBe(true);
    expect(isWhole('RSSMRA')).toBe(false);
    expect(isWhole(' ')).toBe(false);
  });

  it('accepts omocodia in any of the seven places of digits, with the check letter that goes with it', () => {
    const letters = 'LMNPQRSTUV';
    const fifteen = 'RSSMRA86L11H514';
    for (const place of [6, 7, 9, 10, 12, 13, 14]) {
      const digit = Number(fifteen[place]);
      const changed = fifteen.slice(0, place) + letters.charAt(digit) + fifteen.slice(place + 1);
      expect(defect(changed + checkLetter(changed)), changed).toBeNull();
      // The letter of the code without omocodia no longer holds.
      expect(defect(`${changed}O`), changed).toMatch(/carattere di controllo/);
    }
    const all = 'RSSMRASVLMMHRMQ';
    expect(defect(all + checkLetter(all))).toBeNull();
  });

  it('accepts both ends of the days: 1 and 31 for men, 41 and 71 for women, and 29 February', () => {
    for (const fifteen of ['RSSMRA00A01H501', 'RSSMRA99T31H501', 'RSSMRA00A41H501', 'RSSMRA04B69H501']) {
      expect(defect(fifteen + checkLetter(fifteen)), fifteen).toBeNull();
    }
  });

  it('refuses letters that stand for no digit, and months that do not exist', () => {
    for (const codice of ['RSSMRA8AL11H514O', 'RSSMRA86F11H514O', 'RSSMRA86L11H51IO', '1SSMRA86L11H514O']) {
      expect(defect(codice), codice).toMatch(/non ammesso/);
    }
  });

  it('knows when nothing more is to be typed', () => {
    for (const testo of ['RSSMRA86L11H514O', 'rss mra 86l11 h514o', '12345678903', 'RSSMRA86L11H514OX']) {
      expect(isComplete(testo), testo).toBe(true);
    }
    for (const testo of ['', 'RSSMRA86L11H514', '1234567890', '123456789012']) {
      expect(isComplete(testo), testo).toBe(false);
    }
  });
});
