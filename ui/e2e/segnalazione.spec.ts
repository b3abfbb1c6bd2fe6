import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { loginAs } from './support/people';
import type { Subject } from './support/seed';
import { expect, test } from './support/test';

// Manual, chapter 3: Segnalazione, and closing alone.

let subject: Subject;

/** From the subject's page, as the manual tells it. */
async function begin(page: Page): Promise<void> {
  await page.goto(`/soggetti/${subject.id}`);
  await page.getByLabel('Azione sul soggetto').selectOption('Segnalazioni');
  await page.getByRole('button', { name: 'Esegui' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Segnalazioni' })).toBeVisible();
  await page.getByRole('link', { name: 'Nuova segnalazione' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nuova segnalazione' })).toBeFocused();
}

async function fill(page: Page): Promise<void> {
  await page.getByLabel('Modalità').selectOption('SPORTELLO');
  await page.getByLabel('Chi segnala').selectOption('INTERESSATO');
  await page.getByRole('combobox', { name: 'Motivo (obbligatorio)' }).selectOption('ECONOMICO');
}

test.beforeEach(async ({ page, seed }) => {
  await loginAs(page, 'giovanna');
  subject = await seed.subject(page);
});

test('a segnalazione goes from the subject through «Segnalazioni», «+» and «Dettagli» to SALVA', async ({
  page,
}) => {
  await begin(page);
  await expect(page.getByRole('main')).toContainText(`${subject.cognome} ${subject.nome}`);
  await accessible(page);
  await page.getByLabel('Data del contatto').fill('');
  await page.getByRole('button', { name: 'SALVA', exact: true }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'Ci sono campi da correggere' });
  await expect(summary).toBeFocused();
  for (const missing of ['Data del contatto', 'Modalità', 'Chi segnala', 'Motivo']) {
    await expect(summary.getByRole('link', { name: new RegExp(`^${missing}`) })).toBeVisible();
  }
  await accessible(page);

  await page.getByLabel('Data del contatto').fill('21/9/2024');
  await fill(page);
  await page.getByLabel('Note').fill('Chiede un contributo per l’affitto.');
  await page.getByRole('button', { name: 'SALVA', exact: true }).click();
  const heading = page.getByRole('heading', { level: 1, name: /^Segnalazione \d{4}\/\d+/ });
  await expect(heading).toBeFocused();
  await expect(page).toHaveTitle(/^Dettagli – segnalazione \d{4}\/\d+ – SIGeSS$/);
  await expect(page.getByLabel('Data del contatto')).toHaveValue('21/09/2024');
  await accessible(page);

  const numero = /\d{4}\/\d+/.exec(await heading.innerText())?.[0] ?? 'none';
  await page.getByRole('link', { name: subject.cognome }).click();
  const row = page.getByRole('table').getByRole('row', { name: numero });
  await expect(row).toContainText(`${subject.cognome} ${subject.nome} (${subject.nascita})`);
  await expect(row).toContainText('21/09/2024');
  await expect(row).toContainText("D'ARCO GIOVANNA");
  await expect(row).toContainText('SIGESS_COM1 - Comune 1');
  await accessible(page);
});

test('a segnalante who is not the person is named, or found in the registry', async ({
  page,
  seed,
  watch,
}) => {
  const relative = await seed.subject(page);
  await begin(page);
  await fill(page);
  await page.getByLabel('Chi segnala').selectOption('SCUOLA');
  await page.getByRole('button', { name: 'SALVA', exact: true }).click();
  await expect(page.getByRole('alert').first()).toContainText('Indicare chi segnala.');
  await accessible(page);
  watch.guard('Istituto Inventato');
  await page.getByLabel('Nome della persona o dell’ente').fill('Istituto Inventato');

  await page.getByLabel('Chi segnala').selectOption('CONOSCENTE');
  await page.getByRole('radio', { name: 'Presente nell’anagrafe interna' }).check();
  await page.getByRole('combobox', { name: 'Persona' }).fill(relative.cognome);
  await page.getByRole('option', { name: relative.codiceFiscale }).click();
  await accessible(page);
  await page.getByRole('button', { name: 'SALVA', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Segnalazione \d/ })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(relative.codiceFiscale);
});

test('SALVA pressed twice makes one segnalazione', async ({ page }) => {
  await begin(page);
  await fill(page);
  await page.getByRole('button', { name: 'SALVA', exact: true }).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: /^Segnalazione \d/ })).toBeVisible();
  await page.getByRole('link', { name: subject.cognome }).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
});

