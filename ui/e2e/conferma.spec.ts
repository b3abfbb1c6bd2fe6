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
