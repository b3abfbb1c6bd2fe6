import type { Locator, Page } from '@playwright/test';
import { accessible } from './support/accessible';
import type { Registered } from './support/anpr';
import { loginAs } from './support/people';
import { expect, test } from './support/test';

// Manual, chapter 2: Ricerca in anagrafe, ANPR, «Importa dati Soggetto».

const SEARCH = 'Cerca nell’anagrafe interna';

async function search(page: Page, filters: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(filters))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: SEARCH }).click();
}

function results(page: Page): Locator {
  return page.getByRole('table', { name: 'Soggetti trovati' });
}

/** Searches inside, finds nobody, and consults ANPR. */
async function consult(page: Page, codiceFiscale: string): Promise<void> {
  await search(page, { 'Codice fiscale': codiceFiscale });
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  const anpr = page.getByRole('region', { name: 'Cerca in ANPR' });
  await expect(anpr.getByLabel('Codice fiscale')).toHaveValue(codiceFiscale);
  await anpr.getByLabel('Numero della pratica').fill('Protocollo 12/2026');
  await anpr.getByRole('button', { name: 'Cerca in ANPR' }).click();
}

function guarded({ cognome, nome, codiceFiscale }: Registered): string[] {
  return [cognome, nome, codiceFiscale];
}

test.beforeEach(async ({ page }) => {
  await loginAs(page, 'giovanna');
  await page.getByRole('link', { name: 'Cerca in tutte le aree' }).first().click();
  await expect(page.getByLabel('Cognome')).toBeFocused();
});

test('a search without filters says what is missing', async ({ page }) => {
  await accessible(page);
  await page.getByRole('button', { name: SEARCH }).click();
  await expect(page.getByText('Indicare almeno un filtro.').first()).toBeVisible();
  await expect(page.getByLabel('Cognome')).toBeFocused();
  await accessible(page);
});

