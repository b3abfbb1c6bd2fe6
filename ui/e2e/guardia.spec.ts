import { accessible } from './support/accessible';
import { identity, origin } from './support/addresses';
import { loginAs } from './support/people';
import { expect, test } from './support/test';

// The watch that all other tests rely on.

test.beforeEach(async ({ page }) => {
  await page.goto('/accessibilita');
});

test('the watch notes an error on the console and in a script', async ({ page, watch }) => {
  await page.evaluate(() => {
    console.error('told to the console');
    setTimeout(() => {
      throw new Error('thrown');
    });
  });
  await expect.poll(() => watch.faults.length).toBe(2);
  expect(watch.take().join()).toMatch(/console: told to the console.*error in a script: thrown/);
});

test('the watch notes what the content security policy keeps out', async ({ page, watch }) => {
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.foreign = true';
    document.head.append(script);
  });
  await expect.poll(() => watch.faults.length).toBeGreaterThan(0);
  expect(watch.take().join()).toContain('Content Security Policy');
});

test('the watch notes a request to another host', async ({ page, watch }) => {
  await page.goto('about:blank');
  await page.route('http://127.0.0.2/**', (route) => route.fulfill({ status: 200, body: '' }));
  await page.goto('http://127.0.0.2/elsewhere');
  expect(watch.take()).toContain('request to http://127.0.0.2');
  expect(new Set([origin(), identity()]).size).toBe(2);
});

test('the watch notes an answer of failure', async ({ page, watch }) => {
  await page.evaluate(() => fetch('/assets/none.js'));
  expect(watch.take()).toEqual(['404 from /assets/none.js']);
});

test('the watch notes personal data in an address, a title and the store of the browser', async ({
  page,
  context,
  watch,
}) => {
  watch.guard('Bianchi');
  await page.goto('/accessibilita?cerca=Bi%61nchi');
  await page.evaluate(() => localStorage.setItem('last', 'BIANCHI'));
  await watch.close(context);
  const noted = watch.take();
  expect(noted).toContain('personal data in an address');
  expect(noted).toContain('personal data in title, history or store of the browser');
});

test('a picture without words is a violation', async ({ page }) => {
  await accessible(page);
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')));
  await expect(accessible(page)).rejects.toThrow('image-alt');
});

test('an operator who logs in is at home', async ({ page }) => {
  await loginAs(page, 'giovanna');
  await expect(page.getByRole('banner')).toContainText("D'ARCO GIOVANNA");
});
