import { useSyncExternalStore } from 'react';

// Whether the server has said that the session is over. A store of its own: the network layer tells it, a dialog
// shows it, and the page below stays as it was, with all that was typed.
let over = false;
const listeners = new Set<() => void>();

function set(value: boolean): void {
  if (over === value) return;
  over = value;
  for (const listener of listeners) listener();
}

/** The server no longer knows the session. */
export function sessionOver(): void {
  set(true);
}

/** There is a session again. */
export function sessionBack(): void {
  set(false);
}

/** Whether the session is over, now. */
export function isSessionOver(): boolean {
  return over;
}

let known: Promise<unknown> = Promise.resolve();

/** Nothing is asked in anybody's name before it is settled who is logged in. */
export function holdRequests(until: Promise<unknown>): void {
  known = until.catch(() => undefined);
}

/** When it is settled who is logged in. */
export function whoIsKnown(): Promise<unknown> {
  return known;
}

/** Whether the session is over. */
export function useSessionOver(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => over,
  );
}
