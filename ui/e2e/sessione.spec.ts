import type { BrowserContext, Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { type Person, loginAs } from './support/people';
import type { Subject } from './support/seed';
import { expect, test } from './support/test';

// One browser, several tabs, one session: a page belongs to who opened it.

let subject: Subject;

test.beforeEach(async ({ page, seed }) => {
  await loginAs(page, 'giovanna');
  subject = await seed.subject(page);
  await page.goto(`/soggetti/${subject.id}/anagrafica`);
  // From here on the page knows whose it is.
  await expect(page.getByLabel('Telefono 1')).toBeVisible();
  await expect(page.getByRole('banner')).toContainText("D'ARCO GIOVANNA");
});

/** Somebody logs in, in another tab of the same browser. */
async function logsInElsewhere(context: BrowserContext, person: Person): Promise<void> {
  await context.clearCookies({ name: '__Host-sigess' });
  const tab = await context.newPage();
  await loginAs(tab, person);
  await tab.close();
}

/** The operator comes back to the window: Playwright's are always in front, so the browser does not tell it. */
async function comesBack(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

test('after a new login in another tab the page goes on by itself', async ({ page, context, watch }) => {
  watch.provoke(401, '/graphql');
  await page.getByLabel('Telefono 1').fill('06 5550155');
  await context.clearCookies({ name: '__Host-sigess' });
  await comesBack(page);
  const dialog = page.getByRole('dialog', { name: 'La sessione è scaduta' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await accessible(page);

  await logsInElsewhere(context, 'giovanna');
  await comesBack(page);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Accesso effettuato' })).toHaveCount(1);
  await expect(page.getByLabel('Telefono 1')).toHaveValue('06 5550155');
  await page.getByRole('button', { name: 'Salva i recapiti' }).click();
  await expect(page.getByText('Recapiti salvati.').first()).toBeVisible();
});

test('a page is hidden from who logs in elsewhere, and sends nothing in his name', async ({
  page,
  context,
}) => {
  await page.getByLabel('Telefono 1').fill('06 5550166');
  await logsInElsewhere(context, 'paolo');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/graphql')) sent.push(request.postData() ?? '');
  });
  // With the very press that brings the window to the front.
  await page.evaluate(() => {
    window.dispatchEvent(new Event('focus'));
    const save = [...document.querySelectorAll('button')].find((b) => b.textContent === 'Salva i recapiti');
    save?.click();
  });
  const dialog = page.getByRole('dialog', { name: 'La sessione è scaduta' });
  await expect(dialog.getByRole('alert')).toContainText('Ha effettuato l’accesso un altro operatore');
  const behind = await dialog.evaluate((element) => getComputedStyle(element, '::backdrop').backgroundColor);
  expect(behind).toMatch(/^rgb\(/);
  await accessible(page);
  expect(sent).toEqual([]);

  // Whoever began it finds what was typed.
  await logsInElsewhere(context, 'giovanna');
  await comesBack(page);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByLabel('Telefono 1')).toHaveValue('06 5550166');
  await expect(page.getByRole('banner')).toContainText("D'ARCO GIOVANNA");
});

test('who logs in elsewhere begins anew under the own name', async ({ page, context }) => {
  await logsInElsewhere(context, 'paolo');
  await comesBack(page);
  await page.getByRole('button', { name: 'Ricomincia dalla pagina iniziale' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('MANCINI PAOLO');
  await expect(page.getByRole('banner')).not.toContainText("D'ARCO GIOVANNA");
  await comesBack(page);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a page whose session ended before it knew whose it is begins anew', async ({
  page,
  context,
  watch,
}) => {
  watch.provoke(401, '/graphql');
  await page.route('**/graphql', async (route) => {
    await context.clearCookies({ name: '__Host-sigess' });
    await route.continue();
  });
  await page.reload();
  await expect(page.getByRole('dialog', { name: 'La sessione è scaduta' })).toBeVisible();
  await page.unroute('**/graphql');
  await logsInElsewhere(context, 'giovanna');
  await comesBack(page);
  await expect(page.getByLabel('Telefono 1')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
