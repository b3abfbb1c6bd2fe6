import { type Locator, type Page, expect } from '@playwright/test';

type Role = 'link' | 'button' | 'textbox' | 'radio' | 'combobox';

/** More stops than any page has between two places. */
const MOST_STOPS = 60;

/** Hands on the keyboard: nothing is clicked, and after every key the focus is somewhere and in sight. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Goes on with Tab, or back, until something of that name has the focus. */
  async to(role: Role, name: string | RegExp, way: 'on' | 'back' = 'on'): Promise<void> {
    const goal = this.page.getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) });
    await expect(goal.first()).toBeVisible();
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await this.isOneOf(goal)) return this.isInSight();
      await this.page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab');
      // Of radio buttons only the chosen one, or the first, is a stop; arrows go to the others.
      if (role === 'radio') await this.arrows(goal);
    }
    throw new Error(`${role} ${String(name)} is not reached by ${MOST_STOPS} stops of the Tab key`);
  }

  /** A key, with the focus on something. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Letters, one by one. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** What has the focus lies within the window, not hidden, and shows that it has it. */
  async isInSight(): Promise<void> {
    const seen = await this.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return 'nothing has the focus';
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) return 'what has the focus has no size';
      const within = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      if (!within) return 'what has the focus lies outside the window';
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      // `auto` is the ring of the browser itself.
      const ring =
        outlineStyle === 'auto' || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2);
      // Headings and messages take the focus for who listens; Tab never stops there.
      return ring || element.getAttribute('tabindex') === '-1' ? null : 'the focus is not shown';
    });
    expect(seen).toBeNull();
  }

  /** Tab goes round within a dialog: past its last stop the browser's own controls may come, never the page below. */
  async staysWithin(dialog: Locator): Promise<void> {
    for (let stops = 0; stops < 8; stops += 1) {
      await this.page.keyboard.press('Tab');
      const below = await dialog.evaluate(
        (element) => document.activeElement !== document.body && !element.contains(document.activeElement),
      );
      expect(below, 'the focus is in the page below').toBe(false);
    }
  }

  private async isOneOf(goal: Locator): Promise<boolean> {
    const held = await goal.evaluateAll((elements) => elements.indexOf(document.activeElement as never));
    return held >= 0;
  }

  private async arrows(goal: Locator): Promise<void> {
    const group = await this.page.evaluate(() => {
      const element = document.activeElement;
      return element instanceof HTMLInputElement && element.type === 'radio'
        ? document.querySelectorAll(`input[type=radio][name="${element.name}"]`).length
        : 0;
    });
    for (let i = 0; i < group; i += 1) {
      if (await this.isOneOf(goal)) return;
      await this.page.keyboard.press('ArrowDown');
    }
  }
}
