import { describe, expect, it } from 'vitest';
import { dayAfter, dayOf, formatDay, formatInstant, parseDay, startOfDay, today } from './date';

describe('dates', () => {
  it('reads a day as offices type it', () => {
    for (const testo of ['11/7/1986', '11/07/1986', '11071986', ' 11.7.1986 ', '11-07-1986']) {
      expect(parseDay(testo), testo).toBe('1986-07-11');
    }
  });

  it('refuses days that do not exist', () => {
    for (const testo of ['31/02/2024', '29/02/2023', '1/13/2024', '11/07/86', 'ieri', '', '1986-07-11']) {
      expect(parseDay(testo), testo).toBeNull();
    }
    expect(parseDay('29/02/2024')).toBe('2024-02-29');
  });

  it('writes as much of a day as is known', () => {
    expect(formatDay('1986-07-11')).toBe('11/07/1986');
    expect(formatDay('1986-07-01', 'MESE')).toBe('07/1986');
    expect(formatDay('1986-01-01', 'ANNO')).toBe('1986');
    expect(formatDay(null)).toBe('');
  });

  it('goes back and forth without loss', () => {
    expect(parseDay(formatDay('2000-02-29'))).toBe('2000-02-29');
  });

  it('lives in the time of Rome', () => {
    expect(today(new Date('2024-12-31T23:30:00Z'))).toBe('2025-01-01');
    expect(dayOf('2024-07-01T22:30:00Z')).toBe('02/07/2024');
    expect(formatInstant('2024-10-21T09:30:00Z')).toBe('21/10/2024, 11:30');
  });

  it('knows the leap years of the Gregorian calendar', () => {
    for (const anno of ['2000', '2024', '1904'])
      expect(parseDay(`29/02/${anno}`), anno).toBe(`${anno}-02-29`);
    for (const anno of ['1900', '2100', '2023']) expect(parseDay(`29/02/${anno}`), anno).toBeNull();
    expect(parseDay('29022024')).toBe('2024-02-29');
    expect(parseDay('29022023')).toBeNull();
  });

  it('goes over from year to year, and over the change of the clock, at midnight in Rome', () => {
    expect(today(new Date('2024-12-31T22:59:59Z'))).toBe('2024-12-31');
    expect(today(new Date('2024-12-31T23:00:00Z'))).toBe('2025-01-01');
    expect(parseDay('31/12/2024')).toBe('2024-12-31');
    expect(parseDay('1/1/2025')).toBe('2025-01-01');
    expect(formatInstant('2024-03-31T00:59:00Z')).toBe('31/03/2024, 01:59');
    expect(formatInstant('2024-03-31T01:00:00Z')).toBe('31/03/2024, 03:00');
    expect(formatInstant('2024-10-27T01:00:00Z')).toBe('27/10/2024, 02:00');
    expect(dayOf('2024-02-28T23:00:00Z')).toBe('29/02/2024');
  });

  it('knows when a day begins, also on the days on which the clocks change', () => {
    expect(startOfDay('2024-01-15')).toBe('2024-01-14T23:00:00.000Z');
    expect(startOfDay('2024-07-15')).toBe('2024-07-14T22:00:00.000Z');
    expect(startOfDay('2024-03-31')).toBe('2024-03-30T23:00:00.000Z');
    expect(startOfDay('2024-10-27')).toBe('2024-10-26T22:00:00.000Z');
    expect(dayAfter('2024-02-28')).toBe('2024-02-29');
    expect(dayAfter('2024-12-31')).toBe('2025-01-01');
  });
});
