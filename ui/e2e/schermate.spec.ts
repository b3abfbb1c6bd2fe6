import path from 'node:path';
import type { Page } from '@playwright/test';
import { settled } from './support/pages';
import { PEOPLE, choose, toIdentityProvider } from './support/people';
import { ask, command } from './support/server';
import { alertOf, imported, openedInEmergency, reported } from './support/seed';
import { expect, test } from './support/test';

// Not a test: makes the pictures of the README (`npm run screenshots`) from the demo, whose people are all invented.

const FOLDER = path.resolve(import.meta.dirname, '../../docs/screenshots');

async function picture(page: Page, name: string): Promise<void> {
  await settled(page);
  // No cursor over a link, no field with a focus that nobody understands.
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), fullPage: true, animations: 'disabled' });
}

async function asks(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await settled(page);
}

test.use({ viewport: { width: 1280, height: 800 } });

test('pictures of the main pages @schermate', async ({ page, anpr }) => {
  test.setTimeout(180_000);
  await asks(page, '/accesso');
  await picture(page, 'accesso');
  await toIdentityProvider(page);
  await choose(page, 'giovanna');

  // Search, ANPR, import: the person of the manual's figures.
  await asks(page, '/soggetti');
  await page.getByRole('textbox', { name: 'Codice fiscale', exact: true }).fill('RSSMRA86L11H514O');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await page.getByRole('textbox', { name: /Numero della pratica/ }).fill('PROT-2024/1187');
  await picture(page, 'ricerca');
  await page.getByRole('button', { name: 'Cerca in ANPR' }).click();
  await expect(page.getByRole('button', { name: 'Importa dati Soggetto' })).toBeVisible();
  await picture(page, 'scheda-anpr');
  await page.getByRole('button', { name: 'Importa dati Soggetto' }).click();
  await page.waitForURL('**/soggetti/*/anagrafica');
  const id = new URL(page.url()).pathname.split('/')[2] ?? '';

  await fillFile(page, id);
  await asks(page, `/soggetti/${id}/anagrafica`);
  await picture(page, 'anagrafica');
  await asks(page, `/soggetti/${id}/nucleo-di-fatto`);
  await picture(page, 'nucleo-di-fatto');

  // Meanwhile the register changes: one moves out, another in.
  const newcomer = anpr.person();
  await anpr.movesOut({ codiceFiscale: 'RSSLSS00B02M082H' });
  await anpr.movesIn(newcomer, { codiceFiscale: 'RSSMRA86L11H514O' }, 9);
  await asks(page, `/soggetti/${id}/nucleo-anagrafe`);
  await page.getByRole('button', { name: 'Confronto Nucleo con Anagrafe' }).click();
  await page.getByRole('textbox', { name: /Numero della pratica/ }).fill('PROT-2024/1187');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Solo in anagrafe' })).toBeVisible();
  await picture(page, 'confronto');

  const segnalazione = await liveStory(page, id);
  await asks(page, `/soggetti/${id}/quadro?vista=completa&dal=2023`);
  await page
    .getByRole('button', { name: /^Segnalazione/ })
    .first()
    .click();
  await picture(page, 'quadro');
  await asks(page, `/soggetti/${id}/segnalazioni`);
  await picture(page, 'segnalazioni');
  await asks(page, `/segnalazioni/${segnalazione}/dettagli`);
  await picture(page, 'dettagli');
  await asks(page, `/segnalazioni/${segnalazione}/assegnazioni`);
  await picture(page, 'assegnazioni');
  await command(page, 'modificaSegnalazione', {
    segnalazione,
    dettagli: {
      dataContatto: '2024-09-21',
      canale: 'SPORTELLO',
      motivo: 'ABITATIVO',
      urgenza: 'URGENTE',
      tipoSegnalante: 'INTERESSATO',
      note: 'Lo sfratto è fissato per il mese prossimo.',
    },
  });
  await command(page, 'assegnaSegnalazione', {
    segnalazione,
    assegnatario: await assistente(page),
    nota: 'Nucleo con minori: contattare in settimana.',
  });
  await asks(page, `/segnalazioni/${segnalazione}/storia`);
  await picture(page, 'storia');
  await asks(page, '/');
  await picture(page, 'home');
});

