import type { Page, Route } from '@playwright/test';
import { accessible } from './support/accessible';
import type { Anpr, Registered } from './support/anpr';
import { Keyboard } from './support/keyboard';
import { choose, loginAs } from './support/people';
import { imported, openedInEmergency, reported } from './support/seed';
import { command } from './support/server';
import { expect, test } from './support/test';

// The file of a person whom another unit follows is opened for an hour, for reasons, and somebody else judges it.

const WHY = 'La signora è arrivata allo sportello ferita e chiede aiuto';

interface Followed extends Registered {
  id: string;
  segnalazione: string;
}

/** Somebody whom the unit of who is logged in on `page` follows, with a segnalazione. */
async function followed(page: Page, anpr: Anpr): Promise<Followed> {
  const person = anpr.person();
  const id = await imported(page, person.codiceFiscale);
  return { ...person, id, segnalazione: await reported(page, id, '2024-09-21') };
}

/** Does something with the questions of that name; the others pass. */
async function on(page: Page, operation: string, what: (route: Route) => Promise<void>): Promise<void> {
  await page.route('**/graphql', async (route) => {
    const name = new RegExp(`"operationName":"${operation}"`);
    if (name.test(route.request().postData() ?? '')) await what(route);
    else await route.fallback();
  });
}

const band = (page: Page) => page.getByRole('region', { name: 'Accesso di emergenza in corso' });
const form = (page: Page) => page.getByRole('region', { name: 'Accesso di emergenza', exact: true });
const table = (page: Page) => page.getByRole('table', { name: 'Accessi di emergenza' });
const navigation = (page: Page) => page.getByRole('navigation', { name: 'Principale' });

/** The sheet of ANPR of somebody whom the search does not find. */
async function sheetOf(page: Page, person: Registered): Promise<void> {
  await page.goto('/soggetti');
  await page.getByLabel('Codice fiscale', { exact: true }).fill(person.codiceFiscale);
  await page.keyboard.press('Enter');
  await page.getByLabel('Numero della pratica').fill('PROT-2024-003');
  await page.keyboard.press('Enter');
  await expect(page.getByText('La persona ha già una scheda, non aperta alla propria unità')).toBeVisible();
}

