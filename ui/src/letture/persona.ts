// Whose readings are looked at: the codice fiscale that was typed, in memory only. Addresses have the opaque id.
let known: { soggetto: string; codiceFiscale: string } | null = null;

/** Remembers to whom an id belongs, until the page is loaded anew. */
export function rememberPerson(soggetto: string, codiceFiscale: string): void {
  known = { soggetto, codiceFiscale };
}

/** How to name a person: by what was typed, or else by the beginning of the id. */
export function personOf(soggetto: string): string {
  return known?.soggetto === soggetto ? known.codiceFiscale : `soggetto ${soggetto.slice(0, 8)}`;
}
