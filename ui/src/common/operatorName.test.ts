import { expect, it } from 'vitest';
import { operatorName } from './operatorName';

it('names the operator, and who has no name by what is known', () => {
  const id = '8c7e0d52-0000-4000-8000-000000000000';
  expect(operatorName({ id, nominativo: 'VITALE ELENA' })).toBe('VITALE ELENA');
  expect(operatorName({ id, nominativo: '' })).toBe('operatore 8c7e0d52');
  expect(operatorName({ id: '00000000-0000-0000-0000-000000000000', nominativo: '' })).toBe(
    'Riga di comando',
  );
});
