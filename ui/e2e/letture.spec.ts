import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { loginAs } from './support/people';
import type { Subject } from './support/seed';
import { expect, test } from './support/test';

// Who looked at whose data: one's own readings, the log of all, and the report for the person.

let subject: Subject;

test.beforeEach(async ({ page, seed }) => {
  await loginAs(page, 'giovanna');
  subject = await seed.subject(page);
  await page.goto(`/soggetti/${subject.id}/anagrafica`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(subject.cognome);
});

/** The auditor has found the person by the codice fiscale. */
async function found(auditor: Page): Promise<void> {
  await auditor
    .getByRole('navigation', { name: 'Principale' })
    .getByRole('link', { name: 'Registro delle letture' })
    .click();
  await expect(auditor.getByRole('heading', { level: 1, name: 'Registro delle letture' })).toBeFocused();
  await auditor.getByLabel('Codice fiscale della persona').fill(subject.codiceFiscale.toLowerCase());
  await auditor.getByRole('button', { name: 'Trova la persona' }).click();
  await expect(auditor.getByRole('list', { name: 'Filtri attivi' })).toContainText(subject.codiceFiscale);
}

test('an operator reads what the log says of the own work, and comes back to the file', async ({ page }) => {
  await page.getByRole('button', { name: /ARCO GIOVANNA/ }).click();
  await page.getByRole('link', { name: 'Le mie letture' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Le mie letture' })).toBeFocused();
  const table = page.getByRole('table', { name: 'Le mie letture' });
  const row = table
    .getByRole('row')
    .filter({ hasText: subject.id.slice(0, 8) })
    .first();
  await expect(row).toContainText('Mostrato');
  await expect(row).toContainText('Operatore di segretariato sociale');
  // By ids: the log holds no names.
  await expect(page.getByRole('main')).not.toContainText(subject.cognome);
  await accessible(page);

  await page.getByLabel('Dal', { exact: true }).fill('02/01/2020');
  await page.getByLabel('Al', { exact: true }).fill('01/01/2020');
  await page.getByRole('button', { name: 'Applica il periodo' }).click();
  await expect(page.getByText('Il periodo finisce prima di cominciare.')).toBeVisible();
  await accessible(page);
  await page.getByLabel('Al', { exact: true }).fill('3/1/2020');
  await page.getByRole('button', { name: 'Applica il periodo' }).click();
  await expect(page).toHaveURL(/dal=2020-01-02&al=2020-01-03/);
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await accessible(page);

  await page.goto('/letture');
  await row.getByRole('link', { name: /^soggetto/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(subject.cognome);
});

test('an auditor narrows the log to a person, an operator, a request', async ({ another }) => {
  const auditor = await another('michele');
  const navigation = auditor.getByRole('navigation', { name: 'Principale' });
  await expect(navigation.getByRole('link')).toHaveText([
    'Home',
    /^Accessi di emergenza/,
    'Registro delle letture',
    /^Avvisi/,
  ]);
  await accessible(auditor);
  await found(auditor);
  const table = auditor.getByRole('table', { name: 'Letture' });
  await expect(table.getByRole('row').filter({ hasText: "D'ARCO GIOVANNA" }).first()).toBeVisible();
  await accessible(auditor);

  await table
    .getByRole('row')
    .filter({ hasText: "D'ARCO GIOVANNA" })
    .filter({ has: auditor.getByRole('cell', { name: 'Scheda', exact: true }) })
    .first()
    .getByRole('button', { name: /^Dettagli/ })
    .click();
  const detail = auditor.getByRole('dialog', { name: /^Lettura del / });
  await expect(detail).toContainText('127.0.0.1');
  await expect(detail).toContainText('dati anagrafici');
  await expect(detail).toContainText('Livello 2');
  await expect(detail.getByRole('list', { name: 'Che cosa è stato chiesto' })).toContainText('mostrato');
  await accessible(auditor);
  await detail.getByRole('button', { name: 'Chiudi' }).click();
  await expect(detail).toHaveCount(0);

  await table.getByRole('button', { name: "Solo D'ARCO GIOVANNA, questo operatore" }).first().click();
  await expect(auditor).toHaveURL(/operatore=/);
  await expect(table.getByRole('row').filter({ hasText: 'SERRA MICHELE' })).toHaveCount(0);
  await table.getByRole('button', { name: 'Solo questa richiesta' }).first().click();
  await expect(auditor).toHaveURL(/richiesta=/);
  await accessible(auditor);

  const active = auditor.getByRole('list', { name: 'Filtri attivi' });
  await expect(active.getByRole('listitem')).toHaveCount(3);
  await active.getByRole('button', { name: 'Togli il filtro Richiesta' }).click();
  await active.getByRole('button', { name: 'Togli il filtro Operatore' }).click();
  await expect(active.getByRole('listitem')).toHaveCount(1);
});

test('a person gets a report, on paper or as a file, that names no operator', async ({ another }) => {
  const auditor = await another('michele');
  await found(auditor);
  await auditor.getByRole('link', { name: 'Rapporto per la persona' }).click();
  await expect(auditor.getByRole('heading', { level: 1 })).toHaveText(
    `Chi ha consultato i dati di ${subject.codiceFiscale}`,
  );
  await expect(auditor).toHaveTitle('Rapporto delle letture – SIGeSS');
  const table = auditor.getByRole('table', { name: 'Letture dei dati della persona' });
  await expect(table).toContainText('SIGESS_COM1 - Comune 1');
  await expect(table).toContainText('Scheda');
  await expect(auditor.getByRole('main')).not.toContainText('ARCO');
  await accessible(auditor);

  const saved = auditor.waitForEvent('download');
  await auditor.getByRole('button', { name: 'Scarica CSV' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe(`letture-${subject.id.slice(0, 8)}.csv`);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toContain('Data e ora;Ufficio;Ruolo di chi ha consultato');
  expect(lines.length).toBe(await table.getByRole('row').count());
  expect(lines.join()).not.toContain('ARCO');

  await auditor.emulateMedia({ media: 'print' });
  await expect(auditor.getByRole('button', { name: 'Stampa' })).toBeHidden();
  await expect(auditor.getByRole('banner')).toBeHidden();
  await expect(table).toBeVisible();
});

test('a codice fiscale without a file is said beside the field', async ({ another }) => {
  const auditor = await another('michele');
  await auditor.goto('/registro');
  const field = auditor.getByLabel('Codice fiscale della persona');
  await field.fill('ZZSNNA85T45H501M');
  await auditor.getByRole('button', { name: 'Trova la persona' }).click();
  await expect(auditor.getByText('Nessuna scheda ha questo codice fiscale.')).toBeVisible();
  await expect(field).toBeFocused();
  await accessible(auditor);
});

test('who does not control reads no register', async ({ page }) => {
  await page.goto('/registro');
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'L’operatore non è abilitato a questa funzione.',
  );
  await expect(page.getByRole('table')).toHaveCount(0);
  await accessible(page);
});
