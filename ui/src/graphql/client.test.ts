import { HttpResponse, graphql, http } from 'msw';
import { setupServer } from 'msw/node';
import { renderHook } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { UltimoSoggettoDocument } from '~/gql/graphql';
import { holdRequests, sessionBack, sessionOver, useSessionOver } from '~/session/expiry';
import { Fault, execute } from './client';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  sessionBack();
});
afterAll(() => server.close());

function ask(): Promise<unknown> {
  return execute(UltimoSoggettoDocument, { id: 'x' });
}

async function fault(): Promise<Fault> {
  const error: unknown = await ask().catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Fault);
  return error as Fault;
}

describe('asking the server', () => {
  it('names the operation, marks the request as ours, and keeps variables out of the address', async () => {
    let seen: Request | undefined;
    server.use(
      graphql.query('UltimoSoggetto', ({ request, variables }) => {
        seen = request;
        expect(variables).toEqual({ id: 'x' });
        return HttpResponse.json({ data: { soggetto: null } });
      }),
    );
    await expect(ask()).resolves.toEqual({ soggetto: null });
    expect(seen?.headers.get('x-requested-with')).toBe('sigess');
    expect(seen?.method).toBe('POST');
    expect(new URL(seen?.url ?? '').search).toBe('');
  });

  it('tells a fault by its code, with the id of the request', async () => {
    const errors = [{ message: 'interno', extensions: { code: 'INTERNAL', requestId: 'r-1' } }];
    server.use(http.post('*/graphql', () => HttpResponse.json({ data: null, errors })));
    expect(await fault()).toMatchObject({
      code: 'INTERNAL',
      requestId: 'r-1',
      message: 'Si è verificato un errore interno.',
    });
  });

  it('tells the session dialog when the server knows nobody', async () => {
    const { result, rerender } = renderHook(useSessionOver);
    expect(result.current).toBe(false);
    server.use(http.post('*/graphql', () => HttpResponse.json({ errors: [] }, { status: 401 })));
    expect((await fault()).code).toBe('UNAUTHENTICATED');
    rerender();
    expect(result.current).toBe(true);
  });

  it('asks nothing in the name of another who logged in meanwhile', async () => {
    let settle = () => {};
    holdRequests(new Promise<void>((resolve) => (settle = resolve)));
    const asked = fault();
    sessionOver();
    settle();
    // A request would be an error of the test: nobody answers it.
    expect((await asked).code).toBe('UNAUTHENTICATED');
  });

  it('tells a broken network from a server that answers nonsense', async () => {
    server.use(http.post('*/graphql', () => HttpResponse.error()));
    expect((await fault()).code).toBe('RETE');
    server.use(http.post('*/graphql', () => new HttpResponse('<html>', { status: 503 })));
    expect((await fault()).code).toBe('UNAVAILABLE');
  });
});
