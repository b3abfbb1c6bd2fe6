import { accessible } from './support/accessible';
import { choose, loginAs } from './support/people';
import { expect, test } from './support/test';

// Dangerous commands ask that the operator has proved just now who he is.

test('an identity that is only remembered is proved again, in a tab of its own', async ({ page }) => {
  await loginAs(page, 'anna', 'an hour ago');
  await page.goto('/conferma');
  await expect(page).toHaveTitle('Conferma dell’identità – SIGeSS');
  await expect(page.getByRole('main')).toContainText('L’identità non risulta confermata di recente');
  await accessible(page);

  await page.goto('/auth/login/sviluppo?return=/conferma&fresca=1');
  await choose(page, 'anna');
  await expect(page.getByRole('main')).toContainText('Identità confermata');
  await accessible(page);
  await page.getByRole('link', { name: 'Vai alla Home' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
});

test('an act whose proof is an hour old goes through once the identity is proved, with what was typed', async ({
  page,
  context,
  seed,
}) => {
  const code = seed.name();
  await loginAs(page, 'roberto', 'an hour ago');
  await page.goto('/unita');
  await page.getByRole('link', { name: 'SIGESS_COM1 - Comune 1' }).click();
  await page.getByRole('button', { name: 'Nuova unità' }).click();
  const form = page.getByRole('region', { name: 'Nuova unità' });
  await form.getByLabel('Tipo').selectOption('Struttura');
  await form.getByLabel('Codice').fill(code);
  await form.getByLabel('Descrizione').fill('Centro diurno');
  await form.getByRole('button', { name: 'Istituisci' }).click();
  await expect(form).toContainText('occorre confermare di nuovo la propria identità');
  await accessible(page);

  const opened = context.waitForEvent('page');
  await form.getByRole('link', { name: 'Conferma la tua identità' }).click();
  const tab = await opened;
  await choose(tab, 'roberto');
  await expect(tab.getByRole('main')).toContainText('Identità confermata');
  await tab.close();

  // Playwright's windows are always in front, so the browser does not tell that the operator comes back.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(form).toContainText('Identità confermata: premere di nuovo il pulsante per proseguire.');
  await expect(form.getByLabel('Descrizione')).toHaveValue('Centro diurno');
  await accessible(page);
  await form.getByRole('button', { name: 'Istituisci' }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('link', { name: `${code} - Centro diurno` })).toBeVisible();
});
