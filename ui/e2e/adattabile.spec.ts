import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import type { Anpr } from './support/anpr';
import { administrationPages, mainPages, pagesOfControl, settled } from './support/pages';
import { loginAs } from './support/people';
import { type Seed, openedInEmergency } from './support/seed';
import { expect, test } from './support/test';

// Small windows, large letters: WCAG 1.4.4, 1.4.10, 1.4.12.

/** What is wider than the window; what scrolls sideways without being a region one can reach and name. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const told: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) told.push(`the page is ${root.scrollWidth} px wide`);
    for (const element of document.querySelectorAll<HTMLElement>('main *')) {
      const { overflowX } = getComputedStyle(element);
      if (element.scrollWidth <= element.clientWidth || !['auto', 'scroll'].includes(overflowX)) continue;
      const named = element.role === 'region' && element.ariaLabel !== null && element.tabIndex === 0;
      if (!named && element.tagName !== 'TEXTAREA')
        told.push(`${element.className} scrolls, and is no region`);
    }
    return told;
  });
}

/** Texts of which a part is cut off. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const hides = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip');
        const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
        const cut =
          element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
        return hides && cut && text && !element.closest('.visually-hidden, .skiplinks, svg');
      })
      .map((element) => `${element.tagName}.${element.className}`),
  );
}

/** Controls that something else lies over, or that cannot be brought into the window. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const within: ParentNode = document.querySelector('dialog[open]') ?? document;
    const controls = [
      ...within.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
    ];
    /** Whether a press there meets the control, or what stands for it. */
    const meets = (control: HTMLElement, x: number, y: number) => {
      const met = document.elementFromPoint(x, y);
      if (met === null) return false;
      const label = met.closest('label');
      return control.contains(met) || met.contains(control) || label?.control === control;
    };
    const told = controls.filter((control) => {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('.skiplinks'))
        return false;
      control.scrollIntoView({ block: 'center', inline: 'center' });
      const box = control.getClientRects()[0];
      if (box === undefined || box.width < 1) return false;
      const y = box.top + box.height / 2;
      return [box.left + 3, box.left + box.width / 2, box.right - 3].some((x) => !meets(control, x, y));
    });
    window.scrollTo(0, 0);
    return told.map((control) => `${control.tagName} ${control.textContent || control.getAttribute('name')}`);
  });
}

/** Everything is there, in reach, and without a violation. */
async function sound(page: Page, what: string): Promise<void> {
  await settled(page);
  expect(await sideways(page), what).toEqual([]);
  expect(await cutOff(page), what).toEqual([]);
  expect(await outOfReach(page), what).toEqual([]);
  await accessible(page);
}

