import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Details, DetailsSchema, blank, input } from './details';

const filled: Details = {
  ...blank(),
  dataContatto: '21/09/2024',
  canale: 'SPORTELLO',
  motivo: 'ECONOMICO',
  tipoSegnalante: 'INTERESSATO',
};

function problems(details: Details): string[] {
  const { issues } = v.safeParse(DetailsSchema, details);
  return (issues ?? []).map((issue) => v.getDotPath(issue) ?? '');
}

describe('the details of a segnalazione', () => {
  it('want date, channel, motivo and who reports', () => {
    expect(problems(filled)).toEqual([]);
    expect(problems(blank())).toEqual(['canale', 'tipoSegnalante', 'motivo']);
    expect(problems({ ...filled, dataContatto: '31/02/2024' })).toEqual(['dataContatto']);
    expect(problems({ ...filled, dataContatto: '01/01/2999' })).toEqual(['dataContatto']);
  });

  it('want a name, or a file, when somebody else reports', () => {
    const other = { ...filled, tipoSegnalante: 'CONOSCENTE' };
    expect(problems(other)).toEqual(['denominazione']);
    expect(problems({ ...other, come: 'SCHEDA' })).toEqual(['segnalante']);
    expect(problems({ ...other, denominazione: 'Vicina di casa' })).toEqual([]);
  });

  it('send only what goes with the kind of segnalante', () => {
    const left = { ...filled, denominazione: 'Vicina di casa', segnalante: 'x' };
    expect(input(left)).toMatchObject({ segnalante: null, datiSegnalante: null, dataContatto: '2024-09-21' });
    const other = { ...left, tipoSegnalante: 'SCUOLA' };
    expect(input(other)).toMatchObject({
      segnalante: null,
      datiSegnalante: { denominazione: 'Vicina di casa', recapito: null },
    });
    expect(input({ ...other, come: 'SCHEDA' })).toMatchObject({ segnalante: 'x', datiSegnalante: null });
  });
});
