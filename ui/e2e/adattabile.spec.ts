import type { Page } from '@playwright/test';
import { mainPages, settled } from './support/pages';
import { loginAs } from './support/people';
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

const WINDOWS = [
  { name: '320 pixels wide', viewport: { width: 320, height: 640 }, deviceScaleFactor: 1 },
  { name: 'at 400 per cent', viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 },
];

for (const { name, ...window } of WINDOWS) {
  test.describe(name, () => {
    test.use(window);
    test(`no page scrolls sideways ${name}`, async ({ page, anpr }) => {
      test.setTimeout(90_000);
      await page.goto('/accesso');
      await settled(page);
      expect(await sideways(page), 'accesso').toEqual([]);
      await loginAs(page, 'giovanna');
      for (const [what, url] of await mainPages(page, anpr)) {
        await page.goto(url);
        await settled(page);
        expect(await sideways(page), what).toEqual([]);
      }
    });
  });
}

test('wider spacing of letters, words and lines cuts nothing off', async ({ page, anpr }) => {
  test.setTimeout(90_000);
  await loginAs(page, 'giovanna');
  for (const [what, url] of await mainPages(page, anpr)) {
    await page.goto(url);
    await settled(page);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-bottom: 2em !important }
      `);
      document.adoptedStyleSheets = [sheet];
    });
    expect(await cutOff(page), what).toEqual([]);
    expect(await sideways(page), what).toEqual([]);
  }
});
