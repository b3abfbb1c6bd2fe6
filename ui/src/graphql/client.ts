import { isSessionOver, sessionOver, whoIsKnown } from '~/session/expiry';

/** A typed document, as the code generator writes it: text that knows its result and its variables. */
export interface Document<Result, Variables> {
  toString(): string;
  __apiType?: (variables: Variables) => Result;
}

/** Something went wrong that is no rule a user can meet: the network, the server, the rights. */
export class Fault extends Error {
  override readonly name = 'Fault';

  constructor(
    message: string,
    /** Stable code, as the server gives it. */
    readonly code: string,
    /** Id of the request, to tell the help desk. */
    readonly requestId: string | null = null,
  ) {
    super(message);
  }
}

interface Envelope {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
}

const SENTENCES: Record<string, string> = {
  RETE: 'Il servizio non è raggiungibile. Controllare il collegamento e riprovare.',
  UNAUTHENTICATED: 'La sessione è scaduta: occorre accedere di nuovo.',
  FORBIDDEN: 'L’operatore non è abilitato a questa funzione.',
  UNAVAILABLE: 'Il servizio è momentaneamente sovraccarico: riprovare tra poco.',
  INTERNAL: 'Si è verificato un errore interno.',
};

/** Asks the server. Names and codes travel in the body only, never in an address. */
export async function execute<Result, Variables>(
  document: Document<Result, Variables>,
  ...rest: Variables extends Record<string, never> ? [] : [variables: Variables, signal?: AbortSignal]
): Promise<Result> {
  const [variables, signal] = rest;
  await whoIsKnown();
  // Also when somebody else is logged in by now: nothing goes out in the name of another.
  if (isSessionOver()) throw fault('UNAUTHENTICATED', null);
  const query = document.toString();
  const operationName = /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1];
  const response = await send(JSON.stringify({ query, operationName, variables }), signal);
  const requestId = response.headers.get('x-request-id');
  if (response.status === 401) {
    sessionOver();
    throw fault('UNAUTHENTICATED', requestId);
  }
  const envelope = await read(response, requestId);
  const error = envelope.errors?.[0];
  if (error) {
    const code = error.extensions?.code ?? 'INTERNAL';
    // The membership of this page counts no more: the dialog says how to go on.
    if (code === 'MEMBERSHIP_NOT_CHOSEN') sessionOver();
    throw new Fault(SENTENCES[code] ?? error.message, code, error.extensions?.requestId ?? requestId);
  }
  if (!response.ok || envelope.data == null) throw fault(`HTTP_${response.status}`, requestId);
  return envelope.data as Result;
}

async function send(body: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'x-requested-with': 'sigess',
      },
      body,
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw fault('RETE', null);
  }
}

async function read(response: Response, requestId: string | null): Promise<Envelope> {
  try {
    return (await response.json()) as Envelope;
  } catch {
    throw fault(response.status === 503 ? 'UNAVAILABLE' : `HTTP_${response.status}`, requestId);
  }
}

function fault(code: string, requestId: string | null): Fault {
  return new Fault(SENTENCES[code] ?? 'Il servizio ha dato una risposta inattesa.', code, requestId);
}
