import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { loginAs } from './support/people';
import { alertOf, openedInEmergency } from './support/seed';
import { expect, test } from './support/test';

// Alerts about readings. Each test has its own: an emergency access raises one at once.

let alert: string;
let access: string;
let auditor: Page;

test.beforeEach(async ({ page, another, seed }) => {
  await loginAs(page, 'giovanna');
  const { codiceFiscale } = await seed.subject(page);
  access = await openedInEmergency(await another('elena'), 'elena', codiceFiscale);
  auditor = await another('michele');
  alert = await alertOf(auditor, access);
});

function row(page: Page) {
  return page
    .getByRole('table', { name: 'Avvisi sulle letture' })
    .getByRole('row')
    .filter({ has: page.locator(`a[href="/avvisi/${alert}"]`) });
}

/** Chooses which alerts are listed, and waits until they are. */
async function list(which: string, label: string): Promise<void> {
  await auditor.getByRole('radio', { name: label, exact: true }).check();
  await expect(auditor).toHaveURL(new RegExp(`quali=${which}$`));
}

test('an alert is found, taken, and closed with an outcome', async () => {
  const navigation = auditor.getByRole('navigation', { name: 'Principale' });
  const link = navigation.getByRole('link', { name: /^Avvisi \d+ da prendere in esame$/ });
  await expect(auditor.getByRole('main')).toContainText(/Da prendere in esame: \d+/);
  await accessible(auditor);
  await link.click();
  await expect(auditor.getByRole('heading', { level: 1, name: 'Avvisi sulle letture' })).toBeFocused();
  await expect(row(auditor)).toContainText('VITALE ELENA');
  await expect(row(auditor)).toContainText('1 scheda');
  await expect(row(auditor)).toContainText('Aperto');
  await accessible(auditor);

  await row(auditor).getByRole('link', { name: 'Accesso in emergenza' }).click();
  await expect(auditor.getByRole('heading', { level: 1, name: 'Accesso in emergenza' })).toBeFocused();
  await expect(auditor).toHaveTitle(`Avviso sulle letture – ${alert.slice(0, 8)} – SIGeSS`);
  const says = auditor.getByRole('region', { name: 'Che cosa segnala' });
  await expect(says).toContainText('Un avviso è un motivo per chiedere, non una prova.');
  await accessible(auditor);
  await auditor.getByRole('button', { name: 'Prendi in esame' }).click();
  const steps = auditor.getByRole('region', { name: 'Che cosa ne è stato fatto' }).getByRole('listitem');
  await expect(steps).toHaveCount(2);
  await expect(steps.last()).toContainText(/In esame.*SERRA MICHELE/);
  await expect(auditor.getByRole('heading', { level: 1 })).toBeFocused();
  await accessible(auditor);

  const form = auditor.getByRole('region', { name: 'Esame' });
  await form.getByRole('button', { name: 'Chiudi l’avviso' }).click();
  await expect(form.getByRole('alert')).toBeFocused();
  await expect(form.getByRole('alert')).toContainText('Indicare l’esito.');
  await expect(form.getByRole('alert')).toContainText('Scrivere come si è giunti all’esito.');
  await accessible(auditor);
  await form.getByRole('radio', { name: /^Giustificato/ }).check();
  await form.getByLabel('Come si è giunti all’esito').fill('Sentita la coordinatrice.\nCollega in malattia.');
  await form.getByRole('button', { name: 'Chiudi l’avviso' }).click();
  await expect(form).toHaveCount(0);
  await expect(steps.last()).toContainText('Chiuso – Giustificato: il lavoro lo richiedeva');
  await expect(steps.last()).toContainText('Collega in malattia.');
  await accessible(auditor);

  await auditor.getByRole('navigation', { name: 'Percorso' }).getByRole('link', { name: 'Avvisi' }).click();
  await expect(row(auditor)).toHaveCount(0);
  await list('in-esame', 'In esame');
  await expect(row(auditor)).toHaveCount(0);
  await list('chiusi', 'Chiusi');
  await expect(row(auditor)).toContainText('Giustificato, SERRA MICHELE');
  await accessible(auditor);
  await list('tutti', 'Tutti');
  await expect(row(auditor)).toContainText('Chiuso');
});

test('an alert leads to the readings of its operator on its day', async () => {
  await auditor.goto(`/avvisi/${alert}`);
  await auditor.getByText('Di quali schede si tratta').click();
  await expect(auditor.getByRole('link', { name: /^soggetto/ })).toHaveCount(1);
  await auditor.getByRole('link', { name: 'Letture dell’operatore in questo giorno' }).click();
  await expect(auditor.getByRole('heading', { level: 1, name: 'Registro delle letture' })).toBeFocused();
  const day = /dal=(\d{4}-\d\d-\d\d)&al=\1/;
  await expect(auditor).toHaveURL(day);
  await expect(auditor.getByRole('list', { name: 'Filtri attivi' })).toContainText('Operatore: VITALE ELENA');
  await expect(auditor.getByRole('table', { name: 'Letture' })).toContainText('Da chi la persona è seguita');
});