/** What one comes to on the way: results, a sheet of ANPR, errors of a form, a dialog. */
async function states(
  page: Page,
  seed: Seed,
  anpr: Anpr,
  look: (what: string) => Promise<void>,
): Promise<void> {
  const subject = await seed.subject(page);
  const search = async (codiceFiscale: string) => {
    await page.goto('/soggetti');
    await page.getByLabel('Codice fiscale', { exact: true }).fill(codiceFiscale);
    await page.keyboard.press('Enter');
  };
  await search(subject.codiceFiscale);
  await expect(page.getByRole('table', { name: 'Soggetti trovati' })).toBeVisible();
  await look('results');
  await search(anpr.person().codiceFiscale);
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  await look('nobody found');
  await page.getByLabel('Numero della pratica').fill('PROT-2024-003');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Importa dati Soggetto' })).toBeVisible();
  await look('sheet of ANPR');
  await page.goto(`/segnalazioni/nuova?soggetto=${subject.id}`);
  await page.getByRole('button', { name: 'SALVA', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Ci sono campi da correggere' })).toBeFocused();
  await look('errors');
  await page.goto(`/soggetti/${subject.id}/nucleo-anagrafe`);
  await page.getByRole('button', { name: 'Confronto Nucleo con Anagrafe' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('dialog');
  const { id } = await seed.segnalazione(page, subject.id);
  await page.goto(`/segnalazioni/${id}/annotazioni`);
  await page.getByRole('button', { name: 'Nuova annotazione' }).click();
  await page.getByRole('radio', { name: /^Riservata/ }).check();
  await expect(page.getByLabel('Di che cosa tratta')).toBeVisible();
  await look('a new note');
  await page.getByRole('radio', { name: /^Ordinaria/ }).check();
  await page.getByLabel('Testo').fill('Colloquio in sede.');
  await page.getByRole('button', { name: 'Aggiungi l’annotazione' }).click();
  await page.getByRole('button', { name: /^Rettifica/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('a note to be corrected');
}

/** What an auditor comes to on the way: all that is kept of a reading, forms, the end of an access. */
async function statesOfControl(
  page: Page,
  codiceFiscale: string,
  look: (what: string) => Promise<void>,
): Promise<void> {
  await page.goto('/registro');
  await page
    .getByRole('button', { name: /^Dettagli/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: /^Lettura del/ })).toBeVisible();
  await look('a reading');
  await page.goto('/emergenze');
  await page.getByRole('button', { name: 'Apri un accesso di emergenza' }).click();
  await page.getByRole('button', { name: 'Apri la scheda per 60 minuti' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await look('an access to be opened');
  await openedInEmergency(page, 'michele', codiceFiscale);
  await page.goto('/emergenze');
  await page
    .getByRole('button', { name: /^Termina/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('an access to be ended');
}

/** What an administrator comes to on the way: forms and dialogs. */
async function statesOfAdministration(page: Page, look: (what: string) => Promise<void>): Promise<void> {
  const pages = await administrationPages(page);
  const dialogs: [string, string | RegExp, string][] = [
    ['operatore', 'Disabilita', 'an operator to be disabled'],
    ['operatore', /^Cessa l’incarico/, 'a membership to be ended'],
    ['unità organizzativa', 'Rinomina', 'a unit to be renamed'],
    ['unità organizzativa', 'Cessa', 'a unit to be ended'],
  ];
  for (const [where, name, what] of dialogs) {
    await page.goto(pages.get(where) ?? '');
    await page.getByRole('main').getByRole('button', { name }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(what);
  }
  const forms = [
    ['operatore', 'Nuovo incarico', 'Conferisci l’incarico'],
    ['unità organizzativa', 'Nuova unità', 'Istituisci'],
  ] as const;
  for (const [where, opens, sends] of forms) {
    await page.goto(pages.get(where) ?? '');
    await page.getByRole('button', { name: opens }).click();
    await page.getByRole('button', { name: sends }).click();
    await expect(page.getByRole('alert')).toBeFocused();
    await look(opens);
  }
}

const WINDOWS = [
  { name: '320 pixels wide', viewport: { width: 320, height: 640 }, deviceScaleFactor: 1 },
  { name: 'at 400 per cent', viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 },
];

for (const { name, ...window } of WINDOWS) {
  test.describe(name, () => {
    test.use(window);
    test(`no page scrolls sideways or hides a control ${name}`, async ({ page, anpr }) => {
      test.setTimeout(120_000);
      await page.goto('/accesso');
      await sound(page, 'accesso');
      await loginAs(page, 'giovanna');
      for (const [what, url] of await mainPages(page, anpr)) {
        await page.goto(url);
        await sound(page, what);
      }
    });

    test(`no page of who controls scrolls sideways or hides a control ${name}`, async ({
      page,
      another,
      seed,
    }) => {
      test.setTimeout(120_000);
      const { codiceFiscale } = await seed.subject(await another('giovanna'));
      const access = await openedInEmergency(await another('elena'), 'elena', codiceFiscale);
      await loginAs(page, 'michele');
      for (const [what, url] of await pagesOfControl(page, access)) {
        await page.goto(url);
        await sound(page, what);
      }
      await statesOfControl(page, codiceFiscale, (what) => sound(page, what));
    });

    test(`no page of administration scrolls sideways or hides a control ${name}`, async ({ page }) => {
      test.setTimeout(90_000);
      await loginAs(page, 'roberto');
      for (const [what, url] of await administrationPages(page)) {
        await page.goto(url);
        await sound(page, what);
      }
      await statesOfAdministration(page, (what) => sound(page, what));
    });

    test(`nothing that comes up scrolls sideways or hides a control ${name}`, async ({
      page,
      anpr,
      seed,
    }) => {
      test.setTimeout(60_000);
      await loginAs(page, 'giovanna');
      await states(page, seed, anpr, (what) => sound(page, what));
    });
  });
}

/** The spacing of text that WCAG 1.4.12 has pages bear. */
async function widen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-bottom: 2em !important }
    `);
    document.adoptedStyleSheets = [sheet];
  });
}

test('wider spacing of letters, words and lines cuts nothing off', async ({ page, anpr, seed }) => {
  test.setTimeout(120_000);
  await loginAs(page, 'giovanna');
  for (const [what, url] of await mainPages(page, anpr)) {
    await page.goto(url);
    await settled(page);
    await widen(page);
    await sound(page, what);
  }
  await states(page, seed, anpr, async (what) => {
    await widen(page);
    await sound(page, what);
  });
});

test('wider spacing cuts nothing off in the pages of who controls', async ({ page, another, seed }) => {
  test.setTimeout(120_000);
  const { codiceFiscale } = await seed.subject(await another('giovanna'));
  const access = await openedInEmergency(await another('elena'), 'elena', codiceFiscale);
  await loginAs(page, 'michele');
  for (const [what, url] of await pagesOfControl(page, access)) {
    await page.goto(url);
    await settled(page);
    await widen(page);
    await sound(page, what);
  }
  await statesOfControl(page, codiceFiscale, async (what) => {
    await widen(page);
    await sound(page, what);
  });
});

test('wider spacing cuts nothing off in the pages of administration', async ({ page }) => {
  test.setTimeout(90_000);
  await loginAs(page, 'roberto');
  for (const [what, url] of await administrationPages(page)) {
    await page.goto(url);
    await settled(page);
    await widen(page);
    await sound(page, what);
  }
  await statesOfAdministration(page, async (what) => {
    await widen(page);
    await sound(page, what);
  });
});
