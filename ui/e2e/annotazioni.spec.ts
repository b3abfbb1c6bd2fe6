import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { loginAs } from './support/people';
import type { Segnalazione } from './support/seed';
import { expect, test } from './support/test';

// Notes of a segnalazione, by whom they are read, and what becomes of them.

let segnalazione: Segnalazione;

test.beforeEach(async ({ page, seed }) => {
  await loginAs(page, 'giovanna');
  const subject = await seed.subject(page);
  segnalazione = await seed.segnalazione(page, subject.id);
  await page.goto(`/segnalazioni/${segnalazione.id}/dettagli`);
  await page.getByRole('link', { name: 'Annotazioni' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Annotazioni' })).toBeVisible();
});

function form(page: Page) {
  return page.getByRole('region', { name: 'Nuova annotazione' });
}

function note(page: Page, text: string) {
  return page
    .getByRole('list', { name: 'Annotazioni, dalla più recente' })
    .getByRole('listitem')
    .filter({ hasText: text });
}

/** Writes a note; a reserved one is about health. */
async function write(page: Page, kind: 'Ordinaria' | 'Riservata' | 'Privata', text: string): Promise<void> {
  await page.getByRole('button', { name: 'Nuova annotazione' }).click();
  await form(page)
    .getByRole('radio', { name: new RegExp(`^${kind}`) })
    .check();
  if (kind === 'Riservata') await form(page).getByLabel('Di che cosa tratta').selectOption('Salute');
  await form(page).getByLabel('Testo').fill(text);
  await form(page).getByRole('button', { name: 'Aggiungi l’annotazione' }).click();
  await expect(form(page)).toHaveCount(0);
  await expect(note(page, text)).toBeVisible();
}

test('a note is written, and corrected without losing what stood there', async ({ page }) => {
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Nuova annotazione' }).click();
  await form(page)
    .getByRole('radio', { name: /^Riservata/ })
    .check();
  await form(page).getByRole('button', { name: 'Aggiungi l’annotazione' }).click();
  await expect(form(page).getByRole('alert')).toBeFocused();
  await expect(form(page).getByRole('alert')).toContainText('Scrivere l’annotazione.');
  await accessible(page);
  await form(page).getByRole('button', { name: 'Annulla' }).click();

  await write(page, 'Ordinaria', 'Colloquio in sede.\nPorta la bolletta della luce.');
  const written = note(page, 'Porta la bolletta della luce.');
  await expect(written).toContainText("D'ARCO GIOVANNA");
  await expect(written.getByRole('heading', { level: 3 })).toContainText('Ordinaria');
  await accessible(page);

  await written.getByRole('button', { name: /^Rettifica/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Testo corretto')).toHaveValue(/bolletta della luce/);
  await accessible(page);
  await dialog.getByLabel('Testo corretto').fill('Colloquio in sede. Porta la bolletta del gas.');
  await dialog.getByLabel('Motivo').fill('Era la bolletta del gas');
  await dialog.getByRole('button', { name: 'Rettifica', exact: true }).click();
  await expect(dialog).toBeHidden();
  const corrected = note(page, 'Porta la bolletta del gas.');
  await corrected.getByText(/^Rettificata il .* Era la bolletta del gas/).click();
  await expect(corrected.getByText('Porta la bolletta della luce.')).toBeVisible();
  await accessible(page);
});

test('a colleague reads the ordinary notes only', async ({ page, another }) => {
  await write(page, 'Ordinaria', 'Colloquio in sede.');
  await write(page, 'Riservata', 'In cura presso il centro.');
  await write(page, 'Privata', 'Da richiamare.');
  await expect(note(page, 'In cura').getByRole('heading')).toContainText('Riservata – Salute');
  await accessible(page);

  const colleague = await another('paolo');
  await colleague.goto(`/segnalazioni/${segnalazione.id}/annotazioni`);
  await expect(note(colleague, 'Colloquio in sede.')).toBeVisible();
  await expect(
    colleague.getByRole('list', { name: 'Annotazioni, dalla più recente' }).getByRole('listitem'),
  ).toHaveCount(1);
  await expect(colleague.getByRole('button', { name: /^Rettifica/ })).toHaveCount(0);
  await accessible(colleague);
});
