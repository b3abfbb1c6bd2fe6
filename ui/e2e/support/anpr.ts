import { anpr } from './addresses';

/** A person of the simulated ANPR. */
export interface Registered {
  codiceFiscale: string;
  cognome: string;
  nome: string;
  dataNascita: string;
}

/** As the simulator knows people. */
type Coded = Pick<Registered, 'codiceFiscale'>;

interface Card {
  codiceFiscale: string | null;
  cognome: string | null;
  nome: string;
  dataNascita: string;
  componentiFamiglia: number | null;
}

/** How many of them a worker can hand out. */
const OF_EACH_WORKER = 60;

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const answer = await fetch(`${anpr()}/_sim${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`the simulator answers ${answer.status} to ${path}`);
  return answer;
}

/** The simulated register: people for one test each, and what a register does by itself. */
export class Anpr {
  private constructor(private readonly free: Registered[]) {}

  /** Workers have different numbers, also those that replace one: nobody is handed out twice. */
  static async ofWorker(index: number): Promise<Anpr> {
    const cards = (await (await call('GET', '/people?cognome=&limit=10000')).json()) as Card[];
    const alone = cards.filter((card): card is Card & Registered => {
      // The people of the demo, which come first, are special cases.
      return (
        card.componentiFamiglia === 1 && /^[A-Z]{5,}$/.test(card.cognome ?? '') && card.codiceFiscale !== null
      );
    });
    const from = 20 + index * OF_EACH_WORKER;
    return new Anpr(alone.slice(from, from + OF_EACH_WORKER));
  }

  /** Somebody who lives alone, whom no other test knows. */
  person(): Registered {
    const person = this.free.shift();
    if (!person) throw new Error('this worker has handed out all its people of ANPR');
    return person;
  }

  /** Somebody moves in with somebody else. `legame` is of table 5 of ANPR: 2 wife or husband, 3 child. */
  async movesIn(who: Coded, withWhom: Coded, legame: number): Promise<void> {
    const move = { person: who.codiceFiscale, with: withWhom.codiceFiscale, codice_legame: legame };
    await call('POST', '/households', { change: 'add', ...move });
  }

  /** Somebody moves out. */
  async movesOut(who: Coded): Promise<void> {
    await call('POST', '/households', { change: 'remove', person: who.codiceFiscale });
  }
}
