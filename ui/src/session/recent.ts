import { useSyncExternalStore } from 'react';

// The last subjects looked at: their opaque ids only, in this tab only, gone when it is closed or on logout.
const KEY = 'ultimi-soggetti';
const MOST = 8;

let raw: string | null = null;
let ids: readonly string[] = [];

function read(): readonly string[] {
  const now = sessionStorage.getItem(KEY);
  if (now === raw) return ids;
  raw = now;
  ids = (now ?? '').split(',').filter(Boolean);
  return ids;
}

/** Puts a subject at the head of the list. */
export function remember(id: string): void {
  const list = [id, ...read().filter((other) => other !== id)].slice(0, MOST);
  sessionStorage.setItem(KEY, list.join(','));
}

/** The ids, last looked at first. */
export function useRecent(): readonly string[] {
  return useSyncExternalStore(() => () => undefined, read);
}
