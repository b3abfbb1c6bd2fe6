import { type Scale, bar } from './scale';

interface Entry {
  inizio: string;
  fine: string | null;
  istantanea: boolean;
  tipo: string;
}

const DIAMOND = 'M0 -8 8 0 0 8 -8 0z';

/** The drawing of one row, in percent of its cell. It says nothing that the other cells do not say. */
export function Drawing({ scale, entry, today }: { scale: Scale; entry: Entry; today: string }) {
  const now = scale.place(today);
  return (
    <svg aria-hidden="true" focusable="false">
      {scale.years.slice(1).map(({ year, x }) => (
        <line key={year} className="anno" x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
      ))}
      <Shape scale={scale} entry={entry} today={today} />
      {now >= 0 && now <= 100 ? (
        <line className="oggi" x1={`${now}%`} x2={`${now}%`} y1="0" y2="100%" />
      ) : null}
    </svg>
  );
}

function Shape({ scale, entry, today }: { scale: Scale; entry: Entry; today: string }) {
  if (entry.istantanea) {
    const x = scale.place(entry.inizio);
    if (x < 0 || x > 100) return null;
    return (
      <svg x={`${x}%`} y="50%" overflow="visible">
        <path className="rombo" d={DIAMOND} />
      </svg>
    );
  }
  const rect = bar(scale, entry.inizio, entry.fine, today);
  if (!rect) return null;
  const kind = entry.tipo.startsWith('NUCLEO') ? 'barra-nucleo' : 'barra';
  return <rect className={kind} x={`${rect.x}%`} width={`${rect.width}%`} y="30%" height="40%" rx="1" />;
}

/** What the shapes mean, in words beside each. */
export function Legend() {
  return (
    <ul className="legenda">
      <li>
        <svg aria-hidden="true" focusable="false" width="32" height="16">
          <rect className="barra" x="0" y="3" width="32" height="10" rx="3" />
        </svg>
        periodo
      </li>
      <li>
        <svg aria-hidden="true" focusable="false" width="16" height="16" viewBox="-8 -8 16 16">
          <path className="rombo" d={DIAMOND} />
        </svg>
        singolo giorno
      </li>
      <li>
        <svg aria-hidden="true" focusable="false" width="6" height="16">
          <line className="oggi" x1="3" x2="3" y1="0" y2="16" />
        </svg>
        oggi
      </li>
    </ul>
  );
}

/** The years over the drawings. */
export function YearsHeading({ scale }: { scale: Scale }) {
  const text = `Anni dal ${scale.years[0]?.year ?? ''} al ${scale.years.at(-1)?.year ?? ''}`;
  // Beyond a dozen years only some of them have room for their name.
  const step = Math.ceil(scale.years.length / 12);
  return (
    <>
      <span className="visually-hidden">{text}: disegno, il cui contenuto è nelle altre colonne</span>
      <svg aria-hidden="true" focusable="false">
        {scale.years.map(({ year, x, width }, i) =>
          i % step === 0 ? (
            <text key={year} x={`${x + width / 2}%`} y="65%" textAnchor="middle">
              {year}
            </text>
          ) : null,
        )}
      </svg>
    </>
  );
}
