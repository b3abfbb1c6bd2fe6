import type { Page, Route } from '@playwright/test';
import { accessible } from './support/accessible';
import { loginAs } from './support/people';
import { command } from './support/server';
import type { Subject } from './support/seed';
import { expect, test } from './support/test';

// What goes wrong, and what waits: nothing that was typed is lost.

let subject: Subject;

test.beforeEach(async ({ page, seed }) => {
  await loginAs(page, 'giovanna');
  subject = await seed.subject(page);
});

/** Does something with the questions of that name; the others pass. */
async function on(page: Page, operation: string, what: (route: Route) => Promise<void>): Promise<void> {
  await page.route('**/graphql', async (route) => {
    const name = new RegExp(`"operationName":"${operation}"`);
    if (name.test(route.request().postData() ?? '')) await what(route);
    else await route.fallback();
  });
}

test('a page whose data cannot be had says why, and «Riprova» gets them', async ({ page, watch }) => {
  watch.provokeFailures();
  let cut = true;
  await on(page, 'Soggetto', (route) => (cut ? route.abort('connectionrefused') : route.fallback()));
  await page.goto(`/soggetti/${subject.id}/anagrafica`);
  const alert = page.getByRole('alert').filter({ hasText: 'Il servizio non è raggiungibile' });
  await expect(alert).toBeVisible();
  await expect(page.getByRole('banner')).toContainText("D'ARCO GIOVANNA");
  await accessible(page);
  cut = false;
  await alert.getByRole('button', { name: 'Riprova' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(subject.cognome);
});

test('a fault of the server is told with the number for the help desk, and nothing of the inside', async ({
  page,
  watch,
}) => {
  watch.provoke(500, '/graphql');
  let broken = true;
  await on(page, 'Quadro', (route) =>
    broken
      ? route.fulfill({
          status: 500,
          headers: { 'x-request-id': 'b4f3c1de-0000-4000-8000-000000000001' },
          contentType: 'text/html',
          body: '<pre>panicked at src/inside.rs</pre>',
        })
      : route.fallback(),
  );
  await page.goto(`/soggetti/${subject.id}/quadro`);
  const alert = page.getByRole('alert').filter({ hasText: 'Riferimento per l’assistenza' });
  await expect(alert).toContainText('b4f3c1de-0000-4000-8000-000000000001');
  await expect(page.getByRole('main')).not.toContainText('panicked');
  await accessible(page);
  broken = false;
  await alert.getByRole('button', { name: 'Riprova' }).click();
  await expect(page.getByRole('table')).toContainText('Nessun record presente');
});

test('while data are on their way the page says so', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await on(page, 'CercaSoggetti', async (route) => {
    await held;
    await route.fallback();
  });
  await page.goto('/soggetti');
  await page.getByLabel('Cognome').fill(subject.cognome);
  await page.getByRole('button', { name: 'Cerca nell’anagrafe interna' }).click();
  await expect(page.locator('[aria-busy="true"]')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Caricamento in corso' })).toHaveCount(1);
  await accessible(page);
  release();
  await expect(page.getByRole('table', { name: 'Soggetti trovati' })).toContainText(subject.cognome);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
});

test('while a command is on its way its button says so', async ({ page }) => {
  await page.goto(`/soggetti/${subject.id}/anagrafica`);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await on(page, 'ModificaContatti', async (route) => {
    await held;
    await route.fallback();
  });
  await page.getByLabel('Telefono 1').fill('06 5550144');
  await page.getByRole('button', { name: 'Salva i recapiti' }).click();
  await expect(page.getByRole('button', { name: 'Attendere…' })).toHaveAttribute('aria-disabled', 'true');
  await accessible(page);
  release();
  await expect(page.getByRole('button', { name: 'Salva i recapiti' })).toBeVisible();
  await expect(page.getByText('Recapiti salvati.').first()).toBeVisible();
});

test('who saves second sees what the first changed, and saves on top of it', async ({
  page,
  another,
  watch,
}) => {
  watch.guard('primo.inventato@example.it', 'secondo.inventato@example.it');
  await page.goto(`/soggetti/${subject.id}/anagrafica`);
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Salva i recapiti' }) });
  await form.getByLabel('PEC').fill('secondo.inventato@example.it');

  const other = await another('paolo');
  await other.goto(`/soggetti/${subject.id}/anagrafica`);
  await other.getByLabel('Email').fill('primo.inventato@example.it');
  await other.getByRole('button', { name: 'Salva i recapiti' }).click();
  await expect(other.getByText('Recapiti salvati.').first()).toBeVisible();

  await form.getByRole('button', { name: 'Salva i recapiti' }).click();
  const conflict = page.locator('.alert').filter({ hasText: 'Nel frattempo la scheda è stata modificata' });
  await expect(conflict).toBeFocused();
  await expect(conflict).toContainText('MANCINI PAOLO');
  await expect(conflict).toContainText('primo.inventato@example.it');
  await accessible(page);
  await conflict.getByRole('button', { name: 'Riapplica le mie modifiche' }).click();
  await expect(form.getByLabel('Email')).toHaveValue('primo.inventato@example.it');
  await expect(form.getByLabel('PEC')).toHaveValue('secondo.inventato@example.it');
  await form.getByRole('button', { name: 'Salva i recapiti' }).click();
  await expect(page.getByText('Recapiti salvati.').first()).toBeVisible();
  await other.reload();
  await expect(other.getByLabel('PEC')).toHaveValue('secondo.inventato@example.it');
});

test('who saves second can take the other’s changes instead of his own', async ({ page, another }) => {
  await page.goto(`/soggetti/${subject.id}/anagrafica`);
  await page.getByLabel('Telefono 1').fill('06 5550111');
  const other = await another('paolo');
  await command(other, 'modificaContatti', { soggetto: subject.id, telefoni: ['06 5550122'] });
  await page.getByRole('button', { name: 'Salva i recapiti' }).click();
  await page.getByRole('button', { name: 'Ricarica' }).click();
  await expect(page.getByLabel('Telefono 1')).toHaveValue('06 5550122');
  await expect(page.getByRole('button', { name: 'Riapplica' })).toHaveCount(0);
});

test('a page with unsaved changes is not left unasked', async ({ page }) => {
  await page.goto(`/soggetti/${subject.id}/anagrafica`);
  const drawer = page.getByRole('link', { name: 'Indirizzi' });
  await page.getByLabel('Telefono 1').fill('06 5550133');
  await drawer.click();
  const dialog = page.getByRole('dialog', { name: 'Ci sono modifiche non salvate' });
  await expect(dialog).toBeVisible();
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByLabel('Telefono 1')).toHaveValue('06 5550133');

  // As it was: nothing to lose, nothing to ask.
  await page.getByLabel('Telefono 1').fill('');
  await drawer.click();
  await expect(page.getByRole('heading', { level: 2, name: 'Indirizzi' })).toBeVisible();

  await page.goBack();
  await page.getByLabel('Telefono 1').fill('06 5550133');
  await drawer.click();
  await dialog.getByRole('button', { name: 'Esci senza salvare' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Indirizzi' })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Telefono 1')).toHaveValue('');
});

test('a tab with unsaved changes is not closed unasked', async ({ page }) => {
  await page.goto(`/soggetti/${subject.id}/anagrafica`);
  await page.getByLabel('Telefono 1').fill('06 5550133');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(page.getByLabel('Telefono 1')).toHaveValue('06 5550133');
});

test.describe('when the session ends under a form', () => {
  /** Ends the session at the server, as another browser would. */
  async function endSession(page: Page): Promise<void> {
    await page.context().clearCookies({ name: '__Host-sigess' });
  }

  test.beforeEach(async ({ page, watch }) => {
    watch.provoke(401, '/graphql');
    await page.goto(`/soggetti/${subject.id}/anagrafica`);
    await page.getByLabel('Telefono 1').fill('06 5550155');
    await endSession(page);
    await page.getByRole('button', { name: 'Salva i recapiti' }).click();
    await expect(page.getByRole('dialog', { name: 'La sessione è scaduta' })).toBeVisible();
  });

  test('the same operator logs in again and saves what was typed', async ({ page, context }) => {
    const dialog = page.getByRole('dialog', { name: 'La sessione è scaduta' });
    await accessible(page);
    await dialog.getByRole('button', { name: 'Continua' }).click();
    await expect(dialog.getByRole('alert')).toHaveText('L’accesso non risulta ancora effettuato.');
    await accessible(page);

    const opened = context.waitForEvent('page');
    await dialog.getByRole('link', { name: 'Accedi di nuovo' }).click();
    const tab = await opened;
    await loginAs(tab, 'giovanna');
    await tab.close();
    await dialog.getByRole('button', { name: 'Continua' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByLabel('Telefono 1')).toHaveValue('06 5550155');
    await expect(page.getByRole('alert')).toContainText('La sessione è scaduta: occorre accedere di nuovo.');
    await page.getByRole('button', { name: 'Salva i recapiti' }).click();
    await expect(page.getByText('Recapiti salvati.').first()).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Telefono 1')).toHaveValue('06 5550155');
  });

  test('another operator who logs in starts anew, and acts in nobody else’s name', async ({
    page,
    context,
  }) => {
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: 'Accedi di nuovo' }).click();
    const tab = await opened;
    await loginAs(tab, 'paolo');
    await tab.close();
    await page.getByRole('button', { name: 'Continua' }).click();
    const dialog = page.getByRole('dialog', { name: 'La sessione è scaduta' });
    await expect(dialog.getByRole('alert')).toContainText('Ha effettuato l’accesso un altro operatore');
    await expect(page.getByLabel('Telefono 1')).toHaveValue('06 5550155');
    await accessible(page);
    await dialog.getByRole('button', { name: 'Ricomincia dalla pagina iniziale' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    await expect(page.getByRole('banner')).toContainText('MANCINI PAOLO');
  });
});
