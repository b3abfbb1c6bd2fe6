import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { origin } from './support/addresses';
import { choose, loginAs, toIdentityProvider } from './support/people';
import { expect, test } from './support/test';

// Manual, chapter 1: Accesso.

const CALLBACK = '/auth/callback/sviluppo';

async function title(page: Page, text: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: text })).toBeVisible();
  await expect(page).toHaveTitle(`${text} – SIGeSS`);
}

test('whoever is not logged in is led to «Accesso», and afterwards to the page asked for', async ({
  page,
}) => {
  await page.goto('/segnalazioni?vista=mie');
  await title(page, 'Accesso');
  await expect(page.getByRole('navigation', { name: 'Principale' })).toHaveCount(0);
  await accessible(page);
  await toIdentityProvider(page);
  await choose(page, 'giovanna');
  await title(page, 'Le mie segnalazioni');
  expect(page.url()).toBe(`${origin()}/segnalazioni?vista=mie`);
  await expect(page.getByRole('radio', { name: 'Inserite da me' })).toBeChecked();
});

test('the home page names the operator, the role and the unit', async ({ page }) => {
  await loginAs(page, 'anna');
  const banner = page.getByRole('banner');
  await expect(banner).toContainText('FERRETTI ANNA');
  await expect(banner).toContainText('Assistente sociale');
  await expect(banner).toContainText('SIGESS_COM1 - Comune 1');
  await expect(page.getByRole('heading', { name: 'Segnalazioni assegnate a me' })).toBeVisible();
  await accessible(page);
});

test('whoever is logged in already does not log in again', async ({ page }) => {
  await loginAs(page, 'paolo');
  await page.goto('/accesso');
  await title(page, 'Home');
});

test('a person who is not enabled gets a page of its own and no session', async ({ page, watch }) => {
  watch.provoke(403, CALLBACK);
  await page.goto('/accesso');
  await toIdentityProvider(page);
  await choose(page, 'mario');
  await title(page, 'Utenza non abilitata');
  await expect(page.getByRole('main')).toContainText("L'abilitazione si chiede all'amministratore");
  await accessible(page);
  await page.getByRole('link', { name: 'Torna alla pagina iniziale' }).click();
  await title(page, 'Accesso');
});

test('a login of level 1 is not enough', async ({ page, watch }) => {
  watch.provoke(403, CALLBACK);
  await page.goto('/accesso');
  await toIdentityProvider(page);
  await choose(page, 'giovanna', 1);
  await title(page, 'Livello di accesso insufficiente');
  await accessible(page);
  await page.goto('/');
  await title(page, 'Accesso');
});

test('a login given up can be begun again', async ({ page, watch }) => {
  watch.provoke(403, CALLBACK);
  await page.goto('/accesso');
  await toIdentityProvider(page);
  await page.getByRole('button', { name: 'Annulla' }).click();
  await title(page, 'Accesso annullato');
  await accessible(page);
  await page.getByRole('link', { name: 'Torna alla pagina iniziale' }).click();
  await toIdentityProvider(page);
  await choose(page, 'giovanna', 3);
  await title(page, 'Home');
});

test('a login that is no longer known to this browser has expired', async ({ page, context, watch }) => {
  watch.provoke(400, CALLBACK);
  await page.goto('/accesso');
  await toIdentityProvider(page);
  await context.clearCookies({ name: '__Host-sigess-login' });
  await choose(page, 'giovanna');
  await title(page, 'Accesso scaduto');
  await accessible(page);
});

test('«Esci» ends the session here and at the identity provider', async ({ page, context }) => {
  await loginAs(page, 'giovanna');
  await page.getByRole('button', { name: 'Esci' }).click();
  await page.getByRole('heading', { name: 'Uscita dal gestore dell’identità' }).waitFor();
  await page.getByRole('button', { name: 'Esci' }).click();
  await title(page, 'Accesso');
  expect((await context.cookies()).filter((cookie) => cookie.name === '__Host-sigess')).toEqual([]);
  // What was on the pages is in no cache either.
  await page.goto('/');
  await title(page, 'Accesso');
});

test('the pages about privacy and accessibility need no login', async ({ page }) => {
  await page.goto('/accesso');
  await page.getByRole('link', { name: 'Informativa privacy' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await accessible(page);
  await page.getByRole('link', { name: 'Dichiarazione di accessibilità' }).click();
  await expect(page).toHaveTitle(/accessibilità/i);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await accessible(page);
});
