import type { Locator, Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { Keyboard } from './support/keyboard';
import { loginAs } from './support/people';
import { command } from './support/server';
import { expect, test } from './support/test';

// Operators, their memberships and units, for who administers them.

/** An identity of the demo that is no operator's until the test enables it. */
const LAURA = { codiceFiscale: 'NRELRA83E56H501G', cognome: 'NERI', nome: 'LAURA' };

test.beforeEach(async ({ page }) => {
  await loginAs(page, 'roberto');
});

/** A day so many days from now, as a form takes it. */
function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  const parts = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  return new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', ...parts }).format(day);
}

async function goTo(page: Page, area: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Principale' }).getByRole('link', { name: area }).click();
  await expect(page.getByRole('heading', { level: 1, name: area })).toBeFocused();
}

function operators(page: Page): Locator {
  return page.getByRole('table', { name: 'Operatori con un incarico' });
}

/** The page of an operator of the list. */
async function open(page: Page, name: string): Promise<void> {
  await goTo(page, 'Operatori');
  await page.getByRole('textbox', { name: 'Cognome e nome' }).fill(name);
  await page.getByRole('button', { name: 'Cerca' }).click();
  await operators(page).getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
}

/** Fills in a membership. */
async function membership(form: Locator | Page, ruolo: string, unita: string): Promise<void> {
  await form.getByLabel('Ruolo').selectOption(ruolo);
  await form.getByLabel('Unità').selectOption(unita);
  await form.getByLabel('Atto di conferimento').fill('Determinazione 12/2026');
}

