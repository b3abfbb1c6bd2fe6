import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** A column: its heading, what it shows, and what it sorts by when it can be sorted. */
export interface Column<T> {
  id: string;
  heading: string;
  cell: (row: T) => ReactNode;
  sortBy?: (row: T) => string | number;
  /** The cell that names its row. */
  namesRow?: boolean;
}

interface Props<T> {
  /** What the table holds, for those who cannot see it. */
  caption: string;
  columns: Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Whether the caption is for screen readers only. */
  captionHidden?: boolean;
}

const DIRECTIONS = { asc: 'ascending', desc: 'descending' } as const;
const ARROWS = { asc: '↑', desc: '↓' } as const;

const compare = new Intl.Collator('it', { numeric: true }).compare;

/** A real table in a scroll area of its own, with columns that can be sorted where the whole list is at hand. */
export function DataTable<T extends object>({
  caption,
  columns,
  rows,
  rowKey,
  captionHidden = false,
}: Props<T>) {
  const definitions = useMemo(() => columns.map(definition), [columns]);
  const table = useTable({ features, columns: definitions, data: rows, getRowId: rowKey });
  const headings = new Map(columns.map((c) => [c.id, c.heading]));
  return (
    <div className="scorri" role="region" aria-label={caption} tabIndex={0}>
      <table className="table table-sm">
        <caption className={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map(({ id, column }) => {
                const text = headings.get(column.id);
                const sorted = column.getIsSorted();
                if (!column.getCanSort()) {
                  return (
                    <th key={id} scope="col">
                      {text}
                    </th>
                  );
                }
                return (
                  <th key={id} scope="col" aria-sort={sorted ? DIRECTIONS[sorted] : 'none'}>
                    <button type="button" className="ordina" onClick={() => column.toggleSorting()}>
                      {text} <span aria-hidden="true">{sorted ? ARROWS[sorted] : '↕'}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => {
                const content = column.cell(row.original);
                return column.namesRow ? (
                  <th key={column.id} scope="row">
                    {content}
                  </th>
                ) : (
                  <td key={column.id}>{content}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function definition<T extends object>(column: Column<T>): ColumnDef<typeof features, T> {
  const { sortBy } = column;
  if (!sortBy) return { id: column.id, header: column.heading, enableSorting: false };
  return {
    id: column.id,
    header: column.heading,
    accessorFn: sortBy,
    sortFn: (a, b) => compare(String(sortBy(a.original)), String(sortBy(b.original))),
    sortDescFirst: false,
  };
}
