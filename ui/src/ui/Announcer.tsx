import { useSyncExternalStore } from 'react';

let current = '';
const listeners = new Set<() => void>();

/** Has a screen reader say something that changed elsewhere on the page. */
export function announce(text: string): void {
  // The same words twice in a row would not be said again: a zero-width mark makes them differ.
  current = current === text ? `${text}\u200B` : text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The region that is read aloud; on the page from the start. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => current);
  return (
    <div role="status" className="visually-hidden">
      {text}
    </div>
  );
}
