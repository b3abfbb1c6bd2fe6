import type { BrowserContext, ConsoleMessage, Request, Response } from '@playwright/test';
import { identity, origin } from './addresses';

/** An answer that a test provokes on purpose. */
interface Provoked {
  status: number;
  path: string;
}

// Asked before anybody is in: the answer is no.
const NOBODY_IS_IN: Provoked = { status: 401, path: '/auth/session' };

/** What Chromium writes for every answer or request that failed; both are watched as such. */
const SAID_TWICE = /^Failed to load resource: (the server responded with a status of|net::)/;

/**
 * Notes whatever must not happen in a browser: errors on the console (violations of the content security policy are
 * among them) and in scripts, requests to other hosts, answers of failure, requests without an answer, and personal
 * data where they stay behind.
 */
export class Watch {
  readonly faults: string[] = [];
  private readonly provoked: Provoked[] = [NOBODY_IS_IN];
  private readonly secrets = new Set<string>();
  private readonly addresses = new Set<string>();
  private failuresProvoked = false;

  /** Follows everything in a context, whatever page it opens. */
  follow(context: BrowserContext): void {
    context.on('console', (message) => this.onConsole(message));
    context.on('weberror', (error) => this.note(`error in a script: ${error.error().message}`));
    context.on('request', (request) => this.onRequest(request));
    context.on('requestfailed', (request) => this.onFailure(request));
    context.on('response', (response) => this.onResponse(response));
    context.on('page', (page) => page.on('framenavigated', (frame) => this.addresses.add(frame.url())));
  }

  /** The test brings about such an answer. */
  provoke(status: number, path: string): void {
    this.provoked.push({ status, path });
  }

  /** The test cuts the network. */
  provokeFailures(): void {
    this.failuresProvoked = true;
  }

  /** What was noted, for tests of the watch itself: it is noted no longer. */
  take(): string[] {
    this.secrets.clear();
    return this.faults.splice(0);
  }

  /** A name or code of a person: it must be in no address, title or store of the browser. */
  guard(...values: (string | null | undefined)[]): void {
    for (const value of values) if (value && value.length >= 4) this.secrets.add(value.toLowerCase());
  }

  /** Looks through what the browser keeps. */
  async close(context: BrowserContext): Promise<void> {
    for (const page of context.pages()) {
      if (page.isClosed() || !page.url().startsWith(origin())) continue;
      this.addresses.add(page.url());
      const kept = await page.evaluate(() =>
        JSON.stringify([
          document.title,
          history.state,
          document.cookie,
          { ...localStorage },
          { ...sessionStorage },
        ]),
      );
      this.tells(kept, 'title, history or store of the browser');
    }
    for (const address of this.addresses) this.tells(address, 'an address');
  }

  private tells(text: string, where: string): void {
    const lower = `${text} ${decoded(text)}`.toLowerCase();
    for (const secret of this.secrets) if (lower.includes(secret)) this.note(`personal data in ${where}`);
  }

  private note(fault: string): void {
    this.faults.push(fault);
  }

  private onConsole(message: ConsoleMessage): void {
    if (message.type() !== 'error' || SAID_TWICE.test(message.text())) return;
    // React tells what an error page was shown for.
    if (message.text().startsWith('Fault: ') && (this.failuresProvoked || this.provoked.length > 1)) return;
    this.note(`console: ${message.text()}`);
  }

  private onRequest(request: Request): void {
    const url = new URL(request.url());
    if (!['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol)) return;
    if (url.origin !== origin() && url.origin !== identity()) this.note(`request to ${url.origin}`);
    this.addresses.add(request.url());
    this.addresses.add(request.headers().referer ?? '');
  }

  private onFailure(request: Request): void {
    const cause = request.failure()?.errorText ?? '';
    // A page that is left gives up what it was asking for.
    if (cause === 'net::ERR_ABORTED' || this.failuresProvoked) return;
    this.note(`no answer from ${new URL(request.url()).pathname}: ${cause}`);
  }

  private onResponse(response: Response): void {
    const status = response.status();
    const { pathname } = new URL(response.url());
    if (status < 400 || this.provoked.some((p) => p.status === status && p.path === pathname)) return;
    this.note(`${status} from ${pathname}`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return '';
  }
}
