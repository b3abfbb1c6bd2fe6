import { describe, expect, it } from 'vitest';
import { isWhole, defect, checkLetter, normalize } from './codiceFiscale';

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
});
