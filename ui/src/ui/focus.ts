let forget = () => {};

/** When what has the focus now is taken off the page, the heading takes it: the keyboard goes on from there. */
export function keepFocus(): void {
  forget();
  const held = document.activeElement;
  // The answer may come onto the page some time after the command has ended.
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', forgotten, { once: true });
  forget = forgotten;
  look();

  function forgotten(): void {
    observer.disconnect();
    document.removeEventListener('focusin', forgotten);
  }

  function look(): void {
    if (held !== document.body && held?.isConnected) return;
    forgotten();
    // Not before a dialog that closes has given it back.
    requestAnimationFrame(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>('main h1')?.focus();
    });
  }
}