test('pictures of emergencies, control and administration @schermate', async ({ another, anpr }) => {
  test.setTimeout(120_000);
  const office = await another('giovanna');
  const person = anpr.person();
  const id = await imported(office, person.codiceFiscale);
  await reported(office, id, '2024-09-21');

  const elsewhere = await another('elena');
  const access = await openedInEmergency(elsewhere, 'elena', person.codiceFiscale);
  await asks(elsewhere, `/soggetti/${id}/anagrafica`);
  await picture(elsewhere, 'emergenza');

  const coordinator = await another('claudia');
  await asks(coordinator, `/emergenze/${access}`);
  await coordinator.getByRole('radio', { name: 'Da approfondire' }).check();
  await coordinator.getByLabel('Note').fill('Sentire la collega che segue la persona');
  await coordinator.getByRole('button', { name: 'Registra il riesame' }).click();
  await expect(coordinator.getByRole('listitem').filter({ hasText: 'Sentire la collega' })).toBeVisible();
  await picture(coordinator, 'riesame');

  const auditor = await another('michele');
  await asks(auditor, `/avvisi/${await alertOf(auditor, access)}`);
  await auditor.getByRole('button', { name: 'Prendi in esame' }).click();
  await expect(auditor.getByRole('button', { name: 'Chiudi l’avviso' })).toBeVisible();
  await picture(auditor, 'avviso');

  const administrator = await another('roberto');
  await asks(administrator, '/operatori');
  await picture(administrator, 'operatori');
  await administrator.getByRole('link', { name: PEOPLE.lucia }).click();
  await expect(administrator.getByRole('heading', { level: 1, name: PEOPLE.lucia })).toBeFocused();
  await picture(administrator, 'operatore');
});

/** What an operator adds to a file that came from ANPR. */
async function fillFile(page: Page, soggetto: string): Promise<void> {
  await command(page, 'storicizzaStatoCivile', {
    soggetto,
    codice: '2',
    dal: '2016-06-18',
    note: 'Dichiarato allo sportello.',
  });
  await command(page, 'modificaContatti', {
    soggetto,
    email: 'mario.rossi@posta.example',
    telefoni: ['0761 550127', '338 5550142'],
  });
  await command(page, 'registraIndirizzo', {
    soggetto,
    tipo: '1',
    dal: '2017-03-01',
    codiceLuogo: 'M082',
    cap: '01100',
    via: 'Via della Fontana',
    civico: '12',
  });
  const persona = {
    cognome: 'ROSSI',
    nome: 'ALESSIO',
    sesso: 'M',
    dataNascita: '2000-02-02',
    indicatoreCf: 'NON_DISPONIBILE',
    cittadinanze: [],
  };
  await command(page, 'aggiungiComponente', { soggetto, persona, relazione: '9', dal: '2023-01-09' });
}

/** Two years of segnalazioni; returns the last one, still open. */
async function liveStory(page: Page, soggetto: string): Promise<string> {
  const assegnatario = await assistente(page);
  const before = [
    ['2023-03-31', 'LAVORO'],
    ['2024-05-07', 'GENITORIALITA'],
  ] as const;
  for (const [day, motivo] of before) {
    const segnalazione = await reported(page, soggetto, day, { motivo });
    await command(page, 'assegnaSegnalazione', { segnalazione, assegnatario });
  }
  return reported(page, soggetto, '2024-09-21', { motivo: 'INFO' });
}

async function assistente(page: Page): Promise<string> {
  const { operatoriAbilitati } = await ask<{
    operatoriAbilitati: { id: string; ruolo: { codice: string } }[];
  }>(page, '{ operatoriAbilitati { id ruolo { codice } } }');
  const found = operatoriAbilitati.find(({ ruolo }) => ruolo.codice === 'ASSISTENTE_SOCIALE');
  if (!found) throw new Error('the demo has no assistente sociale');
  return found.id;
}
