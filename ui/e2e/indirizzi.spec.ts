import { accessible } from './support/accessible';
import { loginAs } from './support/people';
import { expect, test } from './support/test';

// Manual, chapter 2: drawer «Indirizzi», residenza and domicilio.

test.beforeEach(async ({ page, seed }) => {
  await loginAs(page, 'giovanna');
  const subject = await seed.subject(page);
  await page.goto(`/soggetti/${subject.id}/indirizzi`);
  await expect(page.getByRole('heading', { level: 2, name: 'Indirizzi' })).toBeVisible();
});

test('residenza, the same domicilio, then another, and all that were', async ({ page, watch }) => {
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await accessible(page);

  watch.guard('Via dei Glicini Finti');
  await page.getByRole('button', { name: 'Nuovo indirizzo' }).click();
  const form = page.getByRole('region', { name: 'Nuovo indirizzo' });
  await form.getByRole('button', { name: 'Salva l’indirizzo' }).click();
  await expect(form.getByRole('alert')).toBeFocused();
  await accessible(page);

  await form.getByLabel('Tipo').selectOption('1');
  await form.getByLabel('Valido dal').fill('01/03/2015');
  await form.getByRole('combobox', { name: 'Comune' }).fill('rieti');
  await form.getByRole('option', { name: 'RIETI (RI)' }).click();
  await expect(form.getByLabel('CAP')).toHaveValue('02100');
  await form.getByLabel('Via').fill('Via dei Glicini Finti');
  await form.getByLabel('Numero civico').fill('12/B');
  await form.getByRole('button', { name: 'Salva l’indirizzo' }).click();
  await expect(form).toHaveCount(0);
  const main = page.getByRole('main');
  await expect(main).toContainText('ResidenzaVia dei Glicini Finti, 12/B – 02100 RIETI (RI)');
  await expect(main).toContainText('DomicilioNon registrato');

  await page.getByRole('button', { name: 'Il domicilio coincide con la residenza' }).click();
  await expect(form.getByLabel('Via')).toHaveValue('Via dei Glicini Finti');
  await form.getByLabel('Valido dal').fill('01/03/2015');
  await form.getByRole('button', { name: 'Salva l’indirizzo' }).click();
  await expect(main).toContainText('DomicilioCoincide con la residenza');
  await accessible(page);

  await page.getByRole('button', { name: 'Nuovo indirizzo' }).click();
  await form.getByLabel('Tipo').selectOption('3');
  await form.getByRole('radio', { name: 'All’estero' }).check();
  await form.getByRole('combobox', { name: 'Stato estero' }).fill('franc');
  await form.getByRole('option', { name: 'FRANCIA' }).click();
  await form.getByLabel('Località').fill('Lione');
  await form.getByLabel('Via').fill('Rue Inventée');
  await form.getByRole('button', { name: 'Salva l’indirizzo' }).click();
  await expect(form).toHaveCount(0);
  await expect(main).toContainText('DomicilioRue Inventée');
  const all = page.getByRole('table', { name: 'Tutti gli indirizzi registrati' });
  await expect(all.getByRole('row')).toHaveCount(4);
  await accessible(page);
});

test('the list of comuni is for the keyboard, too', async ({ page }) => {
  await page.getByRole('button', { name: 'Nuovo indirizzo' }).click();
  const comune = page.getByRole('combobox', { name: 'Comune' });
  await comune.fill('viterbo');
  await expect(page.getByRole('option', { name: 'VITERBO (VT)' })).toBeVisible();
  await accessible(page);
  await comune.press('ArrowDown');
  await comune.press('Enter');
  await expect(comune).toHaveValue('VITERBO');
  await comune.fill('nessunluogo');
  await expect(page.getByText('Nessun luogo trovato')).toBeVisible();
  await accessible(page);
});
