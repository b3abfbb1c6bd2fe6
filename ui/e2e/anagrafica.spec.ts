import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { loginAs } from './support/people';
import { command } from './support/server';
import type { Subject } from './support/seed';
import { expect, test } from './support/test';

// Manual, chapter 2, figure 8: drawer «Anagrafica».

let subject: Subject;

async function open(page: Page, { id, cognome }: Subject): Promise<void> {
  await page.goto(`/soggetti/${id}/anagrafica`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(cognome);
}

test.beforeEach(async ({ page, seed }) => {
  await loginAs(page, 'giovanna');
  subject = await seed.subject(page);
  await open(page, subject);
});

test('the band and the drawer show who the subject is', async ({ page }) => {
  const band = page.getByRole('main').locator('dl').first();
  await expect(band).toContainText(`Codice fiscale${subject.codiceFiscale}`);
  await expect(band).toContainText(`Data di nascita${subject.nascita}`);
  await expect(band).toContainText('SessoF');
  await expect(band).toContainText('Comune nascitaROMA');
  await expect(band).toContainText(/Codice soggetto\d+/);
  const drawers = page.getByRole('navigation', { name: 'Cassetti del soggetto' });
  await expect(drawers.getByRole('link')).toHaveText([
    'Anagrafica',
    'Indirizzi',
    'Nucleo di fatto',
    'Nucleo Anagrafe',
    'Quadro riassuntivo',
  ]);
  await expect(page.getByText('Stati civili nel tempo')).toHaveCount(0);
  await accessible(page);
});

test('every drawer takes the focus to the heading and names itself in the title', async ({ page }) => {
  for (const name of [
    'Indirizzi',
    'Nucleo di fatto',
    'Nucleo Anagrafe',
    'Quadro riassuntivo',
    'Anagrafica',
  ]) {
    await page.getByRole('navigation', { name: 'Cassetti del soggetto' }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
    await expect(page).toHaveTitle(new RegExp(`^${name} – soggetto \\d+ – SIGeSS$`));
  }
});

test('a stato civile holds from its day, and the one before becomes history', async ({ page }) => {
  const form = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Salva lo stato civile' }) });
  await form
    .getByRole('combobox', { name: 'Stato civile (obbligatorio)' })
    .selectOption({ label: 'Celibe/Nubile' });
  await form.getByLabel('Storicizza dal').fill('1/2/2010');
  await page.keyboard.press('Tab');
  await expect(form.getByLabel('Storicizza dal')).toHaveValue('01/02/2010');
  await form.getByRole('button', { name: 'Salva lo stato civile' }).click();
  await expect(form).toContainText('Stato civile salvato.');

  await form
    .getByRole('combobox', { name: 'Stato civile (obbligatorio)' })
    .selectOption({ label: 'Coniugato/a' });
  await form.getByLabel('Storicizza dal').fill('05062019');
  await form.getByLabel('Note - Stato Civile').fill('Matrimonio celebrato altrove');
  await form.getByRole('button', { name: 'Salva lo stato civile' }).click();

  const history = page.getByRole('table', { name: 'Stati civili nel tempo' });
  await expect(history.getByRole('row', { name: 'Coniugata' })).toContainText('05/06/2019in corso');
  await expect(history.getByRole('row', { name: 'Nubile' })).toContainText('01/02/201004/06/2019');
  await accessible(page);
});

test('a stato civile needs its value, and a day that has come', async ({ page }) => {
  const form = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Salva lo stato civile' }) });
  await form.getByLabel('Storicizza dal').fill('31/12/2099');
  await form.getByRole('button', { name: 'Salva lo stato civile' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'Ci sono campi da correggere' });
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('Scegliere lo stato civile.');
  await expect(summary).toContainText('La data non può essere futura.');
  await summary.getByRole('link', { name: /^Storicizza dal/ }).click();
  await expect(form.getByLabel('Storicizza dal')).toBeFocused();
  await accessible(page);
});

test('contacts are kept, and checked in form', async ({ page, watch }) => {
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Salva i recapiti' }) });
  await form.getByLabel('Email').fill('senza-chiocciola');
  await form.getByLabel('Telefono 1').fill('abc');
  await form.getByRole('button', { name: 'Salva i recapiti' }).click();
  await expect(form.getByRole('alert')).toBeFocused();
  await expect(form).toContainText('L’indirizzo non è valido.');
  await expect(form).toContainText('Il numero di telefono non è valido.');
  await accessible(page);

  watch.guard('persona.inventata@example.it', '06 5550199');
  await form.getByLabel('Email').fill('persona.inventata@example.it');
  await form.getByLabel('PEC').fill('pec.inventata@example.it');
  await form.getByLabel('Domicilio Digitale').fill('domicilio.inventato@example.it');
  await form.getByLabel('Telefono 1').fill('06 5550199');
  await form.getByLabel('Telefono 2').fill('+39 333 5550123');
  await form.getByRole('button', { name: 'Salva i recapiti' }).click();
  await expect(form).toContainText('Recapiti salvati.');
  await expect(page.getByRole('status').filter({ hasText: 'Recapiti salvati.' })).toHaveCount(1);
  await accessible(page);
  await page.reload();
  await expect(form.getByLabel('Email')).toHaveValue('persona.inventata@example.it');
  await expect(form.getByLabel('Telefono 2')).toHaveValue('+39 333 5550123');
});

test('personal data are corrected with a reason, and the story tells what they were', async ({
  page,
  seed,
  watch,
}) => {
  const name = seed.name();
  watch.guard(name);
  await page.getByRole('button', { name: 'Correggi i dati anagrafici' }).click();
  const form = page.getByRole('region', { name: 'Correggi i dati anagrafici' });
  await expect(form.getByLabel('Codice fiscale')).toHaveValue(subject.codiceFiscale);
  await accessible(page);
  await form.getByLabel('Nome', { exact: true }).fill(name);
  await form.getByRole('button', { name: 'Calcola' }).click();
  await expect(form.getByText('Codice fiscale calcolato')).toBeVisible();
  await form.getByLabel('Motivo della correzione').fill('Documento esibito allo sportello');
  await form.getByRole('button', { name: 'SALVA' }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${subject.cognome} ${name}`);
  await accessible(page);

  await page.getByLabel('Azione sul soggetto').selectOption('Storia della cartella');
  await page.getByRole('button', { name: 'Esegui' }).click();
  const story = page.locator('ol.storia');
  await expect(story).toContainText(`prima ${subject.nome}`);
  await expect(story).toContainText(name);
  await accessible(page);
});

test('a codice fiscale is checked when it is left, before anything is sent', async ({ page }) => {
  await page.getByRole('button', { name: 'Correggi i dati anagrafici' }).click();
  const field = page.getByLabel('Codice fiscale', { exact: true });
  const last = subject.codiceFiscale.endsWith('A') ? 'B' : 'A';
  await field.fill(` ${subject.codiceFiscale.slice(0, 15).toLowerCase()}${last.toLowerCase()} `);
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue(subject.codiceFiscale.slice(0, 15) + last);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Il codice fiscale non è corretto').first()).toBeVisible();
  await accessible(page);
  await field.fill(subject.codiceFiscale);
  await expect(field).not.toHaveAttribute('aria-invalid');
});

test('a codice fiscale that is somebody else’s is refused, with the way to him', async ({ page, seed }) => {
  const other = await seed.subject(page);
  await page.goto('/soggetti/nuovo');
  await page.getByLabel('Cognome').fill(other.cognome);
  await page.getByLabel('Codice fiscale', { exact: true }).fill(other.codiceFiscale);
  await page.getByLabel('Indicatore C.F.').selectOption('CALCOLATO');
  await page.getByRole('button', { name: 'SALVA' }).click();
  const link = page.getByRole('link', { name: 'Apri la sua scheda' });
  await expect(link).toBeVisible();
  await accessible(page);
  await link.click();
  await page.getByRole('button', { name: 'Esci senza salvare' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${other.cognome} ${other.nome}`);
});

for (const [who, person] of [
  ['an auditor', 'michele'],
  ['an operator of another comune', 'elena'],
] as const) {
  test(`${who} cannot tell a subject from one that does not exist`, async ({ another }) => {
    const page = await another(person);
    await page.goto(`/soggetti/${subject.id}/anagrafica`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(/non/i);
    await expect(page.getByRole('main')).not.toContainText(subject.cognome);
    await accessible(page);
  });
}

test('a subject that does not exist is a page not found', async ({ page }) => {
  await page.goto('/soggetti/00000000-0000-4000-8000-000000000000/anagrafica');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/non/i);
  await accessible(page);
});

test('the last subjects looked at are on the home page, by their names and not in the address', async ({
  page,
}) => {
  await command(page, 'modificaContatti', { soggetto: subject.id, telefoni: ['06 5550101'] });
  await page.getByRole('navigation', { name: 'Principale' }).getByRole('link', { name: 'Home' }).click();
  const last = page.getByRole('region', { name: 'Ultimi soggetti consultati' });
  await expect(last.getByRole('link', { name: subject.cognome })).toBeVisible();
  await accessible(page);
  await last.getByRole('link', { name: subject.cognome }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});
