import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatInstant } from '~/format/date';
import type { RigaLetturaFragment } from '~/gql/graphql';
import { type Column, DataTable } from '~/ui/DataTable';
import { accessName, outcomeName, titleName } from './labels';

type Detail = RigaLetturaFragment['dettagli'][number];
/** What a request showed in one way. */
interface Row {
  key: string;
  lettura: RigaLetturaFragment;
  dettaglio: Detail;
}

/** Files of a row that are named one by one. */
const NAMED = 3;

interface Props {
  caption: string;
  readings: readonly RigaLetturaFragment[];
  /** Whether the files are open to who looks at the list, so that links lead to them. */
  linked?: boolean;
  /** Narrows the list to an operator, a request, a person. Also shows who read. */
  onNarrow?: (to: { operatore: string } | { richiesta: string } | { soggetto: string }) => void;
}

/** Readings, the last first: a row for each way in which a request showed something. */
export function ReadingsTable({ caption, readings, linked = false, onNarrow }: Props) {
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
                {lettura.operatore.nominativo}
                <Narrow onPress={() => onNarrow({ operatore: lettura.operatore.id })}>
                  Solo <span className="visually-hidden">{lettura.operatore.nominativo}, </span>questo
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
  ];
  return (
    <DataTable caption={caption} captionHidden columns={columns} rows={rows} rowKey={({ key }) => key} />
  );
}

function Narrow({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="come-collegamento sotto" onClick={onPress}>
      {children}
    </button>
  );
}

/** The first characters of an id: enough to tell one from another in a list. */
function short(id: string): string {
  return id.slice(0, 8);
}

/** Whose file it was: by ids, for the log of readings holds no names. */
function Files({ of, linked, onNarrow }: { of: Detail } & Pick<Props, 'linked' | 'onNarrow'>) {
  const open = linked && of.esito === 'MOSTRATO';
  const subject = (id: string) => {
    if (open) {
      return (
        <Link to="/soggetti/$id/anagrafica" params={{ id }}>
          soggetto {short(id)}
        </Link>
      );
    }
    if (!onNarrow) return <>soggetto {short(id)}</>;
    return (
      <button type="button" className="come-collegamento" onClick={() => onNarrow({ soggetto: id })}>
        soggetto {short(id)}
      </button>
    );
  };
  const pratica = (id: string) =>
    open ? (
      <Link to="/segnalazioni/$id/dettagli" params={{ id }}>
        segnalazione {short(id)}
      </Link>
    ) : (
      <>segnalazione {short(id)}</>
    );
  const kinds: [readonly string[], string, (id: string) => ReactNode][] = [
    [of.soggetti, 'soggetti', subject],
    [of.segnalazioni, 'segnalazioni', pratica],
    [of.nuclei, 'nuclei di fatto', (id) => <>nucleo di fatto {short(id)}</>],
    [of.consultazioni, 'consultazioni di ANPR', (id) => <>consultazione {short(id)}</>],
  ];
  const there = kinds.filter(([ids]) => ids.length > 0);
  if (there.length === 0) return <>–</>;
  return (
    <ul className="list-unstyled mb-0">
      {there.flatMap(([ids, plural, one]) =>
        ids.length <= NAMED
          ? ids.map((id) => <li key={plural + id}>{one(id)}</li>)
          : [
              <li key={plural}>
                {ids.length} {plural}
              </li>,
            ],
      )}
    </ul>
  );
}
