import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { Fault } from '~/graphql/client';
import { sessionOver } from './expiry';

const HEADERS = { accept: 'application/json', 'x-requested-with': 'sigess' };

/** A capacity in which the operator may work: a role in a unit. */
const Membership = v.object({
  numero: v.number(),
  descrizioneRuolo: v.nullable(v.string()),
  codiceUnita: v.nullable(v.string()),
  descrizioneUnita: v.nullable(v.string()),
});
export type Membership = v.InferOutput<typeof Membership>;

/** What the server tells about the session. More about who works is told by the query `io`. */
const Session = v.object({
  operatore: v.object({ id: v.string() }),
  /** The membership in which he works; none until he has chosen one of several. */
  incarico: v.nullable(v.number()),
  /** Those among which he may choose. */
  incarichi: v.array(Membership),
  /** The provider that vouched for him. */
  gestore: v.string(),
  /** Whether he proved who he is just now. */
  fresca: v.boolean(),
  /** When it ends if nothing more is done. */
  scade: v.string(),
  /** When it ends in any case. */
  scadeComunque: v.string(),
});
export type Session = v.InferOutput<typeof Session>;

/** A way to prove who one is. */
const Provider = v.object({
  id: v.string(),
  etichetta: v.string(),
  /** Where a login by card begins, at an address of its own. */
  indirizzo: v.optional(v.pipe(v.string(), v.url())),
});
export type Provider = v.InferOutput<typeof Provider>;

async function ask(path: string, how: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', headers: HEADERS, cache: 'no-store', ...how });
  } catch (cause) {
    if (how.signal?.aborted) throw cause;
    throw new Fault('Il servizio non è raggiungibile. Controllare il collegamento e riprovare.', 'RETE');
  }
}

/** Whether the server knows nobody any more; then the dialog says so. */
function nobody(response: Response): boolean {
  if (response.status === 401) sessionOver();
  return response.status === 401;
}

/** The session, or `null` when nobody is logged in. Asking does not count as use. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    const response = await ask('/auth/session', { signal });
    // Without a configured login there is no such route, and nobody is in.
    if (response.status === 401 || response.status === 404) return null;
    if (!response.ok)
      throw new Fault('Non è stato possibile verificare la sessione.', `HTTP_${response.status}`);
    return v.parse(Session, await response.json());
  },
});

/** The ways to log in, as configured. */
export const providersQuery = queryOptions({
  queryKey: ['providers'],
  staleTime: 300_000,
  queryFn: async ({ signal }): Promise<Provider[]> => {
    const response = await ask('/auth/providers', { signal });
    if (!response.ok)
      throw new Fault('Non è stato possibile leggere i modi di accesso.', `HTTP_${response.status}`);
    return v.parse(v.array(Provider), await response.json());
  },
});

/** Where the browser goes to log in with a provider, and comes back to `back`. */
export function loginUrl(provider: Provider, back: string): string {
  const begin = provider.indirizzo ?? `/auth/login/${encodeURIComponent(provider.id)}`;
  return `${begin}?${new URLSearchParams({ return: back }).toString()}`;
}

/** Where the browser goes so that the operator proves again who he is. */
export function proofUrl(provider: Provider, back: string): string {
  return `${loginUrl(provider, back)}&fresca=1`;
}

/** What a provider is called; one that is configured no more, by its id. */
export function providerName(providers: readonly Provider[], id: string): string {
  return providers.find((provider) => provider.id === id)?.etichetta ?? id;
}

const LEVELS: Record<string, string> = { L2: 'Livello 2', L3: 'Livello 3' };

/** How surely somebody has proved who he is. */
export function levelName(livello: string): string {
  return LEVELS[livello] ?? livello;
}

/** A session of the operator that is open somewhere. */
const OpenSession = v.object({
  id: v.string(),
  gestore: v.string(),
  livello: v.string(),
  creata: v.string(),
  /** When it was last used, to the minute. */
  vista: v.string(),
  scadeComunque: v.string(),
  /** The one that asks. */
  questa: v.boolean(),
});
export type OpenSession = v.InferOutput<typeof OpenSession>;

const OpenSessions = v.object({ sessioni: v.array(OpenSession) });

/** The operator's sessions that are open, wherever they are; the last used first. */
export const openSessionsQuery = queryOptions({
  queryKey: ['sessions'],
  staleTime: 0,
  queryFn: async ({ signal }): Promise<OpenSession[]> => {
    const response = await ask('/auth/sessions', { signal });
    if (nobody(response))
      throw new Fault('La sessione è scaduta: occorre accedere di nuovo.', 'UNAUTHENTICATED');
    if (!response.ok)
      throw new Fault('Non è stato possibile leggere le sessioni.', `HTTP_${response.status}`);
    return v.parse(OpenSessions, await response.json()).sessioni;
  },
});

/** Ends one of the operator's sessions; one that is over already is as good as ended. */
export async function endSession(id: string): Promise<void> {
  const response = await ask(`/auth/sessions/${encodeURIComponent(id)}/end`, { method: 'POST' });
  if (nobody(response))
    throw new Fault('La sessione è scaduta: occorre accedere di nuovo.', 'UNAUTHENTICATED');
  if (!response.ok && response.status !== 404)
    throw new Fault('Non è stato possibile terminare la sessione.', `HTTP_${response.status}`);
}

/** Goes on in another membership: rights change with it. */
export async function chooseMembership(incarico: number): Promise<void> {
  const response = await ask('/auth/incarico', {
    method: 'POST',
    headers: { ...HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify({ incarico }),
  });
  if (nobody(response))
    throw new Fault('La sessione è scaduta: occorre accedere di nuovo.', 'UNAUTHENTICATED');
  if (response.status === 404) throw new Fault('L’incarico non è più in vigore.', 'NOT_FOUND');
  if (!response.ok) throw new Fault('Non è stato possibile cambiare incarico.', `HTTP_${response.status}`);
}

const Left = v.object({ uscita: v.nullable(v.string()) });

/** Ends the session here, at the server and at the provider, and forgets everything that was on the pages. */
export async function logout(): Promise<void> {
  const response = await fetch('/auth/logout', {
    method: 'POST',
    credentials: 'same-origin',
    headers: HEADERS,
  });
  sessionStorage.clear();
  if (!response.ok) {
    sessionOver();
    return;
  }
  const { uscita } = v.parse(Left, await response.json());
  // A whole new page: nothing of the old one stays in memory.
  window.location.assign(uscita ?? '/accesso');
}
