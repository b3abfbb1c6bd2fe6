import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { origin } from './addresses';

/** Asks the server in the name of who is logged in on that page, as its scripts do. */
export async function ask<Result>(page: Page, query: string, variables: object = {}): Promise<Result> {
  const answer = await page.request.post(`${origin()}/graphql`, {
    headers: { 'x-requested-with': 'sigess', origin: origin() },
    data: { query, variables },
  });
  const { data, errors } = (await answer.json()) as { data?: Result; errors?: { message: string }[] };
  if (!answer.ok() || errors || !data) throw new Error(`GraphQL ${answer.status()}: ${errors?.[0]?.message}`);
  return data;
}

interface Payload {
  esito: string;
  rifiuti: { messaggio: string }[];
}

/** Sends a command; refused, it ends the test. `wanted` is what to read of the payload. */
export async function command<Result>(page: Page, name: string, input: object, wanted = ''): Promise<Result> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { esito rifiuti { messaggio } ${wanted} } }`;
  const answer = await ask<Record<string, Result & Payload>>(page, query, {
    input: { comando: randomUUID(), ...input },
  });
  const payload = answer[name];
  if (payload?.esito !== 'ESEGUITO') throw new Error(`${name}: ${payload?.rifiuti[0]?.messaggio}`);
  return payload;
}
