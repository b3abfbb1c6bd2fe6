import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import type { Registered } from './support/anpr';
import { loginAs } from './support/people';
import { imported } from './support/seed';
import { expect, test } from './support/test';

// Manual, chapter 2, figures 9 and 10: «Nucleo di fatto» and «Nucleo Anagrafe».

async function open(page: Page, id: string, drawer: string): Promise<void> {
  await page.goto(`/soggetti/${id}/${drawer}`);
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
}

test.beforeEach(async ({ page }) => {
  await loginAs(page, 'giovanna');
});

test('a member joins the nucleo di fatto by «+» and leaves it with a reason', async ({ page, seed }) => {
  const [subject, member] = [await seed.subject(page), await seed.subject(page)];
  await open(page, subject.id, 'nucleo-di-fatto');
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await accessible(page);

  await page.getByRole('button', { name: 'Aggiungi un componente' }).click();
  const form = page.getByRole('region', { name: 'Nuovo componente' });
  await form.getByRole('button', { name: 'Aggiungi al nucleo' }).click();
  await expect(form.getByRole('alert')).toBeFocused();
  await accessible(page);
  await form.getByRole('combobox', { name: 'Persona' }).fill(member.cognome);
  await form.getByRole('option', { name: member.codiceFiscale }).click();
  await form.getByLabel('Relazione di parentela').selectOption('3');
  await form.getByLabel('Dal').fill('01/09/2021');
  await form.getByRole('button', { name: 'Aggiungi al nucleo' }).click();

  const members = page.getByRole('table', { name: 'Componenti del nucleo' });
  await expect(members.getByRole('row')).toHaveCount(3);
  await expect(members.getByRole('row').nth(1)).toContainText(subject.cognome);
  await expect(members.getByRole('row').nth(2)).toContainText(member.cognome);
  await expect(members.getByRole('row').nth(2)).toContainText('01/09/2021');
  await page.getByLabel('Note').fill('Vivono nella stessa casa.');
  await page.getByRole('button', { name: 'Salva le note' }).click();
  await expect(page.getByText('Note salvate.').first()).toBeVisible();
  await accessible(page);

  const remove = page.getByRole('button', { name: `Togli ${member.cognome} ${member.nome} dal nucleo` });
  await remove.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(remove).toBeFocused();

  await remove.click();
  await dialog.getByLabel('Motivo').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Togli dal nucleo' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(members.getByRole('row')).toHaveCount(2);
  await page.getByText('Chi ne ha fatto parte in passato (1)').click();
  await expect(page.getByRole('table', { name: 'Componenti usciti' })).toContainText(member.cognome);
  await accessible(page);
});

test('somebody without a file joins by name, and whoever is in another nucleo only with a reason', async ({
  page,
  seed,
  watch,
}) => {
  const [first, second, shared] = [
    await seed.subject(page),
    await seed.subject(page),
    await seed.subject(page),
  ];
  const nameless = seed.name();
  watch.guard(nameless);
  const form = page.getByRole('region', { name: 'Nuovo componente' });

  await open(page, first.id, 'nucleo-di-fatto');
  await page.getByRole('button', { name: 'Aggiungi un componente' }).click();
  await form.getByRole('radio', { name: 'Senza scheda' }).check();
  await form.getByLabel('Nome', { exact: true }).fill(nameless);
  await form.getByLabel('Relazione di parentela').selectOption('3');
  await form.getByRole('button', { name: 'Aggiungi al nucleo' }).click();
  await expect(page.getByRole('table', { name: 'Componenti del nucleo' })).toContainText(nameless);

  for (const { id } of [first, second]) {
    await open(page, id, 'nucleo-di-fatto');
    await page.getByRole('button', { name: 'Aggiungi un componente' }).click();
    await form.getByRole('combobox', { name: 'Persona' }).fill(shared.codiceFiscale);
    await form.getByRole('option', { name: shared.codiceFiscale }).click();
    await form.getByLabel('Relazione di parentela').selectOption('3');
    await form.getByRole('button', { name: 'Aggiungi al nucleo' }).click();
    if (id === second.id) {
      const reason = form.getByLabel('Perché fa parte anche di questo nucleo');
      await expect(reason).toBeVisible();
      await accessible(page);
      await reason.fill('Figlio di genitori separati');
      await form.getByRole('button', { name: 'Aggiungi al nucleo' }).click();
    }
    await expect(form).toHaveCount(0);
    await expect(page.getByRole('table', { name: 'Componenti del nucleo' })).toContainText(shared.cognome);
  }
});

