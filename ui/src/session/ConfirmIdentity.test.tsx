import { act, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { renderPage } from '~/test/render';
import { ConfirmIdentity } from './ConfirmIdentity';
import { sessionQuery } from './session';

const CARD = { id: 'cns', etichetta: 'TS-CNS', indirizzo: 'https://carte.example/auth/cns' };
const server = setupServer(
  http.get('*/auth/providers', () => HttpResponse.json([{ id: 'spid', etichetta: 'SPID' }, CARD])),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** The session as the server tells of it. */
function session(gestore: string, fresca: boolean): void {
  const scade = '2024-10-21T10:30:00Z';
  const told = {
    operatore: { id: 'x' },
    incarico: 1,
    incarichi: [],
    gestore,
    fresca,
    scade,
    scadeComunque: scade,
  };
  server.use(http.get('*/auth/session', () => HttpResponse.json(told)));
}

const link = () => screen.findByRole('link', { name: /Conferma la tua identità/ });

describe('proving again who one is', () => {
  it('leads to the provider that vouched before, in another tab', async () => {
    session('cns', false);
    await renderPage(<ConfirmIdentity />);
    const url = new URL((await link()).getAttribute('href') ?? '');
    expect(url.origin + url.pathname).toBe(CARD.indirizzo);
    expect(Object.fromEntries(url.searchParams)).toEqual({ return: '/conferma', fresca: '1' });
    expect(await link()).toHaveAttribute('target', '_blank');
  });

  it('says so once the session is fresh', async () => {
    session('spid', false);
    const { client } = await renderPage(<ConfirmIdentity />);
    await link();
    session('spid', true);
    await act(() => client.fetchQuery({ ...sessionQuery, staleTime: 0 }));
    expect(await screen.findByText(/premere di nuovo il pulsante/)).toBeInTheDocument();
    expect(screen.queryByRole('link')).toBeNull();
  });
});
