import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { formatDay, today as todayIso } from '~/format/date';
import { Drawing, YearsHeading } from './Drawing';
import type { Gruppo, Voce } from './query';
import { MANY, type Row, rowsOf } from './rows';
import { type Scale, type Years, scale as scaleOf } from './scale';

/** Height of a row while only those in sight are there, in pixels. */
const ROW_PX = 46;

/** The quadro as a real table whose last cell holds the drawing (manual, figure 13). */
export function QuadroTable({ gruppi, years }: { gruppi: readonly Gruppo[]; years: Years }) {
  const rows = useMemo(() => rowsOf(gruppi), [gruppi]);
  const scale = useMemo(() => scaleOf(years), [years]);
  const today = todayIso();
  if (rows.length > MANY) return <ManyRows rows={rows} scale={scale} today={today} />;
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

function ManyRows({ rows, scale, today }: { rows: readonly Row[]; scale: Scale; today: string }) {
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions go to no memoised component
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={box} className="scorri molte-righe" role="region" aria-label="Quadro riassuntivo" tabIndex={0}>
      <table className="table table-sm quadro" aria-rowcount={rows.length + 1}>
        <Head scale={scale} />
        <tbody>
          <tr aria-hidden="true" style={{ height: before }} />
          {items.map((item) => {
            const row = rows[item.index];
            return row ? (
              <OneRow key={row.key} row={row} scale={scale} today={today} index={item.index + 2} />
            ) : null;
          })}
          <tr aria-hidden="true" style={{ height: after }} />
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
  index?: number;
}

function OneRow({ row, scale, today, index }: RowProps) {
  switch (row.kind) {
    case 'gruppo':
      return (
        <tr className="gruppo" aria-rowindex={index}>
          <th scope="colgroup" colSpan={4}>
            {row.gruppo.persona?.presente ? (
              <Link to="/soggetti/$id/quadro" params={{ id: row.gruppo.persona.id }}>
                {row.gruppo.titolo || 'Nome non disponibile'}
              </Link>
            ) : (
              row.gruppo.titolo || 'Nome non disponibile'
            )}
          </th>
        </tr>
      );
    case 'ente':
      return (
        <tr aria-rowindex={index}>
          <th scope="colgroup" colSpan={4}>
            {row.ente}
          </th>
        </tr>
      );
    case 'vuoto':
      return (
        <tr aria-rowindex={index}>
          <td colSpan={4}>Nessun record presente</td>
        </tr>
      );
    case 'voce':
      return (
        <tr aria-rowindex={index}>
          <th scope="row" className="fw-normal">
            <Description voce={row.voce} />
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

/** The entry, opening the details below; a segnalazione links to its file. */
function Description({ voce }: { voce: Voce }) {
  const file = voce.tipo === 'SEGNALAZIONE' || voce.tipo === 'ASSEGNAZIONE';
  const details = [voce.codice?.descrizione, voce.operatore?.nominativo].filter(Boolean);
  const title = file ? (
    <Link to="/segnalazioni/$id/dettagli" params={{ id: voce.riferimento }}>
      {voce.descrizione}
    </Link>
  ) : (
    voce.descrizione
  );
  if (details.length === 0) return title;
  return (
    <details>
      <summary>{voce.descrizione}</summary>
      {details.map((detail) => (
        <div key={detail}>{detail}</div>
      ))}
      {file ? (
        <Link to="/segnalazioni/$id/dettagli" params={{ id: voce.riferimento }}>
          Apri<span className="visually-hidden"> {voce.descrizione}</span>
        </Link>
      ) : null}
    </details>
  );
}
