import { describe, expect, it } from 'vitest';
import { counted, dayOfReadings } from './words';

describe('what an alert counts', () => {
  it('is said with its own word, one and many', () => {
    expect(counted({ genere: 'RIFIUTI', quanti: 9 })).toBe('9 richieste negate');
    expect(counted({ genere: 'ESPORTAZIONE', quanti: 1_200 })).toBe('1200 persone');
    expect(counted({ genere: 'MOLTE_PERSONE', quanti: 1_000 })).toBe('1000 persone');
    expect(counted({ genere: 'CODICI_PROVATI', quanti: 80 })).toBe('80 codici fiscali');
    expect(counted({ genere: 'PROPRIA_SCHEDA', quanti: 1 })).toBe('1 scheda');
  });
});

describe('the day of an alert', () => {
  it('is the one it is of, or in the office the one on which it was raised', () => {
    const quando = '2026-11-29T23:30:00Z';
    expect(dayOfReadings({ riferimento: '2026-11-28', quando })).toBe('2026-11-28');
    expect(dayOfReadings({ riferimento: '8c7e0d52-0000-4000-8000-000000000000', quando })).toBe('2026-11-30');
  });
});
