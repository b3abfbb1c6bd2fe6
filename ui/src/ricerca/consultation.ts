/** Where a consultation is kept: in memory, until the page is left for good. It is never asked for twice. */
export function consultationKey(id: string) {
  return ['consultazione', id] as const;
}
