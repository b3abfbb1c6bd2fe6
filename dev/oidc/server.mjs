// An identity provider for development and tests: whoever opens it is whom he says he is. It listens on this machine
// only, and is configured in the service like any other provider.
//
//   node dev/oidc/server.mjs --listen 127.0.0.1:0 --accounts people.json --client client.json
//
// people.json: [{ "id", "nome", "cognome", "codiceFiscale", "ruolo" }]   `id` is the `sub`
// client.json: client metadata: client_id, client_secret, redirect_uris, post_logout_redirect_uris,
//              backchannel_logout_uri
//
// It writes its issuer as one line to standard output and ends when standard input is closed.

import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { parseArgs } from 'node:util';
import { interactions } from './interactions.mjs';
import { loopback } from './loopback.mjs';
import { provider } from './provider.mjs';

/** `host:port`, on this machine. */
function address(text) {
  const match = /^(127\.0\.0\.1|\[::1\]|localhost):(\d{1,5})$/.exec(text);
  if (!match) throw new Error(`--listen ${text}: only 127.0.0.1, [::1] or localhost, with a port`);
  return { host: match[1].replace(/^\[|\]$/g, ''), name: match[1], port: Number(match[2]) };
}

function options() {
  const { values } = parseArgs({
    options: {
      listen: { type: 'string', default: '127.0.0.1:0' },
      accounts: { type: 'string' },
      client: { type: 'string' },
    },
  });
  if (!values.accounts || !values.client) throw new Error('--accounts and --client are needed');
  const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
  return { listen: address(values.listen), people: json(values.accounts), client: json(values.client) };
}

/** A key of this run, as a provider would have it. */
function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

// The engine warns on standard error about Node 20 and about keeping everything in memory: both are fine here.
async function main() {
  const { listen, people, client } = options();
  const uris = [client.redirect_uris, client.post_logout_redirect_uris ?? [], client.backchannel_logout_uri ?? []];
  for (const uri of uris.flat()) {
    if (!loopback(uri)) throw new Error(`${uri}: only addresses on this machine`);
  }
  let serve = (_request, response) => response.writeHead(503).end();
  const server = http.createServer((request, response) => serve(request, response));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port, listen.host, resolve);
  });
  const issuer = `http://${listen.name}:${server.address().port}`;
  const oidc = provider(issuer, { people, client, keys: [signingKey()], cookieKey: randomBytes(32).toString('hex') });
  serve = interactions(oidc, people);
  process.stdout.write(`${issuer}\n`);
  const stop = () => process.exit(0);
  process.stdin.on('end', stop).on('close', stop).resume();
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

main().catch((error) => {
  process.stderr.write(`identity provider: ${error.message}\n`);
  process.exit(1);
});
