import { type Browser, type BrowserContext, type Page, test as base, expect } from '@playwright/test';
import { origin } from './addresses';
import { Anpr } from './anpr';
import { type Person, loginAs } from './people';
import { Seed } from './seed';
import { Watch } from './watch';

interface Fixtures {
  /** What must not happen, in all browsers of the test. */
  watch: Watch;
  /** Makes what the test is about. */
  seed: Seed;
  /** Another operator at another computer. */
  another: (person: Person) => Promise<Page>;
}

interface WorkerFixtures {
  /** The simulated register of residents. */
  anpr: Anpr;
}

/** A test in a watched browser: whatever must not happen fails it, also when nobody looked there. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  anpr: [
    async ({}, give, worker) => {
      await give(await Anpr.ofWorker(worker.workerIndex));
    },
    { scope: 'worker' },
  ],
  baseURL: async ({}, give) => {
    await give(origin());
  },
  watch: async ({}, give) => {
    await give(new Watch());
  },
  seed: async ({ watch }, give, { workerIndex, testId }) => {
    await give(new Seed(workerIndex, testId, watch));
  },
  context: async ({ context, watch }, give) => {
    watch.follow(context);
    await give(context);
    await watch.close(context);
    expect(watch.faults, 'what must not happen in the browser').toEqual([]);
  },
  another: async ({ browser, contextOptions, watch }, give) => {
    const opened: BrowserContext[] = [];
    await give(async (person) => {
      const context = await elsewhere(browser, contextOptions);
      opened.push(context);
      watch.follow(context);
      const page = await context.newPage();
      await loginAs(page, person);
      return page;
    });
    for (const context of opened) {
      await watch.close(context);
      await context.close();
    }
    expect(watch.faults, 'what must not happen in the other browsers').toEqual([]);
  },
});

function elsewhere(browser: Browser, options: object): Promise<BrowserContext> {
  return browser.newContext({
    ...options,
    baseURL: origin(),
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    viewport: { width: 1280, height: 900 },
  });
}

export { expect };