async function compare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Confronto Nucleo con Anagrafe' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Numero della pratica').fill('Protocollo 31/2026');
  await dialog.getByRole('button', { name: 'Confronta' }).click();
  await expect(dialog).toHaveCount(0);
}

test('the nucleo anagrafe follows the register: compared, then aligned', async ({ page, anpr, watch }) => {
  const [subject, stays, comes] = [anpr.person(), anpr.person(), anpr.person()];
  watch.guard(...[subject, stays, comes].flatMap((p: Registered) => [p.cognome, p.codiceFiscale]));
  await anpr.movesIn(stays, subject, 3);
  const id = await imported(page, subject.codiceFiscale);
  await open(page, id, 'nucleo-anagrafe');
  const members = page.getByRole('table', { name: 'Componenti del nucleo in anagrafe' });
  await expect(members.getByRole('row')).toHaveCount(3);
  await expect(members).toContainText(stays.nome);
  await expect(page.getByRole('button', { name: /^Togli|Aggiungi/ })).toHaveCount(0);
  await accessible(page);

  await compare(page);
  await expect(page.getByText('Il nucleo coincide con quello in anagrafe.')).toBeVisible();
  await accessible(page);

  await anpr.movesIn(comes, subject, 9);
  await anpr.movesOut(stays);
  await page.getByRole('button', { name: 'Confronto Nucleo con Anagrafe' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confronta' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeFocused();
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Annulla' }).click();
  await compare(page);
  const comparison = page.getByRole('region', { name: 'Ultimo confronto con l’anagrafe' });
  const after = (title: string) => comparison.locator(`h4:text-is("${title}") + ul`);
  await expect(after('Solo in anagrafe')).toContainText(`${comes.cognome} ${comes.nome}`);
  await expect(after('Solo qui')).toContainText(`${stays.cognome} ${stays.nome}`);
  await expect(after('Uguali')).toContainText(`${subject.cognome} ${subject.nome}`);
  await accessible(page);

  await comparison.getByRole('button', { name: 'Allinea' }).click();
  await expect(comparison).toContainText('Le differenze sono già state applicate.');
  await expect(members).toContainText(comes.nome);
  await expect(members.getByRole('row', { name: stays.nome })).toHaveCount(0);
  await accessible(page);
});

test('of what differs only a part is accepted, and the rest later', async ({ page, anpr, watch }) => {
  const [subject, stays, comes] = [anpr.person(), anpr.person(), anpr.person()];
  watch.guard(...[subject, stays, comes].flatMap((p: Registered) => [p.cognome, p.codiceFiscale]));
  await anpr.movesIn(stays, subject, 3);
  const id = await imported(page, subject.codiceFiscale);
  await anpr.movesIn(comes, subject, 9);
  await anpr.movesOut(stays);
  await open(page, id, 'nucleo-anagrafe');
  await compare(page);
  const comparison = page.getByRole('region', { name: 'Ultimo confronto con l’anagrafe' });
  const kinds = comparison.getByRole('group', { name: 'Differenze da allineare' });
  const align = comparison.getByRole('button', { name: 'Allinea' });
  await kinds.getByLabel('Presente solo in ANPR (1)').uncheck();
  await kinds.getByLabel('Presente solo nel nucleo registrato (1)').uncheck();
  await align.click();
  await expect(kinds).toContainText('Scegliere almeno un genere di differenze.');
  await expect(kinds.getByRole('checkbox').first()).toBeFocused();
  await accessible(page);

  await kinds.getByLabel('Presente solo in ANPR (1)').check();
  await align.click();
  const members = page.getByRole('table', { name: 'Componenti del nucleo in anagrafe' });
  await expect(members).toContainText(comes.nome);
  await expect(members).toContainText(stays.nome);
  await expect(comparison).toContainText('Una parte delle differenze è già stata applicata.');
  await accessible(page);

  await align.click();
  await expect(comparison).toContainText('Le differenze sono già state applicate.');
  await expect(members.getByRole('row', { name: stays.nome })).toHaveCount(0);
});

test('a subject entered by hand has no nucleo anagrafe until the register is asked', async ({
  page,
  seed,
}) => {
  const subject = await seed.subject(page);
  await open(page, subject.id, 'nucleo-anagrafe');
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Confronto Nucleo con Anagrafe' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Numero della pratica').fill('Protocollo 32/2026');
  await dialog.getByRole('button', { name: 'Confronta' }).click();
  await expect(dialog.getByRole('alert')).toBeFocused();
  await accessible(page);
});
