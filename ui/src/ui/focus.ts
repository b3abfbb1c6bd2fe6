/** When what had the focus is no longer on the page, its heading takes it: the keyboard goes on from there. */
export function keepFocus(): void {
  // Once the answer is on the page.
  requestAnimationFrame(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('main h1')?.focus();
  });
}
