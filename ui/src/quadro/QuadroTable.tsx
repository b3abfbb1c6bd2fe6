import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useMemo, useRef } from 'react';
import { formatDay, today as todayIso } from '~/format/date';
import { Description } from './Description';
import { Drawing, YearsHeading } from './Drawing';
import type { Gruppo } from './query';
import { MANY, type Row, rowsOf } from './rows';
import { type Scale, type Years, scale as scaleOf } from './scale';

/** Height of a closed row, in pixels; see `.quadro` in the styles. */
const ROW_PX = 45;

interface Props {
  gruppi: readonly Gruppo[];
  years: Years;
  /** Whether these are all the rows there are. */
  complete: boolean;
}

/** The quadro as a real table whose last cell holds the drawing (manual, figure 13). */
export function QuadroTable({ gruppi, years, complete }: Props) {
  const rows = useMemo(() => rowsOf(gruppi), [gruppi]);
  if (rows.length > MANY) return <ManyRows rows={rows} years={years} complete={complete} />;
  return <PlainTable rows={rows} years={years} />;
}

/** With all rows on the page. */
export function PlainTable({ rows, years }: { rows: readonly Row[]; years: Years }) {
  const scale = useMemo(() => scaleOf(years), [years]);
  const today = todayIso();
  return (
    <div className="scorri" role="region" aria-label="Quadro riassuntivo" tabIndex={0}>
      <table className="table table-sm quadro">
        <Head scale={scale} />
        <tbody>
          {rows.map((row) => (
            <OneRow key={row.key} row={row} scale={scale} today={today} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ManyProps {
  rows: readonly Row[];
  years: Years;
  complete: boolean;
}

/** With the rows in sight only; the table says how many there are. */
function ManyRows({ rows, years, complete }: ManyProps) {
  const scale = useMemo(() => scaleOf(years), [years]);
  const today = todayIso();
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions go to no memoised component
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={box} className="scorri molte-righe" role="region" aria-label="Quadro riassuntivo" tabIndex={0}>
      <table className="table table-sm quadro" aria-rowcount={complete ? rows.length + 1 : -1}>
        <Head scale={scale} />
        <tbody>
          <tr aria-hidden="true" className="spazio" style={{ height: before }} />
          {items.map((item) => {
            const row = rows[item.index];
            return row ? (
              <OneRow
                key={row.key}
                row={row}
                scale={scale}
                today={today}
                index={item.index}
                measure={virtual.measureElement}
              />
            ) : null;
          })}
          <tr aria-hidden="true" className="spazio" style={{ height: after }} />
        </tbody>
      </table>
    </div>
  );
}

function Head({ scale }: { scale: Scale }) {
  return (
    <>
      <caption className="visually-hidden">
        Quadro riassuntivo: che cosa è accaduto, quando, per mano di chi
      </caption>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className="descrizione">
            Descrizione
          </th>
          <th scope="col" className="data">
            Data Inizio
          </th>
          <th scope="col" className="data">
            Data Fine
          </th>
          <th scope="col" className="anni">
            <YearsHeading scale={scale} />
          </th>
        </tr>
      </thead>
    </>
  );
}

interface RowProps {
  row: Row;
  scale: Scale;
  today: string;
  /** Place among all rows, where not all of them are on the page. */
  index?: number;
  measure?: Ref<HTMLTableRowElement>;
}

function OneRow({ row, scale, today, index, measure }: RowProps) {
  const place =
    index === undefined ? {} : { 'data-index': index, 'aria-rowindex': index + 2, ref: measure ?? null };
  switch (row.kind) {
    case 'gruppo': {
      const title = row.gruppo.titolo || 'Nome non disponibile';
      return (
        <tr className="gruppo" {...place}>
          <th scope="rowgroup" colSpan={4}>
            {row.gruppo.persona?.presente ? (
              <Link to="/soggetti/$id/quadro" params={{ id: row.gruppo.persona.id }}>
                {title}
              </Link>
            ) : (
              title
            )}
          </th>
        </tr>
      );
    }
    case 'ente':
      return (
        <tr className="ente" {...place}>
          <th scope="rowgroup" colSpan={4}>
            {row.ente}
          </th>
        </tr>
      );
    case 'vuoto':
      return (
        <tr {...place}>
          <td colSpan={4}>Nessun record presente</td>
        </tr>
      );
    case 'voce':
      return (
        <tr {...place}>
          <th scope="row">
            <Description voce={row.voce} persona={row.persona} />
          </th>
          <td>{formatDay(row.voce.inizio)}</td>
          <td>{row.voce.istantanea ? '' : formatDay(row.voce.fine) || 'in corso'}</td>
          <td className="anni">
            <Drawing scale={scale} entry={row.voce} today={today} />
          </td>
        </tr>
      );
  }
}
