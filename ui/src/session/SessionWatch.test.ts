import { describe, expect, it } from 'vitest';
import { notice } from './SessionWatch';

const session = { scade: '2024-10-21T10:30:00Z', scadeComunque: '2024-10-21T18:00:00Z' };

describe('the notice before the session ends', () => {
  it('comes two minutes before, not earlier', () => {
    expect(notice(session, Date.parse('2024-10-21T10:27:59Z'))).toBe('none');
    expect(notice(session, Date.parse('2024-10-21T10:28:00Z'))).toBe('idle');
  });

  it('says when the session cannot be kept', () => {
    expect(notice({ ...session, scade: session.scadeComunque }, Date.parse('2024-10-21T17:58:30Z'))).toBe(
      'final',
    );
  });
});
