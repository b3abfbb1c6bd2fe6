/**
 * What the loader of a page with a list waits for. Who arrives finds the list there; who chooses another list on the page
 * keeps the page, with the focus where it is, and sees that the list is on its way.
 */
export function onArrival(cause: 'preload' | 'enter' | 'stay', list: Promise<unknown>): Promise<unknown> {
  return cause === 'stay' ? Promise.resolve() : list;
}
