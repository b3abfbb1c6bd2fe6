import type { Page } from '@playwright/test';
import { type Person, provesIdentity } from './people';
import { ask, command } from './server';
import type { Watch } from './watch';

/** A subject of one test. */
export interface Subject {
  id: string;
  cognome: string;
  nome: string;
  codiceFiscale: string;
  /** As pages show it. */
  nascita: string;
}

/** A segnalazione of one test. */
export interface Segnalazione {
  id: string;
  /** As pages show it, for example `2024/15`. */
  numero: string;
}

const DETAILS = {
  canale: 'SPORTELLO',
  motivo: 'ECONOMICO',
  urgenza: 'ORDINARIA',
  tipoSegnalante: 'INTERESSATO',
};
const CONSONANTS = 'BCDFGLMNPRSTVZ';
const VOWELS = 'AEIOU';

/** Makes what a test is about, in the name of who is logged in. */
export class Seed {
  private made = 0;

  constructor(
    private readonly worker: number,
    private readonly test: string,
    private readonly watch: Watch,
  ) {}

  /** A name that no other test has, and that resembles none. */
  name(): string {
    let state = 2_166_136_261;
    for (const char of `${this.worker} ${this.test} ${this.made++}`) {
      state = Math.imul(state ^ char.charCodeAt(0), 16_777_619) >>> 0;
    }
    let name = '';
    for (let i = 0; i < 5; i++) {
      // The high digits, which change most.
      state = Math.imul(state, 1_664_525) + 1_013_904_223;
      const drawn = state >>> 8;
      name += `${CONSONANTS.charAt(drawn % 14)}${VOWELS.charAt((drawn >>> 8) % 5)}`;
    }
    return name;
  }

  /** A day of birth as a page shows it, and as the server takes it. */
  private birth(): { shown: string; sent: string } {
    const drawn = this.name();
    const number = [...drawn].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7) % 14_000;
    const day = new Date(Date.UTC(1955, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);
    return { shown: day.split('-').reverse().join('/'), sent: day };
  }

  /** Somebody in the internal registry. */
  async subject(page: Page): Promise<Subject> {
    const [cognome, nome, { shown, sent }] = [this.name(), this.name(), this.birth()];
    const data = { cognome, nome, sesso: 'F', dataNascita: sent };
    const { calcolaCodiceFiscale } = await ask<{ calcolaCodiceFiscale: { codiceFiscale: string } }>(
      page,
      'query($input: CalcolaCodiceFiscaleInput!) { calcolaCodiceFiscale(input: $input) { codiceFiscale } }',
      { input: { ...data, codiceLuogo: 'H501' } },
    );
    const { codiceFiscale } = calcolaCodiceFiscale;
    const anagrafica = {
      ...data,
      codiceFiscale,
      indicatoreCf: 'CALCOLATO',
      luogoNascita: { comune: 'H501' },
      cittadinanze: ['100'],
    };
    const made = await command<{ soggetto: { id: string } }>(
      page,
      'registraSoggetto',
      { anagrafica },
      'soggetto { id }',
    );
    this.watch.guard(cognome, nome, codiceFiscale);
    return { id: made.soggetto.id, cognome, nome, codiceFiscale, nascita: shown };
  }

  /** A segnalazione about somebody, by who is logged in. */
  async segnalazione(page: Page, segnalato: string): Promise<Segnalazione> {
    const dettagli = { ...DETAILS, dataContatto: new Date().toISOString().slice(0, 10) };
    const made = await command<{ segnalazione: Segnalazione }>(
      page,
      'creaSegnalazione',
      { segnalato, dettagli },
      'segnalazione { id numero }',
    );
    return made.segnalazione;
  }

  /** Assigns it to an operator, found by the beginning of the surname. */
  async assigned(page: Page, segnalazione: string, cognome: string): Promise<void> {
    const { operatoriAbilitati } = await ask<{ operatoriAbilitati: { id: string }[] }>(
      page,
      'query($testo: String) { operatoriAbilitati(testo: $testo) { id } }',
      { testo: cognome },
    );
    await command(page, 'assegnaSegnalazione', { segnalazione, assegnatario: operatoriAbilitati[0]?.id });
  }
}

/** Opens the file of somebody else's case in an emergency, by who is logged in: this raises an alert. The access. */
export async function openedInEmergency(page: Page, person: Person, codiceFiscale: string): Promise<string> {
  await provesIdentity(page, person);
  const input = {
    codiceFiscale,
    motivo: 'CONTINUITA',
    spiegazione: 'La collega che segue il caso è assente',
  };
  const made = await command<{ accesso: { id: string } }>(
    page,
    'apriAccessoEmergenza',
    input,
    'accesso { id }',
  );
  return made.accesso.id;
}

/** The alert that an emergency access raised, as who controls finds it. */
export async function alertOf(auditor: Page, access: string): Promise<string> {
  const { avvisi } = await ask<{ avvisi: { nodes: { id: string; riferimento: string }[] } }>(
    auditor,
    '{ avvisi(first: 100) { nodes { id riferimento } } }',
  );
  const raised = avvisi.nodes.find(({ riferimento }) => riferimento === access);
  if (!raised) throw new Error('the emergency access raised no alert');
  return raised.id;
}

/** Imports somebody of ANPR; the id of the subject. */
export async function imported(page: Page, codiceFiscale: string): Promise<string> {
  const { consultazione } = await command<{ consultazione: { id: string } }>(
    page,
    'consultaAnpr',
    { codiceFiscale, motivo: 'Protocollo 30/2026' },
    'consultazione { id }',
  );
  const input = { consultazione: consultazione.id };
  const made = await command<{ soggetto: { id: string } }>(page, 'importaSoggetto', input, 'soggetto { id }');
  return made.soggetto.id;
}

/** A segnalazione about a subject, of a day, by who is logged in, with other details where given; its id. */
export async function reported(
  page: Page,
  segnalato: string,
  dataContatto: string,
  others: Partial<typeof DETAILS> = {},
): Promise<string> {
  const made = await command<{ segnalazione: { id: string } }>(
    page,
    'creaSegnalazione',
    { segnalato, dettagli: { ...DETAILS, ...others, dataContatto } },
    'segnalazione { id }',
  );
  return made.segnalazione.id;
}