test('an operator is enabled, works in the membership given, and is out when it ends', async ({
  page,
  another,
  watch,
}) => {
  test.setTimeout(90_000);
  watch.guard(LAURA.codiceFiscale);
  await goTo(page, 'Operatori');
  await page.getByRole('link', { name: 'Abilita operatore' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Abilita operatore' })).toBeFocused();
  await accessible(page);
  await page.getByRole('button', { name: 'Abilita', exact: true }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('Ruolo: Scegliere il ruolo.');
  await accessible(page);

  await page.getByLabel('Codice fiscale').fill(LAURA.codiceFiscale.toLowerCase());
  await page.getByLabel('Cognome').fill(LAURA.cognome);
  await page.getByLabel(/^Nome/).fill(LAURA.nome);
  await membership(page, 'Analista', 'SIGESS_COM1 - Comune 1');
  await page.getByRole('radio', { name: /^Le legge/ }).check();
  await page.getByRole('button', { name: 'Abilita', exact: true }).click();
  // What only the server knows is said at its field.
  await expect(page.getByRole('alert')).toContainText('Sezioni riservate: Questo ruolo non legge schede');
  await accessible(page);
  await page.getByLabel('Ruolo').selectOption('Assistente sociale');
  await page.getByRole('button', { name: 'Abilita', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'NERI LAURA' })).toBeFocused();
  await expect(page).toHaveTitle('Operatore – SIGeSS');
  const memberships = page.getByRole('table', { name: 'Incarichi' });
  const row = memberships.getByRole('row', { name: /Assistente sociale/ });
  await expect(row).toContainText('In vigore');
  await expect(row).toContainText('Determinazione 12/2026');
  await expect(page.getByText('Nessuna sessione è aperta.')).toBeVisible();
  await accessible(page);

  const laura = await another('laura');
  await expect(laura.getByRole('heading', { name: 'Segnalazioni assegnate a me' })).toBeVisible();
  await expect(laura.getByRole('navigation', { name: 'Principale' })).not.toContainText('Operatori');

  await page.getByRole('button', { name: 'Nuovo incarico' }).click();
  const form = page.getByRole('region', { name: 'Nuovo incarico' });
  await expect(form.getByRole('heading', { name: 'Nuovo incarico' })).toBeFocused();
  await membership(form, 'Assistente sociale', 'SIGESS_COM1 - Comune 1');
  await form.getByRole('button', { name: 'Conferisci l’incarico' }).click();
  await expect(form.getByRole('alert')).toContainText('Dal: Nello stesso periodo');
  await accessible(page);
  await form.getByLabel('Unità').selectOption('SIGESS_COM2 - Comune 2');
  await form.getByRole('button', { name: 'Conferisci l’incarico' }).click();
  await expect(form).toHaveCount(0);
  const second = memberships.getByRole('row', { name: /Comune 2/ });
  await expect(second).toContainText('In vigore');

  // The first one is to end at once: with that the session that works in it ends too.
  const first = memberships.getByRole('row', { name: /Comune 1/ });
  await first.getByRole('button', { name: /^Cessa/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Cessa l’incarico' });
  await accessible(page);
  await dialog.getByLabel('Ultimo giorno').fill(inDays(-3));
  await dialog.getByLabel('Motivo').fill('Trasferita');
  await dialog.getByRole('button', { name: 'Cessa l’incarico' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Ultimo giorno');
  await accessible(page);
  await dialog.getByLabel('Ultimo giorno').fill(inDays(-1));
  await dialog.getByRole('button', { name: 'Cessa l’incarico' }).click();
  await expect(dialog).toBeHidden();
  await expect(first).toContainText('Annullato');
  await expect(page.getByRole('region', { name: 'Storia' })).toContainText('Trasferita');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await accessible(page);

  watch.provoke(403, '/graphql');
  await laura.getByRole('link', { name: 'Le mie segnalazioni' }).first().click();
  await expect(laura.getByRole('dialog')).toBeVisible();

  await page.reload();
  const sessions = page.getByRole('table', { name: 'Sessioni aperte' });
  await expect(sessions.getByRole('row')).toHaveCount(2);
  await sessions.getByRole('button', { name: /^Termina la sessione aperta il / }).click();
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Termina', exact: true }).click();
  await expect(page.getByText('Nessuna sessione è aperta.')).toBeVisible();

  await page.getByRole('button', { name: 'Disabilita' }).click();
  const disable = page.getByRole('dialog', { name: 'Disabilita NERI LAURA' });
  await disable.getByRole('button', { name: 'Disabilita' }).click();
  await expect(disable.getByRole('alert')).toBeFocused();
  await accessible(page);
  await disable.getByLabel('Motivo').fill('Fine del rapporto di lavoro');
  await disable.getByRole('button', { name: 'Disabilita' }).click();
  await expect(disable).toBeHidden();
  await expect(page.getByRole('button', { name: 'Riabilita' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Nuovo incarico' })).toHaveCount(0);
  await accessible(page);

  watch.provoke(401, '/auth/session');
  watch.provoke(401, '/graphql');
  await laura.goto('/');
  await expect(laura.getByRole('heading', { level: 1, name: 'Accesso' })).toBeVisible();
});

test('the list is narrowed by name, unit, role and state, which the address keeps except the name', async ({
  page,
  watch,
}) => {
  watch.guard('FERRETTI');
  await goTo(page, 'Operatori');
  await expect(operators(page).getByRole('row', { name: 'FERRETTI ANNA' })).toContainText('Comune 1');
  await accessible(page);
  const keys = new Keyboard(page);
  await keys.to('textbox', 'Cognome e nome');
  await keys.type('anna ferr');
  await keys.press('Enter');
  await expect(operators(page).getByRole('row')).toHaveCount(2);
  await keys.to('link', 'FERRETTI ANNA');
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'FERRETTI ANNA' })).toBeFocused();
  await keys.to('button', 'Disabilita');
  await keys.press('Enter');
  await keys.staysWithin(page.getByRole('dialog'));
  await keys.press('Escape');
  await expect(page.getByRole('button', { name: 'Disabilita' })).toBeFocused();

  await page.goBack();
  await expect(page.getByRole('textbox', { name: 'Cognome e nome' })).toHaveValue('anna ferr');
  await page.getByRole('combobox', { name: 'Unità' }).selectOption('SIGESS_COM2 - Comune 2');
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await expect(page).toHaveURL(/\/operatori\?unita=[0-9a-f-]+$/);
  await accessible(page);
  await page.getByRole('textbox', { name: 'Cognome e nome' }).fill('');
  await page.getByRole('button', { name: 'Cerca' }).click();
  await page
    .getByRole('combobox', { name: 'Ruolo' })
    .selectOption('Operatore di segretariato sociale / PUA / operatore base');
  await page.getByRole('radio', { name: 'Abilitati', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Solo in vigore oggi' }).check();
  await expect(operators(page).getByRole('link', { name: 'VITALE ELENA' })).toBeVisible();
  await expect(operators(page).getByRole('link', { name: 'FERRETTI ANNA' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Solo in vigore oggi' })).toBeChecked();
  await expect(operators(page).getByRole('link', { name: 'VITALE ELENA' })).toBeVisible();

  watch.provokeFailures();
  await page.route('**/graphql', (route) => route.abort());
  await page.getByRole('radio', { name: 'Disabilitati' }).check();
  await expect(page.getByRole('alert')).toContainText('Il servizio non è raggiungibile.');
  await accessible(page);
  await page.unroute('**/graphql');
  await page.getByRole('button', { name: 'Riprova' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('nobody changes his own rights', async ({ page }) => {
  await open(page, 'MARCHETTI ROBERTO');
  await expect(page.getByText('nessuno modifica i propri diritti')).toBeVisible();
  for (const name of ['Disabilita', 'Nuovo incarico', /^Cessa/])
    await expect(page.getByRole('main').getByRole('button', { name })).toHaveCount(0);
  const own = await page.getByRole('main').locator('dd').first().innerText();

  // Nor by the way round.
  await page.goto('/operatori/nuovo');
  await page.getByLabel('Codice fiscale').fill(own);
  await page.getByLabel('Cognome').fill('MARCHETTI');
  await page.getByLabel(/^Nome/).fill('ROBERTO');
  await membership(page, 'Coordinatore', 'SIGESS_COM1 - Comune 1');
  await page.getByRole('button', { name: 'Abilita', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Codice fiscale: L');
  await expect(page.getByText('Chi ha questo codice fiscale è già operatore')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Passa all’incarico' }).click();
  await expect(page.getByLabel('Atto di conferimento')).toHaveValue('Determinazione 12/2026');
  await accessible(page);
  await page.getByRole('button', { name: 'Conferisci l’incarico' }).click();
  await expect(page.getByRole('alert')).toContainText('Nessuno può modificare i propri diritti.');
  await accessible(page);
});

test('units are set up, renamed and ended below one’s own', async ({ page, seed }) => {
  const code = seed.name();
  await goTo(page, 'Unità organizzative');
  const tree = page.getByRole('main').getByRole('list').first();
  await expect(tree.getByRole('listitem').filter({ hasText: 'Comune 1' }).first()).toBeVisible();
  await accessible(page);
  const keys = new Keyboard(page);
  await keys.to('link', 'SIGESS_COM1 - Comune 1');
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Comune 1' })).toBeFocused();
  await accessible(page);

  await page.getByRole('button', { name: 'Nuova unità' }).click();
  const form = page.getByRole('region', { name: 'Nuova unità' });
  await expect(form.getByRole('heading', { name: 'Nuova unità sotto SIGESS_COM1 - Comune 1' })).toBeFocused();
  await form.getByRole('button', { name: 'Istituisci' }).click();
  await expect(form.getByRole('alert')).toBeFocused();
  await form.getByLabel('Tipo').selectOption('Distretto');
  await form.getByLabel('Codice').fill('SIGESS_COM1');
  await form.getByLabel('Descrizione').fill('Sportello di prova');
  await form.getByRole('button', { name: 'Istituisci' }).click();
  await expect(form.getByRole('alert')).toContainText("Tipo: Un'unità di questo tipo non può dipendere");
  await accessible(page);
  await form.getByLabel('Tipo').selectOption('Punto unico di accesso');
  await form.getByRole('button', { name: 'Istituisci' }).click();
  await expect(form.getByRole('alert')).toContainText('Codice: ');
  await form.getByLabel('Codice').fill(code);
  await form.getByRole('button', { name: 'Istituisci' }).click();
  await expect(form).toHaveCount(0);
  await page.getByRole('link', { name: `${code} - Sportello di prova` }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sportello di prova' })).toBeFocused();
  await expect(page).toHaveTitle(`Unità organizzativa – ${code} – SIGeSS`);

  await page.getByRole('button', { name: 'Rinomina' }).click();
  const rename = page.getByRole('dialog', { name: `Rinomina ${code}` });
  await accessible(page);
  await rename.getByRole('button', { name: 'Rinomina' }).click();
  await expect(rename.getByRole('alert')).toContainText('Non ci sono modifiche da salvare.');
  await rename.getByLabel('Descrizione').fill('Sportello unico');
  await rename.getByRole('button', { name: 'Rinomina' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sportello unico' })).toBeVisible();

  await page.getByRole('link', { name: 'SIGESS_COM1 - Comune 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Comune 1' })).toBeFocused();
  await page.getByRole('button', { name: 'Cessa' }).click();
  const close = page.getByRole('dialog');
  await close.getByRole('button', { name: 'Cessa' }).click();
  await expect(close.getByRole('alert')).toContainText("L'unità ha ancora unità sottostanti.");
  await accessible(page);
  await close.getByRole('button', { name: 'Annulla' }).click();

  await page.getByRole('link', { name: `${code} - Sportello unico` }).click();
  await page.getByRole('button', { name: 'Cessa' }).click();
  await close.getByRole('button', { name: 'Annulla' }).click();
  await page.getByRole('button', { name: 'Modifica il recapito' }).click();
  await expect(close).toContainText('Telefono, posta, orari.');
  await accessible(page);
  await close.getByLabel('Recapito').fill('tel. 06 1234567');
  await close.getByRole('button', { name: 'Salva' }).click();
  await expect(close).toBeHidden();
  await expect(page.getByText('tel. 06 1234567')).toBeVisible();
  await page.getByRole('button', { name: 'Cessa' }).click();
  // Somebody else renames it while one looks at it.
  const unita = new URL(page.url()).pathname.split('/').at(-1);
  await command(page, 'rinominaUnita', { unita, descrizione: 'Sportello di tutti' });
  await close.getByRole('button', { name: 'Cessa' }).click();
  await expect(close).toContainText('Nel frattempo la scheda è stata modificata');
  await accessible(page);
  await close.getByRole('button', { name: 'Ricarica' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sportello di tutti' })).toBeVisible();
  await page.getByRole('button', { name: 'Cessa' }).click();
  await close.getByRole('button', { name: 'Cessa' }).click();
  await expect(close).toBeHidden();
  await expect(page.getByRole('button', { name: 'Nuova unità' })).toHaveCount(0);
  await expect(page.getByText('Cessata', { exact: true })).toBeVisible();
  await accessible(page);

  await goTo(page, 'Unità organizzative');
  await expect(page.getByRole('link', { name: `${code} - Sportello di tutti` })).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Anche le unità cessate' }).check();
  await expect(page.getByRole('link', { name: `${code} - Sportello di tutti` })).toBeVisible();
  await accessible(page);
});

test('an administrator sees no files, and who works on files no administration', async ({
  page,
  another,
  seed,
}) => {
  const office = await another('giovanna');
  const subject = await seed.subject(office);
  const navigation = page.getByRole('navigation', { name: 'Principale' });
  await expect(navigation.getByRole('link')).toHaveText(['Home', 'Operatori', 'Unità organizzative']);
  await expect(page.getByRole('searchbox')).toHaveCount(0);
  await accessible(page);
  await page.goto(`/soggetti/${subject.id}/anagrafica`);
  await expect(page.getByRole('heading', { level: 1, name: 'Pagina non trovata' })).toBeVisible();

  for (const address of ['/operatori', '/operatori/nuovo', '/unita']) {
    await office.goto(address);
    await expect(office.getByRole('heading', { level: 1, name: 'Pagina non trovata' })).toBeVisible();
  }
  await accessible(office);
});
