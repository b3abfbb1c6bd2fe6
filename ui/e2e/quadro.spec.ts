import { accessible } from './support/accessible';
import { settled } from './support/pages';
import { loginAs } from './support/people';
import { imported, reported } from './support/seed';
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

test('each row of the quadro opens its record, also with the nucleo and in other years', async ({
  page,
  anpr,
  watch,
}) => {
  const person = anpr.person();
  const child = anpr.person();
  watch.guard(person.cognome, child.cognome);
  await loginAs(page, 'giovanna');
  const id = await imported(page, person.codiceFiscale);
  const other = await imported(page, child.codiceFiscale);
  const membership = { soggetto: id, componente: other, relazione: '3', dal: '2024-02-29' };
  await command(page, 'aggiungiComponente', membership);
  const segnalazione = await reported(page, id, '2023-12-31');
  await page.goto(`/soggetti/${id}/quadro`);
  const table = page.getByRole('table', { name: /Quadro riassuntivo/ });
  await expect(table.getByRole('row', { name: /Segnalazione .* 31\/12\/2023/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /in corso/ }).first()).toBeVisible();
  await expect(table).not.toContainText(`${child.cognome} ${child.nome}`);
  await accessible(page);

  // The household too; the view is in the address, and survives a reload.
  await page.getByRole('radio', { name: /Completa/ }).check();
  await expect(table).toContainText(`${child.cognome} ${child.nome}`);
  await expect(page).toHaveURL(/vista=completa/);
  await page.reload();
  await expect(table).toContainText(`${child.cognome} ${child.nome}`);
  await accessible(page);

  // Also a member of whom there is no file, by the name that the nucleo has.
  const persona = { cognome: 'SENZA', nome: 'SCHEDA', indicatoreCf: 'NON_DISPONIBILE', cittadinanze: [] };
  await command(page, 'aggiungiComponente', { soggetto: id, persona, relazione: '9', dal: '2024-03-01' });
  await page.reload();
  await expect(table.getByRole('rowheader', { name: 'SENZA SCHEDA' })).toBeVisible();

  // A diamond is whole.
  const diamond = await table.locator('.rombo').first().boundingBox();
  expect(Math.min(diamond?.width ?? 0, diamond?.height ?? 0)).toBeGreaterThan(14);

  // Other years, other rows.
  const found = /^Segnalazione/;
  await page.getByRole('combobox', { name: 'Dal' }).selectOption('2024');
  await expect(page).toHaveURL(/dal=2024/);
  await expect(table.getByRole('button', { name: found })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Dal' }).selectOption('2023');
  await table.getByRole('button', { name: found }).click();
  await accessible(page);
  await table.getByRole('link', { name: /Apri Segnalazione/ }).click();
  await expect(page).toHaveURL(new RegExp(`/segnalazioni/${segnalazione}/dettagli`));
});

test('a long quadro keeps only the rows in sight, says how many there are, and prints them all', async ({
  page,
  anpr,
}) => {
  test.setTimeout(90_000);
  await loginAs(page, 'giovanna');
  const id = await imported(page, anpr.person().codiceFiscale);
  const days = Array.from({ length: 520 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + i)));
  for (let i = 0; i < days.length; i += 40) {
    const some = days.slice(i, i + 40);
    await Promise.all(some.map((day) => reported(page, id, day.toISOString().slice(0, 10))));
  }
  await page.goto(`/soggetti/${id}/quadro`);
  await expect(page.getByRole('status').filter({ hasText: /^52\d voci$/ })).toBeVisible();
  const table = page.getByRole('table', { name: /Quadro riassuntivo/ });
  const rows = Number(await table.getAttribute('aria-rowcount'));
  expect(rows).toBeGreaterThan(520);
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  await accessible(page);
  await page.getByRole('region', { name: 'Quadro riassuntivo' }).focus();
  await page.keyboard.press('End');
  await expect(table.getByRole('row').last()).toHaveAttribute('aria-rowindex', String(rows));

  // On paper the whole table, and nothing around it.
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await page.goto(`/soggetti/${id}/quadro/stampa`);
  await expect(page.locator('html[data-printed]')).toBeAttached();
  await settled(page);
  expect(await table.getByRole('row').count()).toBe(rows);
  await accessible(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(table).toBeVisible();
});
