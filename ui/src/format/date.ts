// Dates: ISO days (`2024-10-21`) on the wire, `gg/mm/aaaa` on the screen.

/** How much of a date is known. */
export type Precision = 'GIORNO' | 'MESE' | 'ANNO';

const instant = new Intl.DateTimeFormat('it-IT', {
  timeZone: 'Europe/Rome',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' });

/** Today in the office, as ISO day. */
export function today(adesso: Date = new Date()): string {
  return day.format(adesso);
}

/** `11/07/1986`, or `07/1986`, or `1986`; nothing for nothing. */
export function formatDay(iso: string | null | undefined, precisione: Precision | null = 'GIORNO'): string {
  const [anno, mese, numero] = iso?.split('-') ?? [];
  if (anno === undefined || mese === undefined || numero === undefined) return '';
  if (precisione === 'ANNO') return anno;
  if (precisione === 'MESE') return `${mese}/${anno}`;
  return `${numero}/${mese}/${anno}`;
}

/** `21/10/2024, 11:30` in the time of the office. */
export function formatInstant(iso: string | null | undefined): string {
  return iso ? instant.format(new Date(iso)) : '';
}

/** The office's day of an instant. */
export function dayOf(istanteIso: string): string {
  return formatDay(today(new Date(istanteIso)));
}

/** Reads what an operator typed: `11/7/1986`, `11.07.1986`, `11-7-1986`, `11071986`. `null` when it is no day. */
export function parseDay(testo: string): string | null {
  const t = testo.trim();
  const parti = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(t) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(t);
  if (!parti) return null;
  const [, g, m, a] = parti.map(Number);
  if (g === undefined || m === undefined || a === undefined || a < 1000) return null;
  const data = new Date(Date.UTC(a, m - 1, g));
  const esiste = data.getUTCFullYear() === a && data.getUTCMonth() === m - 1 && data.getUTCDate() === g;
  return esiste ? data.toISOString().slice(0, 10) : null;
}

/** The day that follows, as ISO day. */
export function dayAfter(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The instant at which a day begins in the office, in summer and in winter. */
export function startOfDay(iso: string): string {
  const summer = new Date(`${iso}T00:00:00+02:00`);
  return (today(summer) === iso ? summer : new Date(`${iso}T00:00:00+01:00`)).toISOString();
}