test('an alert of an emergency leads to the access that raised it', async () => {
  await auditor.goto(`/avvisi/${alert}`);
  const says = auditor.getByRole('region', { name: 'Che cosa segnala' });
  await says.getByRole('link', { name: 'Accesso di emergenza' }).click();
  await expect(auditor).toHaveURL(new RegExp(`/emergenze/${access}$`));
  await expect(auditor.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(auditor.getByRole('heading', { level: 1 })).toContainText('Accesso di emergenza del');
  await expect(auditor.getByRole('main')).toContainText('VITALE ELENA');
});

test('who comes second is told, and sees the alert as it is now', async () => {
  await auditor.goto(`/avvisi/${alert}`);
  const tab = await auditor.context().newPage();
  await tab.goto(`/avvisi/${alert}`);
  await auditor.getByRole('button', { name: 'Prendi in esame' }).click();
  await expect(auditor.getByRole('button', { name: 'Chiudi l’avviso' })).toBeVisible();

  await tab.getByRole('button', { name: 'Prendi in esame' }).click();
  await expect(tab.getByText('Nel frattempo').first()).toBeVisible();
  await accessible(tab);
  await tab.getByRole('button', { name: 'Ricarica' }).click();
  await expect(tab.getByRole('button', { name: 'Prendi in esame' })).toHaveCount(0);

  for (const page of [auditor, tab]) {
    await page.getByRole('radio', { name: /^Errore/ }).check();
    await page.getByLabel('Come si è giunti all’esito').fill('Codice fiscale digitato male.');
  }
  await auditor.getByRole('button', { name: 'Chiudi l’avviso' }).click();
  await expect(auditor.getByRole('region', { name: 'Esame' })).toHaveCount(0);
  await tab.getByRole('button', { name: 'Chiudi l’avviso' }).click();
  await expect(tab.getByText('Nel frattempo').first()).toBeVisible();
  await accessible(tab);
  await tab.getByRole('button', { name: 'Ricarica' }).click();
  await expect(tab.getByRole('region', { name: 'Esame' })).toHaveCount(0);
  await expect(tab.getByText('Codice fiscale digitato male.')).toBeVisible();
});

test('who chooses another list stays where he is while it is on its way', async () => {
  const lists = [
    { address: '/avvisi', choice: 'In esame', question: 'Avvisi' },
    { address: '/emergenze', choice: 'Da riesaminare', question: 'AccessiEmergenza' },
  ];
  for (const { address, choice, question } of lists) {
    await auditor.goto(address);
    await expect(auditor.getByRole('table')).toBeVisible();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await auditor.route('**/graphql', async (route) => {
      if ((route.request().postData() ?? '').includes(`"operationName":"${question}"`)) await held;
      await route.fallback();
    });
    const radio = auditor.getByRole('radio', { name: choice, exact: true });
    await radio.check();
    const onItsWay = auditor
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: 'Caricamento in corso' });
    await expect(onItsWay).toBeAttached();
    await expect(radio).toBeChecked();
    await expect(radio).toBeFocused();
    await accessible(auditor);
    release();
    await expect(onItsWay).toHaveCount(0);
    await expect(radio).toBeFocused();
    await auditor.unrouteAll();
  }
});

test('nobody judges his own readings', async ({ page, seed }) => {
  const { codiceFiscale } = await seed.subject(page);
  const own = await alertOf(auditor, await openedInEmergency(auditor, 'michele', codiceFiscale));
  await auditor.goto(`/avvisi/${own}`);
  await expect(auditor.getByText('Nessuno esamina le proprie letture')).toBeVisible();
  await expect(auditor.getByRole('button', { name: 'Prendi in esame' })).toHaveCount(0);
  await accessible(auditor);
});

test('a list that cannot be had says why, and an alert that is not there is a page not found', async ({
  watch,
}) => {
  watch.provokeFailures();
  let cut = true;
  await auditor.route('**/graphql', (route) =>
    cut && (route.request().postData() ?? '').includes('"operationName":"Avvisi"')
      ? route.abort('connectionrefused')
      : route.fallback(),
  );
  await auditor.goto('/avvisi');
  const failed = auditor.getByRole('alert').filter({ hasText: 'Il servizio non è raggiungibile' });
  await expect(failed).toBeVisible();
  await accessible(auditor);
  cut = false;
  await failed.getByRole('button', { name: 'Riprova' }).click();
  await expect(row(auditor)).toBeVisible();
  for (const id of ['00000000-0000-4000-8000-000000000000', 'nessuno']) {
    await auditor.goto(`/avvisi/${id}`);
    await expect(auditor.getByRole('heading', { level: 1, name: 'Pagina non trovata' })).toBeVisible();
    await accessible(auditor);
  }
});

test('who does not control reads no alerts', async ({ page }) => {
  await page.goto('/avvisi');
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'L’operatore non è abilitato a questa funzione.',
  );
  await expect(page.getByRole('link', { name: /^Avvisi/ })).toHaveCount(0);
  await accessible(page);
});
