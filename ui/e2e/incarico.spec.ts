import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { Keyboard } from './support/keyboard';
import { choose, toIdentityProvider } from './support/people';
import { expect, test } from './support/test';

// Who has several memberships works in one at a time.

const COORDINATOR = /^Coordinatore.* presso SIGESS_COM1 - Comune 1/;
const OFFICE = /^Operatore di segretariato.* presso SIGESS_COM2 - Comune 2/;

/** Logged in, with the choice still to be made. */
async function enter(page: Page, ask = '/accesso'): Promise<void> {
  await page.goto(ask);
  await toIdentityProvider(page);
  await choose(page, 'lucia');
  await expect(page.getByRole('heading', { level: 1, name: 'Scelta dell’incarico' })).toBeVisible();
}

async function workAs(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: 'Continua' }).click();
}

/** The operator comes back to the window: Playwright's are always in front, so the browser does not tell it. */
async function comesBack(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

test('after the login one chooses, and goes on to the page asked for', async ({ page }) => {
  await enter(page, '/segnalazioni?vista=mie');
  await accessible(page);
  const keys = new Keyboard(page);
  await keys.to('radio', OFFICE);
  await keys.press('Space');
  await keys.to('button', 'Continua');
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Le mie segnalazioni' })).toBeVisible();
  await expect(page).toHaveURL(/\/segnalazioni\?vista=mie$/);
  const banner = page.getByRole('banner');
  await expect(banner).toContainText(/Operi come Operatore di segretariato.* presso SIGESS_COM2 - Comune 2/);
  await accessible(page);

  await banner.getByRole('link', { name: 'Cambia incarico' }).click();
  await expect(page.getByRole('radio', { name: OFFICE })).toBeChecked();
  await workAs(page, COORDINATOR);
  await expect(banner).toContainText('Operi come Coordinatore presso SIGESS_COM1 - Comune 1');
});

test('another tab notices that the membership changed, and sends nothing in the other', async ({
  page,
  context,
  seed,
}) => {
  await enter(page);
  await workAs(page, OFFICE);
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  const subject = await seed.subject(page);
  await page.goto(`/soggetti/${subject.id}/anagrafica`);
  await page.getByLabel('Telefono 1').fill('06 5550177');

  const tab = await context.newPage();
  await tab.goto('/incarico');
  await workAs(tab, COORDINATOR);
  await expect(tab.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  await comesBack(page);
  const dialog = page.getByRole('dialog', { name: 'L’incarico è cambiato' });
  await expect(dialog.getByRole('alert')).toContainText('La sessione è passata a un altro incarico');
  await accessible(page);
  await dialog.getByRole('button', { name: /^Torna a Operatore di segretariato/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByLabel('Telefono 1')).toHaveValue('06 5550177');
  await page.getByRole('button', { name: 'Salva i recapiti' }).click();
  await expect(page.getByText('Recapiti salvati.').first()).toBeVisible();

  // Now the other tab is in the wrong membership, and begins anew.
  await comesBack(tab);
  await tab.getByRole('button', { name: 'Ricomincia dalla pagina iniziale' }).click();
  await expect(tab.getByRole('banner')).toContainText('presso SIGESS_COM2 - Comune 2');
  await expect(tab.getByRole('dialog')).toHaveCount(0);
});
