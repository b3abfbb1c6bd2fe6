import {
  Outlet,
  RouterProvider,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from '@tanstack/react-router';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

interface Visit {
  /** Whether somebody pressed a key or a button. */
  acted: boolean;
  /** Whether the page at which he comes in ever gets there. */
  arrives: boolean;
}

/** A visit that comes in at `/`; returns what goes on to `/privacy`. */
async function visit({ acted, arrives }: Visit) {
  vi.stubGlobal('navigator', { userActivation: { hasBeenActive: acted } });
  const { PageTitle } = await import('./PageTitle');
  const root = createRootRoute({ component: Outlet });
  const entrance = createRoute({
    getParentRoute: () => root,
    path: '/',
    loader: () => (arrives ? undefined : new Promise<never>(() => {})),
    component: () => <PageTitle page="Ingresso">Ingresso</PageTitle>,
  });
  const privacy = createRoute({
    getParentRoute: () => root,
    path: '/privacy',
    component: () => <PageTitle page="Informativa">Informativa</PageTitle>,
  });
  const router = createRouter({
    routeTree: root.addChildren([entrance, privacy]),
    history: createMemoryHistory({ initialEntries: [window.location.pathname] }),
  });
  render(<RouterProvider router={router as never} />);
  return () => act(() => router.navigate({ to: '/privacy' }));
}

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('the heading of a page', () => {
  // What it remembers of a visit is forgotten.
  beforeEach(() => void vi.resetModules());
  afterEach(() => void vi.unstubAllGlobals());

  it('leaves the focus alone where somebody comes in, and takes it where he goes on to', async () => {
    const goOn = await visit({ acted: true, arrives: true });
    expect(await heading('Ingresso')).not.toHaveFocus();
    await goOn();
    expect(await heading('Informativa')).toHaveFocus();
  });

  it('takes the focus where somebody goes on to before the page at which he came in is there', async () => {
    const goOn = await visit({ acted: true, arrives: false });
    await goOn();
    expect(await heading('Informativa')).toHaveFocus();
  });

  it('leaves the focus alone where somebody is sent who has done nothing', async () => {
    const goOn = await visit({ acted: false, arrives: false });
    await goOn();
    expect(await heading('Informativa')).not.toHaveFocus();
  });
});
