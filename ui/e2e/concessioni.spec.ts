import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { loginAs } from './support/people';
import type { Segnalazione, Subject } from './support/seed';
import { expect, test } from './support/test';

// Another unit is let read a segnalazione for some days.

let subject: Subject;
let segnalazione: Segnalazione;

test.beforeEach(async ({ page, seed }) => {
  await loginAs(page, 'giovanna');
  subject = await seed.subject(page);
  segnalazione = await seed.segnalazione(page, subject.id);
  await page.goto(`/segnalazioni/${segnalazione.id}/dettagli`);
  await page.getByRole('link', { name: 'Concessioni' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Concessioni' })).toBeVisible();
});

/** A day so many days from now, as a form takes it. */
function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  const parts = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  return new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', ...parts }).format(day);
}

function form(page: Page) {
  return page.getByRole('region', { name: 'Nuova concessione' });
}

test('a unit reads for some days, until the grant is revoked', async ({ page, another }) => {
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Nuova concessione' }).click();
  await form(page).getByRole('button', { name: 'Concedi la lettura' }).click();
  await expect(form(page).getByRole('alert')).toBeFocused();
  await expect(form(page)).toContainText('Scegliere l’unità.');
  await accessible(page);

  await form(page).getByLabel('Unità').selectOption('SIGESS_COM2 - Comune 2');
  await form(page).getByRole('textbox', { name: /^Al/ }).fill(inDays(30));
  await form(page).getByLabel('Motivo').fill('Trasferimento della famiglia');
  await form(page).getByRole('button', { name: 'Concedi la lettura' }).click();
  await expect(form(page)).toHaveCount(0);
  const row = page.getByRole('table').getByRole('row', { name: 'SIGESS_COM2 - Comune 2' });
  await expect(row).toContainText('In vigore');
  await expect(row).toContainText('Trasferimento della famiglia');
  await accessible(page);

  const other = await another('elena');
  await other.goto(`/segnalazioni/${segnalazione.id}/dettagli`);
  await expect(other.getByRole('heading', { level: 1 })).toContainText(segnalazione.numero);
  await expect(other.getByRole('button', { name: 'SALVA', exact: true })).toHaveCount(0);
  await other.getByRole('link', { name: 'Concessioni' }).click();
  await expect(other.getByRole('table')).toContainText('In vigore');
  await expect(other.getByRole('button', { name: 'Nuova concessione' })).toHaveCount(0);
  await accessible(other);

  await row.getByRole('button', { name: 'Revoca la concessione' }).click();
  const dialog = page.getByRole('dialog');
  await accessible(page);
  await dialog.getByLabel('Motivo').fill('La famiglia è rimasta');
  await dialog.getByRole('button', { name: 'Revoca', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText(/Revocata il .* da D'ARCO GIOVANNA/);
  await expect(row).toContainText('La famiglia è rimasta');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await accessible(page);

  await other.goto(`/segnalazioni/${segnalazione.id}/dettagli`);
  await expect(other.getByRole('heading', { level: 1, name: 'Pagina non trovata' })).toBeVisible();
});

test('what the server refuses is said at its field, and what was typed stays', async ({ page }) => {
  await page.getByRole('button', { name: 'Nuova concessione' }).click();
  await form(page).getByLabel('Unità').selectOption('SIGESS_COM1 - Comune 1');
  await form(page).getByRole('textbox', { name: /^Al/ }).fill(inDays(3));
  await form(page).getByLabel('Motivo').fill('Prova');
  await form(page).getByRole('button', { name: 'Concedi la lettura' }).click();
  await expect(form(page).getByRole('alert')).toContainText('una concessione non serve');
  await expect(form(page).getByLabel('Motivo')).toHaveValue('Prova');
  await accessible(page);
});