test('a subject is found by codice fiscale, by its beginning, and by name and birth date', async ({
  page,
  seed,
}) => {
  const subject = await seed.subject(page);
  const { cognome, nome, codiceFiscale, nascita } = subject;
  const ways: Record<string, string>[] = [
    { 'Codice fiscale': codiceFiscale.toLowerCase() },
    { 'Codice fiscale': codiceFiscale.slice(0, 9) },
    { Cognome: cognome.toLowerCase() },
    { Cognome: cognome.slice(0, 6), Nome: nome.slice(0, 6) },
    { Cognome: cognome, 'Data di nascita': nascita.replaceAll('/', '') },
  ];
  for (const filters of ways) {
    await page.getByRole('button', { name: 'Pulisci' }).click();
    await expect(page.getByLabel('Cognome')).toBeFocused();
    await search(page, filters);
    const row = results(page).getByRole('row', { name: codiceFiscale });
    await expect(row).toContainText(`${cognome}${nome}F${nascita}${codiceFiscale}`);
  }
  await accessible(page);
  await results(page).getByRole('link', { name: cognome }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${cognome} ${nome}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('a name with a letter too many or two swapped is found as similar', async ({ page, seed }) => {
  const { cognome, nome, codiceFiscale } = await seed.subject(page);
  const swapped = `${cognome.slice(0, 3)}${cognome.charAt(4)}${cognome.charAt(3)}${cognome.slice(5)}`;
  for (const typed of [`${cognome.slice(0, 4)}H${cognome.slice(4)}`, swapped]) {
    await search(page, { Cognome: typed, Nome: nome });
    const row = results(page).getByRole('row', { name: codiceFiscale });
    await expect(row).toContainText(`${cognome} (simile)`);
  }
  await accessible(page);
});

test('the box of the header finds by name, code and number, from any page', async ({ page, seed }) => {
  const { cognome, nome, codiceFiscale } = await seed.subject(page);
  await page.getByRole('navigation', { name: 'Principale' }).getByRole('link', { name: 'Home' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeFocused();
  for (const typed of [`${nome} ${cognome}`, codiceFiscale]) {
    await page.keyboard.press('Control+k');
    const box = page.getByRole('search').getByRole('textbox');
    await expect(box).toBeFocused();
    await box.fill(typed);
    await box.press('Enter');
    await expect(results(page).getByRole('row', { name: codiceFiscale })).toBeVisible();
  }
});

test('«Selezionare…» and «Esegui» lead from a result to its segnalazioni', async ({ page, seed }) => {
  const { cognome, codiceFiscale } = await seed.subject(page);
  await search(page, { 'Codice fiscale': codiceFiscale });
  await page.getByRole('radio', { name: cognome }).check();
  await page.getByRole('button', { name: 'Esegui' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Selezionare prima che cosa fare.' })).toBeVisible();
  await accessible(page);
  await page.getByLabel('Azione sul soggetto selezionato').selectOption('Segnalazioni');
  await page.getByRole('button', { name: 'Esegui' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Segnalazioni' })).toBeVisible();
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await accessible(page);
});

test('nobody inside, found in ANPR, imported, and found inside from then on', async ({
  page,
  anpr,
  watch,
}) => {
  const person = anpr.person();
  const { cognome, nome, codiceFiscale } = person;
  watch.guard(...guarded(person));
  await consult(page, codiceFiscale);

  const heading = page.getByRole('heading', { level: 1, name: 'Anagrafica' });
  await expect(heading).toBeFocused();
  const sheet = page.getByRole('main');
  for (const value of [cognome, nome, codiceFiscale]) await expect(sheet).toContainText(value);
  await accessible(page);
  await page.getByRole('button', { name: 'Importa dati Soggetto' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${cognome} ${nome}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByText('Indicatore C.F.')).toBeVisible();
  await accessible(page);

  await page
    .getByRole('navigation', { name: 'Principale' })
    .getByRole('link', { name: 'Cerca in tutte le aree' })
    .click();
  await search(page, { 'Codice fiscale': codiceFiscale });
  await expect(results(page).getByRole('row', { name: codiceFiscale })).toContainText(`${cognome}${nome}`);
});

test('an import pressed twice makes one subject', async ({ page, anpr, watch }) => {
  const person = anpr.person();
  watch.guard(...guarded(person));
  await consult(page, person.codiceFiscale);
  await page.getByRole('button', { name: 'Importa dati Soggetto' }).dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(person.cognome);
  await page
    .getByRole('navigation', { name: 'Principale' })
    .getByRole('link', { name: 'Cerca in tutte le aree' })
    .click();
  await search(page, { 'Codice fiscale': person.codiceFiscale });
  await expect(results(page).getByRole('radio')).toHaveCount(1);
});

test('ANPR shows whoever is inside already instead of importing again', async ({
  page,
  anpr,
  watch,
  another,
}) => {
  const person = anpr.person();
  watch.guard(...guarded(person));
  await consult(page, person.codiceFiscale);
  await expect(page.getByRole('button', { name: 'Importa dati Soggetto' })).toBeVisible();

  // Meanwhile somebody else imports the same person.
  const other = await another('paolo');
  await other.goto('/soggetti');
  await consult(other, person.codiceFiscale);
  await other.getByRole('button', { name: 'Importa dati Soggetto' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toContainText(person.cognome);

  await page.getByRole('button', { name: 'Importa dati Soggetto' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'già' })).toBeFocused();
  await accessible(page);
  await page.getByRole('link', { name: 'Apri la scheda del soggetto' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(person.cognome);
});

test('a person whom another unit follows is received with a segnalazione of one’s own', async ({
  page,
  anpr,
  watch,
  another,
}) => {
  const person = anpr.person();
  watch.guard(...guarded(person));
  await consult(page, person.codiceFiscale);
  await page.getByRole('button', { name: 'Importa dati Soggetto' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(person.cognome);

  const elena = await another('elena');
  await elena.goto('/soggetti');
  await consult(elena, person.codiceFiscale);
  const followed = elena
    .getByRole('main')
    .getByText('La persona ha già una scheda, non aperta alla propria unità');
  await expect(followed).toBeVisible();
  await expect(elena.getByRole('main')).toContainText(/La segue: .*Comune 1/);
  await expect(elena.getByRole('button', { name: 'Importa dati Soggetto' })).toHaveCount(0);
  await accessible(elena);

  await elena.getByRole('link', { name: 'Nuova segnalazione' }).click();
  await expect(elena.getByRole('heading', { level: 1, name: 'Nuova segnalazione' })).toBeVisible();
  await expect(elena.getByRole('main')).toContainText('persona seguita da un’altra unità');
  await expect(elena.getByRole('main')).not.toContainText(person.cognome);
  await accessible(elena);
  await elena.getByLabel('Modalità').selectOption('SPORTELLO');
  await elena.getByLabel('Chi segnala').selectOption('INTERESSATO');
  await elena.getByRole('combobox', { name: 'Motivo (obbligatorio)' }).selectOption('ECONOMICO');
  await elena.getByRole('button', { name: 'SALVA' }).click();
  await expect(elena.getByRole('heading', { level: 1, name: /Segnalazione \d{4}/ })).toBeVisible();
  // The file is open to her unit from here on.
  await elena
    .getByRole('main')
    .getByRole('link', { name: new RegExp(`^${person.cognome}`) })
    .click();
  await expect(elena.getByRole('heading', { level: 1 })).toContainText(person.cognome);
});

test('a codice fiscale that ANPR does not know is said to be unknown', async ({ page }) => {
  await consult(page, 'SLAMRT40T05L814J');
  await expect(page.getByRole('alert').first()).toContainText('La persona non risulta registrata in ANPR.');
  await expect(page.getByRole('link', { name: 'si inserisce a mano' })).toBeVisible();
  await accessible(page);
});

test('ANPR is asked with a whole codice fiscale and the number of the pratica', async ({ page, seed }) => {
  await search(page, { Cognome: seed.name() });
  const anpr = page.getByRole('region', { name: 'Cerca in ANPR' });
  await anpr.getByRole('button', { name: 'Cerca in ANPR' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'Ci sono campi da correggere' });
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: /^Codice fiscale/ }).click();
  await expect(anpr.getByLabel('Codice fiscale')).toBeFocused();
  await anpr.getByLabel('Codice fiscale').fill('RSSMRA86L11H5140');
  await page.keyboard.press('Tab');
  await expect(anpr).toContainText('L’ultimo carattere del codice fiscale è una lettera (O, non 0).');
  await accessible(page);
});

test('a sheet of ANPR is not kept: opened again, it says so', async ({ page, anpr, watch }) => {
  const person = anpr.person();
  watch.guard(...guarded(person));
  await consult(page, person.codiceFiscale);
  await expect(page.getByRole('heading', { level: 1, name: 'Anagrafica' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('La consultazione non è più disponibile')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(person.codiceFiscale);
  await accessible(page);
  await page.getByRole('link', { name: 'Ripetere la ricerca' }).click();
  await expect(page.getByLabel('Cognome')).toBeFocused();
});

test('whoever ANPR cannot give is entered by hand', async ({ page, seed, watch }) => {
  const [cognome, nome] = [seed.name(), seed.name()];
  watch.guard(cognome, nome);
  await search(page, { Cognome: cognome });
  await page.getByRole('link', { name: 'si inserisce a mano' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nuovo soggetto' })).toBeFocused();
  await page.getByRole('button', { name: 'SALVA' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Ci sono campi da correggere' })).toBeFocused();
  await accessible(page);

  await page.getByLabel('Cognome').fill(cognome);
  await page.getByLabel('Nome', { exact: true }).fill(nome);
  await page.getByLabel('Sesso').selectOption('Femmina');
  await page.getByLabel('Data di nascita').fill('3/4/1981');
  await page.getByRole('combobox', { name: 'Comune nascita' }).fill('viterb');
  await page.getByRole('option', { name: 'VITERBO (VT)' }).click();
  await page.getByRole('button', { name: 'Calcola' }).click();
  await expect(page.getByText('Codice fiscale calcolato')).toBeVisible();
  await expect(page.getByLabel('Indicatore C.F.')).toHaveValue('CALCOLATO');
  watch.guard(await page.getByLabel('Codice fiscale', { exact: true }).inputValue());
  await accessible(page);
  await page.getByRole('button', { name: 'SALVA' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${cognome} ${nome}`);
  await expect(page.getByRole('main')).toContainText('VITERBO');
});
