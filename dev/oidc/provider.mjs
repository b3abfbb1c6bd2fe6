// The engine (npm `oidc-provider`), set up as the gateway of a region would be.

import * as oidc from 'oidc-provider';
import { loopback } from './loopback.mjs';
import { page } from './pages.mjs';

const { Provider, interactionPolicy } = oidc;

/** Levels of SPID and CIE, lowest first. */
export const LEVELS = [1, 2, 3].map((level) => `https://www.spid.gov.it/SpidL${level}`);

const FISCAL_NUMBER = 'https://attributes.eid.gov.it/fiscal_number';

function claims(person) {
  const code = person.codiceFiscale;
  return {
    sub: person.id,
    given_name: person.nome,
    family_name: person.cognome,
    ...(code ? { [FISCAL_NUMBER]: code.length === 16 ? `TINIT-${code}` : code } : {}),
  };
}

/** Asks who it is at every login: developers change places often. */
function policy() {
  const { base, Check } = interactionPolicy;
  const prompts = base();
  prompts.get('login').checks.add(
    new Check('choose', 'choose a person', (ctx) =>
      ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT),
  );
  return prompts;
}

/** The engine refuses to call this machine, as a real provider must; this one calls nothing else. */
async function call(url, { dispatcher: _guard, ...options }) {
  if (!loopback(url)) throw new Error('only addresses on this machine');
  return fetch(url, options);
}

/** The provider at that issuer. */
export function provider(issuer, { people, client, keys, cookieKey }) {
  const find = (id) => people.find((person) => person.id === id);
  const engine = new Provider(issuer, {
    fetch: call,
    clients: [{
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      backchannel_logout_session_required: true,
      ...client,
    }],
    jwks: { keys },
    cookies: { keys: [cookieKey] },
    pkce: { required: () => true },
    acrValues: LEVELS,
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['given_name', 'family_name', FISCAL_NUMBER], acr: null, auth_time: null, sid: null },
    async findAccount(_ctx, id) {
      const person = find(id);
      return person && { accountId: id, claims: async () => claims(person) };
    },
    // Whoever logs in agrees: there is one client, and it is ours.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    interactions: { policy: policy(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 36_000, Grant: 36_000 },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.body = page('Uscita dal gestore dell’identità', `${form}
            <button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Esci</button>`);
        },
        postLogoutSuccessSource(ctx) {
          ctx.body = page('Uscita eseguita', '<p>La sessione presso il gestore dell’identità è chiusa.</p>');
        },
      },
    },
    renderError(ctx, out) {
      ctx.type = 'html';
      ctx.body = page('Richiesta non riuscita', `<p><code>${String(out.error).replace(/[^a-z_]/g, '')}</code></p>`);
    },
  });
  engine.on('backchannel.error', (_ctx, error) => process.stderr.write(`back-channel logout: ${error.message}\n`));
  return engine;
}
