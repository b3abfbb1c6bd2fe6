import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderPage } from '~/test/render';
import { Announcer } from '~/ui/Announcer';
import { WhileOpen } from './WhileOpen';
import { minutesUntil } from './useMinutesLeft';

const MINUTE = 60_000;

/** A file that an emergency access opens for so many seconds more, as the server said at that moment. */
function file(secondiRimasti: number | null, readAt = Date.now()) {
  const emergenza =
    secondiRimasti === null ? null : { id: 'x', scade: '2024-10-21T09:30:00Z', secondiRimasti };
  return (
    <>
      <WhileOpen
        apertura={{ modificabile: emergenza === null, emergenza }}
        readAt={readAt}
        file={['soggetto', 'x']}
      >
        <p>ROSSI MARIO</p>
      </WhileOpen>
      <Announcer />
    </>
  );
}

describe('a file that an emergency access opens', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }));
  afterEach(() => void vi.useRealTimers());

  /** Time passes. */
  function pass(milliseconds: number): void {
    act(() => {
      vi.advanceTimersByTime(milliseconds);
    });
  }
  const band = () => screen.queryByRole('region', { name: 'Accesso di emergenza in corso' });

  it('is like any other without one', async () => {
    await renderPage(file(null));
    expect(screen.getByText('ROSSI MARIO')).toBeInTheDocument();
    expect(band()).toBeNull();
  });

  it('says until when, and aloud only when five minutes are left', async () => {
    await renderPage(file(3600));
    expect(band()).toHaveTextContent('Fino alle 11:30: restano 60 minuti');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    pass(54 * MINUTE);
    expect(band()).toHaveTextContent('restano 6 minuti');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    pass(MINUTE);
    expect(screen.getByRole('status')).toHaveTextContent('L’accesso di emergenza termina tra 5 minuti.');
    pass(4 * MINUTE);
    expect(band()).toHaveTextContent('resta un minuto');
    expect(screen.getByRole('status')).toHaveTextContent('termina tra 5 minuti');
  });

  it('has no more minutes than the server said, also when that was read after the clock', async () => {
    await renderPage(file(3600, Date.now() + 400));
    expect(band()).toHaveTextContent('restano 60 minuti');
  });

  it('goes out of sight when its time is over, before the server has said anything', async () => {
    await renderPage(file(1));
    pass(1000);
    expect(screen.queryByText('ROSSI MARIO')).toBeNull();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Accesso di emergenza terminato');
    expect(screen.getByText(/L’accesso è scaduto il 21\/10\/2024, 11:30/)).toBeInTheDocument();
  });
});

it('a begun minute counts, and what is over has none', () => {
  expect([60_001, 60_000, 1, 0, -1].map((left) => minutesUntil(left, 0))).toEqual([2, 1, 1, 0, 0]);
});
