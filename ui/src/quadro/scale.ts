import { scaleLinear } from 'd3-scale';

/** A range of whole years. */
export interface Years {
  dal: number;
  al: number;
}

/** Where days lie, in percent of the drawing's width. */
export interface Scale {
  /** Left edge of each year. */
  years: readonly { year: number; x: number; width: number }[];
  /** Place of a day, which may lie outside. */
  place: (iso: string) => number;
}

/** The scale of some years. */
export function scale({ dal, al }: Years): Scale {
  const start = Date.UTC(dal, 0, 1);
  const end = Date.UTC(al + 1, 0, 1);
  const percent = scaleLinear([start, end], [0, 100]);
  const years = Array.from({ length: al - dal + 1 }, (_, i) => {
    const x = percent(Date.UTC(dal + i, 0, 1));
    return { year: dal + i, x, width: percent(Date.UTC(dal + i + 1, 0, 1)) - x };
  });
  return { years, place: (iso) => percent(Date.parse(`${iso}T00:00:00Z`)) };
}

/** A bar within the drawing, or `null` when it lies wholly outside. An open one runs to `today`. */
export function bar(
  { place }: Scale,
  inizio: string,
  fine: string | null,
  today: string,
): { x: number; width: number } | null {
  const from = place(inizio);
  // The last day belongs to it; an open bar that begins after today is drawn as a day.
  const to = Math.max(place(nextDay(fine ?? today)), place(nextDay(inizio)));
  const x = Math.max(0, from);
  const width = Math.min(100, to) - x;
  return from < 100 && to > 0 && width > 0 ? { x, width } : null;
}

function nextDay(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Years that hold all entries and this one, at most `most` of them, the last ones. */
export function yearsOf(starts: readonly string[], today: string, most = 10): Years {
  const al = Number(today.slice(0, 4));
  const first = starts.reduce((year, iso) => Math.min(year, Number(iso.slice(0, 4))), al);
  return { dal: Math.max(first, al - most + 1), al };
}

/** The years of a view: those that were chosen, else those of the entries; the first never after the last. */
export function yearsFor(
  chosen: { dal?: number | undefined; al?: number | undefined },
  gruppi: readonly { voci: readonly { inizio: string }[] }[] | undefined,
  today: string,
): Years {
  const found = yearsOf(gruppi?.flatMap((gruppo) => gruppo.voci.map((voce) => voce.inizio)) ?? [], today);
  return {
    dal: chosen.dal ?? Math.min(found.dal, chosen.al ?? found.dal),
    al: chosen.al ?? Math.max(found.al, chosen.dal ?? found.al),
  };
}
