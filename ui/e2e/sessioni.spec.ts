import { accessible } from './support/accessible';
import { Keyboard } from './support/keyboard';
import { loginAs } from './support/people';
import { expect, test } from './support/test';

// «Le mie sessioni»: what an operator has left open, here and elsewhere.

test('a session left open elsewhere is ended after a confirmation', async ({ page, another, watch }) => {
  const other = await another('elena');
  const answer = await other.request.get('/auth/sessions');
  const { sessioni } = (await answer.json()) as { sessioni: { id: string; questa: boolean }[] };
  const left = sessioni.find(({ questa }) => questa)?.id ?? '';
  await loginAs(page, 'elena');
  const keys = new Keyboard(page);
  await keys.to('button', /VITALE ELENA/);
  await keys.press('Enter');
  await accessible(page);
  await keys.press('Escape');
  await expect(page.getByRole('link', { name: 'Le mie sessioni' })).toBeHidden();
  await keys.isInSight();
  await keys.press('Enter');
  await keys.to('link', 'Le mie sessioni');
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Le mie sessioni' })).toBeFocused();
  await expect(page).toHaveTitle('Le mie sessioni – SIGeSS');

  const table = page.getByRole('table', { name: 'Sessioni aperte' });
  const mine = table.getByRole('row').filter({ hasText: 'Questa sessione' });
  await expect(mine).toHaveCount(1);
  await expect(mine).toContainText('Identità di prova');
  await expect(mine).toContainText('Livello 2');
  await expect(mine.getByRole('button', { name: 'Esci' })).toBeVisible();
  await accessible(page);

  // Tests beside this one may be logged in as the same operator.
  const end = page.locator(`#termina-${left}`);
  await expect(end).toHaveText(/^Termina la sessione aperta il /);
  await end.click();
  const dialog = page.getByRole('dialog', { name: 'Terminare la sessione?' });
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(end).toBeFocused();

  await end.click();
  await dialog.getByRole('button', { name: 'Termina' }).click();
  await expect(dialog).toBeHidden();
  await expect(end).toHaveCount(0);
  // The button is gone: the heading has the focus.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await accessible(page);

  watch.provoke(401, '/graphql');
  await other.getByRole('link', { name: 'Le mie segnalazioni' }).first().click();
  await expect(other.getByRole('dialog', { name: 'La sessione è scaduta' })).toBeVisible();
});

test('without connection the list says so, and can be asked for again', async ({ page, watch }) => {
  await loginAs(page, 'elena');
  await page.goto('/sessioni');
  await expect(page.getByRole('table')).toBeVisible();
  watch.provokeFailures();
  await page.route('**/auth/sessions', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Il servizio non è raggiungibile.');
  await accessible(page);
  await page.unroute('**/auth/sessions');
  await page.getByRole('button', { name: 'Riprova' }).click();
  await expect(page.getByRole('table')).toBeVisible();
});
