import { accessible } from './support/accessible';
import { loginAs } from './support/people';
import { command } from './support/server';
import { expect, test } from './support/test';

// Manual, chapter 2, figure 13: «Quadro riassuntivo».

test('the quadro shows what happened, of the subject alone or of the nucleo too', async ({ page, seed }) => {
  await loginAs(page, 'giovanna');
  const [subject, member, lonely] = [
    await seed.subject(page),
    await seed.subject(page),
    await seed.subject(page),
  ];
  await command(page, 'aggiungiComponente', {
    soggetto: subject.id,
    componente: member.id,
    relazione: '3',
    dal: '2023-01-01',
  });
  await seed.segnalazione(page, subject.id);
  await seed.segnalazione(page, member.id);

  await page.goto(`/soggetti/${lonely.id}/quadro`);
  const table = page.getByRole('table', { name: 'Quadro riassuntivo' });
  await expect(table).toContainText('Nessun record presente');
  await accessible(page);

  await page.goto(`/soggetti/${subject.id}/quadro`);
  await expect(table.getByRole('columnheader').first()).toHaveText('Descrizione');
  await expect(table).toContainText(subject.cognome);
  await expect(table).toContainText('SIGESS_COM1 - Comune 1');
  await expect(table).not.toContainText(member.cognome);
  await expect(table).toContainText('Segnalazione');
  await accessible(page);

  await page.getByRole('radio', { name: 'Completa: anche il nucleo' }).check();
  await expect(page).toHaveURL(/vista=completa/);
  await expect(table).toContainText(member.cognome);
  await expect(table).toContainText('Nucleo');
  await table
    .getByRole('button', { name: /^Segnalazione/ })
    .first()
    .click();
  await expect(table.getByRole('link', { name: /^Apri/ }).first()).toBeVisible();
  await accessible(page);

  const year = String(new Date().getFullYear());
  await page.getByRole('combobox', { name: /^Dal/ }).selectOption('2020');
  await expect(page).toHaveURL(/dal=2020/);
  await page.getByRole('combobox', { name: /^Al/ }).selectOption('2022');
  await expect(table.getByText(`/${year}`)).toHaveCount(0);
  await accessible(page);
  await page.reload();
  await expect(page.getByRole('combobox', { name: /^Al/ })).toHaveValue('2022');
  await expect(page.getByRole('radio', { name: 'Completa: anche il nucleo' })).toBeChecked();
});
