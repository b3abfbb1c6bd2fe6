// The way from a login request to a chosen person.

import { chooser, page } from './pages.mjs';
import { LEVELS } from './provider.mjs';

const BODY_MAX = 16 * 1024;
/** In seconds. */
const AN_HOUR = 3600;

async function form(request) {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > BODY_MAX) throw new Error('too long');
  }
  return new URLSearchParams(body);
}

function html(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(text);
}

/** What a form chose: a login, or that there is none. */
function chosen(people, fields) {
  const denied = { error: 'access_denied', error_description: 'the person gave up' };
  const person = people.find((p) => p.id === fields.get('persona'));
  const acr = LEVELS.find((level) => level === fields.get('livello'));
  if (fields.get('azione') !== 'entra' || !person || !acr) return denied;
  const proven = fields.has('ricordato') ? { ts: Math.floor(Date.now() / 1000) - AN_HOUR } : {};
  return { login: { accountId: person.id, acr, remember: false, ...proven } };
}

/** The whole server: our pages for interactions, the engine for everything else. */
export function interactions(oidc, people) {
  const engine = oidc.callback();
  return async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (!pathname.startsWith('/interaction/')) {
      engine(request, response);
      return;
    }
    try {
      await oidc.interactionDetails(request, response);
      if (request.method === 'POST') {
        const result = chosen(people, await form(request));
        await oidc.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
      } else {
        html(response, 200, chooser(people, LEVELS));
      }
    } catch {
      if (!response.headersSent) html(response, 400, page('Accesso scaduto', '<p>Ripeterlo dall’inizio.</p>'));
    }
  };
}
