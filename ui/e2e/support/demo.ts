import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

// One demo for the whole run: the program as it is shipped, with PostgreSQL, ANPR simulator and identity provider of
// its own, in a folder that is gone afterwards.

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PROGRAM = process.env.SIGESS ?? path.join(ROOT, 'target/debug/sigess');
/** The first start prepares a database. */
const PATIENCE_MS = 90_000;

/** Starts it, tells the workers its addresses, and returns what stops it. */
export default async function start(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sigess-e2e-'));
  const log = path.join(folder, 'demo.log');
  const errors = await open(log, 'w');
  const demo = spawn(PROGRAM, ['demo'], {
    cwd: ROOT,
    env: { ...surroundings(), SIGESS_DATI: path.join(folder, 'dati'), SIGESS_ASCOLTO: '127.0.0.1:0' },
    stdio: ['ignore', 'pipe', errors.fd],
  });
  await errors.close();
  const stop = async () => {
    await ended(demo);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { origin, anpr } = await addresses(demo);
    process.env.E2E_ORIGIN = origin;
    process.env.E2E_ANPR = anpr;
    process.env.E2E_IDENTITY = await identityProvider(origin);
  } catch (cause) {
    const told = await readFile(log, 'utf8');
    await stop();
    throw new Error(`the demo did not start:\n${told}`, { cause });
  }
  return stop;
}

/** The environment without settings of a service that runs here otherwise; which PostgreSQL to use may be said. */
function surroundings(): NodeJS.ProcessEnv {
  const ours = ([name]: [string, unknown]) =>
    name !== 'SIGESS_PG' && (name.startsWith('SIGESS_') || name.endsWith('DATABASE_URL'));
  return Object.fromEntries(Object.entries(process.env).filter((entry) => !ours(entry)));
}

/** Reads what the demo prints once it is ready. */
function addresses(demo: ChildProcess): Promise<{ origin: string; anpr: string }> {
  return new Promise((resolve, reject) => {
    let told = '';
    const late = setTimeout(() => reject(new Error('no address in time')), PATIENCE_MS);
    demo.once('error', reject);
    demo.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
    demo.stdout?.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      const origin = /SIGeSS è pronto: (http:\S+)/.exec(told)?.[1];
      const anpr = /ANPR +(http:\S+)/.exec(told)?.[1];
      if (!origin || !anpr || !told.includes('Ctrl-C')) return;
      clearTimeout(late);
      resolve({ origin, anpr });
    });
  });
}

/** Where the service sends who logs in. */
async function identityProvider(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/auth/login/sviluppo`, { redirect: 'manual' });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`no login: ${answer.status}`);
  return new URL(location).origin;
}

/** Asks the demo to stop, and waits until PostgreSQL has too. */
function ended(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null || demo.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    demo.once('exit', () => resolve());
    demo.kill('SIGTERM');
  });
}
