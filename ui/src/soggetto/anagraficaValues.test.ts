import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AnagraficaSchema, type AnagraficaValues, EMPTY, anagraficaInput } from './anagraficaValues';

const someone: AnagraficaValues = { ...EMPTY, cognome: 'PROVA' };

function problems(values: AnagraficaValues): string[] {
  return (v.safeParse(AnagraficaSchema, values).issues ?? []).map((issue) => v.getDotPath(issue) ?? '');
}

describe('personal data entered by hand', () => {
  it('want a surname or a name, and nothing else', () => {
    expect(problems(someone)).toEqual([]);
    expect(problems(EMPTY)).toEqual(['cognome']);
  });

  it('want the indicator to go with the code', () => {
    expect(problems({ ...someone, codiceFiscale: 'RSSMRA86L11H514O' })).toEqual(['indicatoreCf']);
    expect(problems({ ...someone, indicatoreCf: 'MINISTERIALE' })).toEqual(['indicatoreCf']);
    const both = { ...someone, codiceFiscale: 'RSSMRA86L11H514O', indicatoreCf: 'MINISTERIALE' };
    expect(problems(both)).toEqual([]);
    expect(problems({ ...both, codiceFiscale: 'RSSMRA86L11H514X' })).toEqual(['codiceFiscale']);
    expect(problems({ ...both, codiceFiscale: 'STP1234567890123' })).toEqual([]);
  });

  it('send the birth place that goes with the nation', () => {
    const born = { ...someone, luogo: 'H501', localita: 'Lione', descrizioneLuogo: 'in mare' };
    expect(anagraficaInput(born).luogoNascita).toEqual({ comune: 'H501' });
    expect(anagraficaInput({ ...born, nazione: 'ESTERA', luogo: 'Z110' }).luogoNascita).toEqual({
      stato: 'Z110',
      localita: 'Lione',
    });
    expect(anagraficaInput({ ...born, nazione: 'IGNOTA' }).luogoNascita).toEqual({ descrizione: 'in mare' });
    expect(anagraficaInput(someone).luogoNascita).toBeNull();
  });

  it('send citizenships one by one', () => {
    expect(anagraficaInput({ ...someone, cittadinanze: '100 212' }).cittadinanze).toEqual(['100', '212']);
    expect(anagraficaInput({ ...someone, cittadinanze: '' }).cittadinanze).toEqual([]);
  });
});
