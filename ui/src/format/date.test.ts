import { describe, expect, it } from 'vitest';
import { dayOf, formatDay, formatInstant, parseDay, today } from './date';

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
});