test('a file of another unit is opened in an emergency, read, ended, and judged by somebody else', async ({
  page,
  another,
  anpr,
  watch,
}) => {
  test.setTimeout(120_000);
  const person = await followed(await another('giovanna'), anpr);
  watch.guard(person.codiceFiscale, person.cognome);

  // Who is told that another unit follows the person opens the file, and proves first who he is.
  await loginAs(page, 'elena', 'an hour ago');
  await page.goto(`/soggetti/${person.id}/anagrafica`);
  await expect(page.getByRole('heading', { level: 1, name: 'Pagina non trovata' })).toBeVisible();
  await sheetOf(page, person);
  await expect(page.getByText('La segue: SIGESS_COM1 - Comune 1.')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Accesso di emergenza' }).click();
  await expect(form(page).getByLabel('Codice fiscale della persona')).toHaveValue(person.codiceFiscale);
  await form(page).getByLabel('Spiegazione').fill('Urgente');
  await form(page).getByRole('button', { name: 'Apri la scheda per 60 minuti' }).click();
  await expect(form(page).getByRole('alert')).toBeFocused();
  await expect(form(page).getByRole('alert')).toContainText('Motivo: Scegliere il motivo.');
  await expect(form(page).getByRole('alert')).toContainText('Scrivere almeno 20 caratteri.');
  await expect(form(page).getByRole('option', { name: 'Controllo (auditor)' })).toHaveCount(0);
  await accessible(page);
  await form(page).getByLabel('Motivo').selectOption('Pericolo imminente per la persona o per altri');
  await form(page).getByLabel('Spiegazione').fill(WHY);
  await form(page).getByRole('button', { name: 'Apri la scheda per 60 minuti' }).click();
  await expect(form(page)).toContainText('occorre confermare di nuovo la propria identità');
  await accessible(page);
  const tabOpened = page.waitForEvent('popup');
  await form(page)
    .getByRole('link', { name: /Conferma la tua identità/ })
    .click();
  const tab = await tabOpened;
  await choose(tab, 'elena');
  await expect(tab.getByText('Identità confermata')).toBeVisible();
  await tab.close();
  await page.bringToFront();
  await expect(form(page).getByLabel('Spiegazione')).toHaveValue(WHY);
  await form(page).getByRole('button', { name: 'Apri la scheda per 60 minuti' }).click();

  // The file, for reading, with until when on every page of it.
  await expect(page.getByRole('heading', { level: 1 })).toContainText(person.cognome);
  await expect(band(page)).toContainText('restano 60 minuti');
  await accessible(page);
  for (const drawer of [
    'anagrafica',
    'indirizzi',
    'nucleo-di-fatto',
    'nucleo-anagrafe',
    'quadro',
    'storia',
  ]) {
    await page.goto(`/soggetti/${person.id}/${drawer}`);
    await expect(band(page)).toContainText('in sola lettura');
    const offered = page
      .getByRole('main')
      .getByRole('button', { name: /^(Correggi|SALVA|Salva|Nuov|Aggiungi|Togli|Confronto)/ });
    await expect(offered).toHaveCount(0);
  }
  await page.goto(`/soggetti/${person.id}/segnalazioni`);
  await page
    .getByRole('table')
    .getByRole('link', { name: /^\d{4}\// })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Segnalazione');
  await expect(band(page)).toContainText('in sola lettura');
  await expect(page.getByRole('main')).toContainText('è aperta in sola lettura');
  await expect(page.getByRole('button', { name: 'SALVA' })).toHaveCount(0);
  await accessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await accessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.setViewportSize({ width: 1280, height: 900 });

  // It is known at once to the coordinator, with a number.
  const coordinator = await another('claudia');
  await navigation(coordinator)
    .getByRole('link', { name: /^Accessi di emergenza ?\d+ da riesaminare$/ })
    .click();
  await expect(coordinator.getByRole('heading', { level: 1, name: 'Accessi di emergenza' })).toBeFocused();
  await coordinator.getByRole('radio', { name: 'Da riesaminare' }).check();
  await expect(coordinator).toHaveURL(/riesame=attesa/);
  const row = table(coordinator).getByRole('row').filter({ hasText: person.cognome });
  await expect(row).toContainText('VITALE ELENA');
  await expect(row).toContainText('In corso');
  await accessible(coordinator);

  // Who opened it ends it, and finds its end where the file was.
  await band(page).getByRole('button', { name: 'Termina l’accesso' }).click();
  await expect(page.getByRole('dialog')).toContainText('si chiudono subito');
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Annulla' }).click();
  await expect(band(page).getByRole('button', { name: 'Termina l’accesso' })).toBeFocused();
  await band(page).getByRole('button', { name: 'Termina l’accesso' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Termina l’accesso' }).click();
  const ended = page.getByRole('heading', { level: 1, name: 'Accesso di emergenza terminato' });
  await expect(ended).toBeFocused();
  await expect(page.getByRole('main')).not.toContainText(person.cognome);
  await accessible(page);
  for (const url of [
    `/soggetti/${person.id}/indirizzi`,
    `/segnalazioni/${person.segnalazione}/annotazioni`,
  ]) {
    await page.goto(url);
    await expect(ended).toBeVisible();
    await expect(page.getByRole('main')).toContainText('L’accesso è stato chiuso');
  }

  // Nobody judges his own.
  await page.getByRole('main').getByRole('link', { name: 'Accessi di emergenza' }).click();
  await table(page)
    .getByRole('row')
    .filter({ hasText: `soggetto ${person.id.slice(0, 8)}` })
    .getByRole('link')
    .click();
  await expect(page.getByRole('main')).toContainText('mai chi l’ha aperto');
  await expect(page.getByRole('button', { name: 'Registra il riesame' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Le mie letture di quel giorno' })).toBeVisible();
  await accessible(page);

  // The coordinator judges it, at first not for good.
  await row.getByRole('link').click();
  await expect(coordinator.getByRole('main')).toContainText(WHY);
  await expect(coordinator.getByRole('main')).toContainText('Chiuso da chi l’ha aperto');
  await accessible(coordinator);
  const save = coordinator.getByRole('button', { name: 'Registra il riesame' });
  await coordinator.getByRole('radio', { name: 'Da approfondire' }).check();
  await save.click();
  await expect(coordinator.getByRole('alert')).toContainText('che cosa resta da approfondire');
  await accessible(coordinator);
  await coordinator.getByLabel('Note').fill('Sentire la collega che l’ha accolta');
  await save.click();
  await expect(coordinator.getByRole('listitem').filter({ hasText: 'Sentire la collega' })).toContainText(
    'RINALDI CLAUDIA',
  );
  await coordinator.getByRole('radio', { name: 'Giustificato', exact: true }).check();
  await save.click();
  await expect(save).toHaveCount(0);
  await expect(coordinator.getByRole('main').getByRole('listitem')).toContainText([
    /Da approfondire/,
    /Giustificato/,
  ]);
  await accessible(coordinator);
});

test('an auditor opens a file by the codice fiscale and by the keyboard alone, and finds what was read', async ({
  page,
  another,
  anpr,
  watch,
}) => {
  test.setTimeout(60_000);
  const person = await followed(await another('giovanna'), anpr);
  watch.guard(person.codiceFiscale, person.cognome);
  await loginAs(page, 'michele');
  const keyboard = new Keyboard(page);
  await keyboard.to('link', /^Accessi di emergenza/);
  await keyboard.press('Enter');
  await keyboard.to('button', 'Apri un accesso di emergenza');
  await keyboard.press('Enter');
  await keyboard.to('textbox', /^Codice fiscale della persona/);
  await keyboard.type('ZZSNNA85T45H501M');
  await keyboard.to('combobox', /^Motivo/);
  await keyboard.type('Controllo');
  await keyboard.to('textbox', /^Spiegazione/);
  await keyboard.type('Verifica periodica delle schede del distretto');
  await keyboard.to('button', 'Apri la scheda per 60 minuti');
  await keyboard.press('Enter');
  await expect(form(page).getByRole('alert')).toBeFocused();
  await expect(form(page).getByRole('alert')).toContainText('Codice fiscale della persona:');
  await accessible(page);
  await keyboard.to('textbox', /^Codice fiscale della persona/);
  await keyboard.press('Control+a');
  await keyboard.type(person.codiceFiscale);
  await keyboard.to('button', 'Apri la scheda per 60 minuti');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(person.cognome);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await accessible(page);

  await keyboard.to('link', /^Accessi di emergenza/, 'back');
  await keyboard.press('Enter');
  const running = page.getByRole('region', { name: 'I propri accessi in corso' });
  await expect(running.getByRole('listitem').filter({ hasText: person.cognome })).toContainText('60 minuti');
  await accessible(page);
  await keyboard.to('button', new RegExp(`^Termina l’accesso a ${person.cognome}`));
  await keyboard.press('Enter');
  await keyboard.staysWithin(page.getByRole('dialog'));
  await keyboard.to('button', 'Termina l’accesso');
  await keyboard.press('Enter');
  await expect(running.getByRole('listitem').filter({ hasText: person.cognome })).toHaveCount(0);

  await table(page)
    .getByRole('row')
    .filter({ hasText: `soggetto ${person.id.slice(0, 8)}` })
    .getByRole('link')
    .click();
  await page.getByRole('link', { name: /^Letture di questa persona/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Registro delle letture' })).toBeFocused();
  await expect(
    page.getByRole('table', { name: 'Letture' }).getByRole('cell', { name: 'Accesso di emergenza' }).first(),
  ).toBeVisible();
});

test('when its time is over the file goes out of sight, and the page says why', async ({
  page,
  another,
  anpr,
}) => {
  const person = await followed(await another('giovanna'), anpr);
  await loginAs(page, 'elena');
  const accesso = await openedInEmergency(page, 'elena', person.codiceFiscale);
  // The hour is over for the page in two seconds; for the server, when it is asked again.
  await on(page, 'Soggetto', async (route) => {
    const answer = await route.fetch();
    const body = await answer.text();
    await route.fulfill({
      response: answer,
      body: body.replace(/"secondiRimasti":\d+/, '"secondiRimasti":2'),
    });
  });
  await page.goto(`/soggetti/${person.id}/anagrafica`);
  await expect(band(page)).toContainText('resta un minuto');
  await accessible(page);
  await command(page, 'chiudiAccessoEmergenza', { accesso });
  await expect(page.getByRole('heading', { level: 1, name: 'Accesso di emergenza terminato' })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(person.cognome);
  await accessible(page);
});

test('who enters by hand a person of another unit opens the file instead, unasked about the form', async ({
  page,
  another,
  seed,
}) => {
  const subject = await seed.subject(await another('giovanna'));
  await loginAs(page, 'elena');
  await page.goto('/soggetti/nuovo');
  await page.getByLabel('Cognome').fill(subject.cognome);
  await page.getByLabel('Nome', { exact: true }).fill(subject.nome);
  await page.getByLabel('Codice fiscale', { exact: true }).fill(subject.codiceFiscale);
  await page.getByLabel('Indicatore C.F.').selectOption('Calcolato');
  await page.getByRole('button', { name: 'SALVA' }).click();
  await page.getByRole('button', { name: 'Accesso di emergenza' }).click();
  await form(page).getByLabel('Motivo').selectOption('Continuità del servizio');
  await form(page).getByLabel('Spiegazione').fill(WHY);
  await form(page).getByRole('button', { name: 'Apri la scheda per 60 minuti' }).click();
  await expect(band(page)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(subject.cognome);
});

test('the list is empty, on its way, or not to be had, and says so', async ({ page, watch }) => {
  await loginAs(page, 'anna');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await on(page, 'AccessiEmergenza', async (route) => {
    await held;
    await route.fallback();
  });
  await page.goto('/emergenze');
  await expect(page.locator('[aria-busy="true"]').first()).toBeVisible();
  await accessible(page);
  release();
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  // Without those of others there is no number.
  await expect(
    navigation(page).getByRole('link', { name: 'Accessi di emergenza', exact: true }),
  ).toBeVisible();
  await accessible(page);
  watch.provokeFailures();
  let cut = true;
  await on(page, 'AccessiEmergenza', (route) => (cut ? route.abort('connectionrefused') : route.fallback()));
  await page.goto('/emergenze?riesame=attesa');
  const alert = page.getByRole('alert').filter({ hasText: 'Il servizio non è raggiungibile' });
  await expect(alert).toBeVisible();
  await accessible(page);
  cut = false;
  await alert.getByRole('button', { name: 'Riprova' }).click();
  await expect(page.getByText('Nessun accesso attende un riesame.')).toBeVisible();
});

test('a long list comes in pages, and what is not told to somebody does not exist for him', async ({
  page,
  another,
  anpr,
}) => {
  test.setTimeout(60_000);
  await loginAs(page, 'paolo');
  const person = await followed(page, anpr);
  const first = await openedInEmergency(page, 'paolo', person.codiceFiscale);
  const again = { codiceFiscale: person.codiceFiscale, motivo: 'CONTINUITA', spiegazione: WHY };
  for (let n = 0; n < 20; n += 1) await command(page, 'apriAccessoEmergenza', again);
  await page.goto('/emergenze');
  await expect(table(page).getByRole('row')).toHaveCount(21);
  await page.getByRole('button', { name: 'Mostra altri' }).click();
  await expect(table(page).getByRole('row')).toHaveCount(22);
  await expect(page.getByRole('button', { name: 'Mostra altri' })).toHaveCount(0);

  const stranger = await another('elena');
  await stranger.goto(`/emergenze/${first}`);
  await expect(stranger.getByRole('heading', { level: 1, name: 'Pagina non trovata' })).toBeVisible();
});
