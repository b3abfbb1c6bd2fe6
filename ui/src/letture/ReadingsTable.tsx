import { type ReactNode, useState } from 'react';
import { operatorName } from '~/common/operatorName';
import { formatInstant } from '~/format/date';
import type { RigaLetturaFragment } from '~/gql/graphql';
import { type Column, DataTable } from '~/ui/DataTable';
import { Files, type NarrowBy } from './Files';
import { ReadingDetail } from './ReadingDetail';
import { accessName, outcomeName, titleName } from './labels';

type Detail = RigaLetturaFragment['dettagli'][number];
/** What a request showed in one way. */
interface Row {
  key: string;
  lettura: RigaLetturaFragment;
  dettaglio: Detail;
}

interface Props {
  caption: string;
  readings: readonly RigaLetturaFragment[];
  /** Whether the files are open to who looks at the list, so that links lead to them. */
  linked?: boolean;
  /** Narrows the list to an operator, a request, a person. Also shows who read. */
  onNarrow?: (to: NarrowBy) => void;
}

/** Readings, the last first: a row for each way in which a request showed something. */
export function ReadingsTable({ caption, readings, linked = false, onNarrow }: Props) {
  const [shown, setShown] = useState<RigaLetturaFragment | null>(null);
  const rows = readings.flatMap((lettura) =>
    lettura.dettagli.map((dettaglio, i) => ({ key: `${lettura.richiesta} ${i}`, lettura, dettaglio })),
  );
  const columns: Column<Row>[] = [
    {
      id: 'quando',
      heading: 'Data e ora',
      namesRow: true,
      cell: ({ lettura }) => (
        <>
          {formatInstant(lettura.quando)}
          {onNarrow ? (
            <Narrow onPress={() => onNarrow({ richiesta: lettura.richiesta })}>
              Solo questa richiesta
              <span className="visually-hidden"> delle {formatInstant(lettura.quando)}</span>
            </Narrow>
          ) : null}
        </>
      ),
    },
    ...(onNarrow
      ? [
          {
            id: 'operatore',
            heading: 'Operatore',
            cell: ({ lettura }: Row) => (
              <>
                {operatorName(lettura.operatore)}
                <Narrow onPress={() => onNarrow({ operatore: lettura.operatore.id })}>
                  Solo <span className="visually-hidden">{operatorName(lettura.operatore)}, </span>questo
                  operatore
                </Narrow>
              </>
            ),
          },
        ]
      : []),
    {
      id: 'come',
      heading: 'Come',
      cell: ({ lettura }) => (
        <>
          {lettura.ruolo.descrizione}
          <span className="sotto">{lettura.unita.etichetta}</span>
        </>
      ),
    },
    { id: 'modo', heading: 'Che cosa', cell: ({ dettaglio }) => accessName(dettaglio.accesso) },
    {
      id: 'schede',
      heading: 'Schede',
      cell: ({ dettaglio }) => <Files of={dettaglio} linked={linked} onNarrow={onNarrow} />,
    },
    { id: 'titolo', heading: 'A che titolo', cell: ({ dettaglio }) => titleName(dettaglio) },
    { id: 'esito', heading: 'Esito', cell: ({ dettaglio }) => outcomeName(dettaglio.esito) },
    {
      id: 'tutto',
      heading: 'Dettagli',
      cell: ({ lettura }) => (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setShown(lettura)}>
          Dettagli
          <span className="visually-hidden"> della lettura del {formatInstant(lettura.quando)}</span>
        </button>
      ),
    },
  ];
  const narrow =
    onNarrow &&
    ((to: NarrowBy) => {
      setShown(null);
      onNarrow(to);
    });
  return (
    <>
      <DataTable caption={caption} captionHidden columns={columns} rows={rows} rowKey={({ key }) => key} />
      {shown ? (
        <ReadingDetail lettura={shown} linked={linked} onNarrow={narrow} onClose={() => setShown(null)} />
      ) : null}
    </>
  );
}

function Narrow({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="come-collegamento sotto" onClick={onPress}>
      {children}
    </button>
  );
}