test('SALVA whose answer is lost makes one segnalazione when pressed again', async ({ page, watch }) => {
  await begin(page);
  await fill(page);
  watch.provokeFailures();
  let lost = false;
  await page.route('**/graphql', async (route) => {
    if (lost || !route.request().postData()?.includes('mutation CreaSegnalazione')) return route.fallback();
    lost = true;
    // The server carries it out, and its answer gets lost.
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'SALVA', exact: true }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'Il servizio non è raggiungibile' });
  await expect(alert).toBeFocused();
  await expect(alert).toContainText('I dati inseriti sono ancora qui');
  await accessible(page);
  await page.getByRole('button', { name: 'SALVA', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Segnalazione \d/ })).toBeVisible();
  await page.getByRole('link', { name: subject.cognome }).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
});

test('whoever brings it to an end alone records the outcome and presses «Concludi»', async ({
  page,
  seed,
}) => {
  const { id, numero } = await seed.segnalazione(page, subject.id);
  await page.goto(`/segnalazioni/${id}/dettagli`);
  await expect(page.getByRole('button', { name: 'Concludi' })).toHaveCount(0);
  const outcome = page.getByRole('region', { name: 'Esito' });
  await outcome.getByRole('combobox', { name: 'Esito (obbligatorio)' }).selectOption('ASSEGNATA_VALUTAZIONE');
  await outcome.getByRole('button', { name: 'Salva l’esito' }).click();
  await expect(outcome).toContainText('Con l’esito registrato la segnalazione resta aperta');
  await accessible(page);
  await outcome.getByRole('combobox', { name: 'Esito (obbligatorio)' }).selectOption('INFO_FORNITA');
  await outcome.getByRole('button', { name: 'Salva l’esito' }).click();
  await outcome.getByRole('button', { name: 'Concludi' }).click();
  await expect(outcome).toContainText('ComeAutonomamente, senza assegnazione');
  await expect(page.getByRole('main')).toContainText('La segnalazione è chiusa.');
  await expect(page.getByRole('button', { name: 'SALVA', exact: true })).toHaveCount(0);
  await accessible(page);

  await page.getByRole('link', { name: 'Storia' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Segnalazione ${numero}` })).toBeFocused();
  const story = page.locator('ol.storia');
  await expect(story).toContainText('Informazioni fornite, segnalazione conclusa');
  await expect(story.getByRole('listitem').first()).toContainText(/chius|conclus/i);
  await expect(story).not.toContainText(/[a-z][A-Z][a-z]+[A-Z]/);
  await accessible(page);

  await page.getByRole('link', { name: 'Dettagli' }).click();
  await outcome.getByRole('button', { name: 'Riapri' }).click();
  await outcome.getByLabel('Motivo della riapertura').fill('La persona è tornata allo sportello');
  await accessible(page);
  await outcome.getByRole('button', { name: 'Riapri la segnalazione' }).click();
  await expect(outcome.getByRole('button', { name: 'Salva l’esito' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'SALVA', exact: true })).toBeVisible();
});

test('a duplicate names the original, which must exist', async ({ page, seed }) => {
  const original = await seed.segnalazione(page, subject.id);
  const { id } = await seed.segnalazione(page, subject.id);
  await page.goto(`/segnalazioni/${id}/dettagli`);
  const outcome = page.getByRole('region', { name: 'Esito' });
  await outcome.getByRole('combobox', { name: 'Esito (obbligatorio)' }).selectOption('DUPLICATA');
  const code = outcome.getByLabel('Codice della segnalazione originale');
  await code.fill('1999/1');
  await outcome.getByRole('button', { name: 'Salva l’esito' }).click();
  await expect(outcome.getByRole('alert').first()).toBeFocused();
  await accessible(page);
  await code.fill(original.numero);
  await outcome.getByRole('button', { name: 'Salva l’esito' }).click();
  await outcome.getByRole('button', { name: 'Concludi' }).click();
  await expect(outcome).toContainText('Segnalazione duplicata');
});

test('«Le mie segnalazioni» are filtered in the address', async ({ page, seed }) => {
  const { numero } = await seed.segnalazione(page, subject.id);
  await page.getByRole('link', { name: 'Le mie segnalazioni' }).click();
  await page.getByRole('radio', { name: 'Inserite da me' }).check();
  await expect(page.getByRole('table').getByRole('row', { name: numero })).toBeVisible();
  await accessible(page);
  await page.getByLabel('Stato').selectOption({ label: 'Chiusa' });
  await expect(page).toHaveURL(/stato=CHIUSA/);
  await expect(page.getByRole('row', { name: numero })).toHaveCount(0);
  await page.goBack();
  await page.goForward();
  await expect(page.getByLabel('Stato')).toHaveValue('CHIUSA');
});
