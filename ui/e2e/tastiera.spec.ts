import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { Keyboard } from './support/keyboard';
import { loginAs } from './support/people';
import { imported } from './support/seed';
import { expect, test } from './support/test';

// The main path of the manual with the keyboard alone, from the login to the end of a segnalazione.

/** The heading has the focus after each change of page: the next Tab begins at the contents. */
async function arrivedAt(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeFocused();
}

test('the main path goes by keyboard alone, with the focus always in sight', async ({
  page,
  anpr,
  watch,
}) => {
  test.setTimeout(120_000);
  const person = anpr.person();
  const member = anpr.person();
  await anpr.movesIn(member, person, 3);
  watch.guard(person.codiceFiscale, person.cognome, person.nome);
  const keys = new Keyboard(page);

  // Login.
  await page.goto('/accesso');
  await keys.to('link', /Identità di prova/);
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: 'Con quale identità entrare?' })).toBeVisible();
  await keys.to('radio', /ARCO GIOVANNA/);
  await keys.to('button', 'Entra');
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  // Search, from anywhere: nobody of that name yet.
  await keys.press('/');
  await expect(page.getByRole('textbox', { name: /Cerca un soggetto/ })).toBeFocused();
  await keys.type(person.codiceFiscale.toLowerCase());
  await keys.press('Enter');
  await arrivedAt(page, 'Cerca in tutte le aree');
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await accessible(page);

  // ANPR has him, and his child.
  await keys.to('textbox', /Numero della pratica/);
  await expect(page.getByRole('region', { name: 'Cerca in ANPR' }).getByLabel(/Codice fiscale/)).toHaveValue(
    person.codiceFiscale,
  );
  await keys.type('PROT-2024-001');
  await keys.press('Enter');
  await arrivedAt(page, 'Anagrafica');
  await keys.to('button', 'Importa dati Soggetto');
  await keys.press('Enter');
  await arrivedAt(page, new RegExp(person.cognome));
  await accessible(page);

  // The nucleo, compared with the register: a dialog, first left by Esc, then gone through.
  await keys.to('link', 'Nucleo Anagrafe');
  await keys.press('Enter');
  const compare = page.getByRole('button', { name: 'Confronto Nucleo con Anagrafe' });
  await keys.to('button', 'Confronto Nucleo con Anagrafe');
  await keys.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await keys.staysWithin(page.getByRole('dialog'));
  await accessible(page);
  await keys.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(compare).toBeFocused();
  await keys.press('Enter');
  await keys.to('textbox', /Numero della pratica/);
  await keys.type('PROT-2024-002');
  await keys.press('Enter');
  await expect(page.getByText('Il nucleo coincide con quello in anagrafe.')).toBeVisible();
  await expect(compare).toBeFocused();
  await accessible(page);

  // From the subject to a new segnalazione, by the menu of the manual.
  await keys.to('combobox', 'Azione sul soggetto', 'back');
  await keys.type('Segn');
  await keys.to('button', 'Esegui');
  await keys.press('Enter');
  await arrivedAt(page, new RegExp(person.cognome));
  await keys.to('link', 'Nuova segnalazione');
  await keys.press('Enter');
  await arrivedAt(page, 'Nuova segnalazione');
  await keys.to('button', 'SALVA');
  await keys.press('Enter');

  // What is missing is told in one place, with the way to each field.
  await expect(page.getByRole('alert').filter({ hasText: 'Ci sono campi da correggere' })).toBeFocused();
  await accessible(page);
  await keys.to('link', /Modalità/);
  await keys.press('Enter');
  await expect(page.getByRole('combobox', { name: /Modalità/ })).toBeFocused();
  await keys.type('Tel');
  await keys.to('combobox', /Chi segnala/);
  await keys.type('Dir');
  await keys.to('combobox', /Motivo/);
  await keys.type('Emer');
  await keys.to('button', 'SALVA');
  await keys.press('Enter');
  await arrivedAt(page, /Segnalazione \d{4}\/\d+/);
  await accessible(page);

  // Brought to an end alone.
  await keys.to('combobox', /^Esito/);
  await keys.type('Informazioni');
  await keys.to('button', 'Salva l’esito');
  await keys.press('Enter');
  await keys.to('button', 'Concludi');
  await keys.press('Enter');
  await expect(page.getByRole('main')).toContainText('La segnalazione è chiusa.');
  // The button is gone: the heading has the focus.
  await arrivedAt(page, /Segnalazione \d{4}\/\d+/);
  await accessible(page);

  // What happened, in the quadro: other view, other years, and from a row back to its record.
  await keys.to('link', new RegExp(`^${person.cognome}`));
  await keys.press('Enter');
  await arrivedAt(page, new RegExp(person.cognome));
  await keys.to('link', 'Quadro riassuntivo');
  await keys.press('Enter');
  await arrivedAt(page, new RegExp(person.cognome));
  await keys.to('radio', /^Completa/);
  await keys.press('Space');
  await expect(page).toHaveURL(/vista=completa/);
  await keys.to('combobox', /^Dal/);
  await keys.press('ArrowUp');
  await expect(page).toHaveURL(/dal=\d{4}/);
  await keys.to('button', /^Segnalazione/);
  await keys.press('Enter');
  await accessible(page);
  await keys.to('link', /^Apri Segnalazione/);
  await keys.press('Enter');
  await arrivedAt(page, /Segnalazione \d{4}\/\d+/);
});

test('a segnalazione is assigned by keyboard alone', async ({ page, seed }) => {
  const keys = new Keyboard(page);
  await loginAs(page, 'giovanna');
  const { id } = await seed.subject(page);
  const segnalazione = await seed.segnalazione(page, id);
  await page.goto(`/segnalazioni/${segnalazione.id}/dettagli`);
  await keys.to('link', 'Assegnazioni');
  await keys.press('Enter');
  await arrivedAt(page, `Segnalazione ${segnalazione.numero}`);
  await keys.to('radio', /FERRETTI ANNA/);
  await keys.press('Space');
  await keys.to('button', 'Assegna');
  await keys.press('Enter');
  await expect(page.getByRole('table', { name: 'Tutte le assegnazioni' })).toContainText('FERRETTI ANNA');
  // The form is gone: the heading has the focus.
  await arrivedAt(page, `Segnalazione ${segnalazione.numero}`);
  await accessible(page);
});

test('arrows go from the mask into the results and back, Enter opens', async ({ page, anpr, watch }) => {
  const person = anpr.person();
  watch.guard(person.cognome);
  await loginAs(page, 'giovanna');
  await imported(page, person.codiceFiscale);
  await page.getByRole('link', { name: 'Cerca in tutte le aree' }).first().click();
  await page.getByRole('textbox', { name: 'Codice fiscale', exact: true }).fill(person.codiceFiscale);
  await page.keyboard.press('Enter');
  const result = page.getByRole('link', { name: person.cognome, exact: true });
  await expect(result).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(result).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('textbox', { name: 'Cognome', exact: true })).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: /Cerca un soggetto/ })).toBeFocused();
  await result.focus();
  await page.keyboard.press('Enter');
  await arrivedAt(page, new RegExp(person.cognome));
});
