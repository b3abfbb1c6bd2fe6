import { describe, expect, it } from 'vitest';
import { csv } from './csv';

describe('rows for a spreadsheet', () => {
  it('keeps separators, quotes and lines within their cell', () => {
    expect(csv([['a;b', 'detto "il"', 'due\nrighe'], ['semplice']])).toBe(
      '\uFEFF"a;b";"detto ""il""";"due\nrighe"\r\nsemplice\r\n',
    );
  });

  it('lets nothing become a formula', () => {
    expect(csv([['=1+1', '-2', '@x', '+39 06', 'a=b']])).toBe("\uFEFF'=1+1;'-2;'@x;'+39 06;a=b\r\n");
  });
});
