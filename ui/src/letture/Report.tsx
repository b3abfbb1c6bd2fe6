import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { csv, download } from '~/format/csv';
import { formatDay, formatInstant, today } from '~/format/date';
import type { LettureSubiteQuery } from '~/gql/graphql';
import { Alert } from '~/ui/Alert';
import { type Column, DataTable } from '~/ui/DataTable';
import { PageTitle } from '~/ui/PageTitle';
import { Path } from '~/ui/Path';
import { Empty, Loaded } from '~/ui/States';
import { accessName, outcomeName, titleName } from './labels';
import type { Period } from './period';
import { personOf } from './persona';
import { readingsOf } from './queries';

type Lettura = LettureSubiteQuery['lettureSubite']['edges'][number]['node'];

/** Most readings of a report: what is more is asked for by shorter periods. */
const MOST = 5_000;

/** Every cell as text, for the table and for the file. */
const CELLS: [string, string, (l: Lettura) => string][] = [
  ['quando', 'Data e ora', (l) => formatInstant(l.quando)],
  ['unita', 'Ufficio', (l) => l.unita.etichetta],
  ['ruolo', 'Ruolo di chi ha consultato', (l) => l.ruolo.descrizione],
  ['modi', 'Che cosa', (l) => each(l, (m) => accessName(m.accesso))],
  ['titolo', 'A che titolo', (l) => each(l, titleName)],
  ['esito', 'Esito', (l) => each(l, (m) => outcomeName(m.esito))],
];

/** What the ways of one reading say, each once. */
function each({ modi }: Lettura, say: (modo: Lettura['modi'][number]) => string): string {
  return [...new Set(modi.map(say))].join('; ');
}

const COLUMNS: Column<Lettura & { riga: number }>[] = CELLS.map(([id, heading, cell], i) => ({
  id,
  heading,
  cell,
  namesRow: i === 0,
}));

/** «Chi ha consultato i dati di …»: what is handed to the person, on paper or as a file. */
export function Report({ soggetto, period }: { soggetto: string; period: Period }) {
  const query = useInfiniteQuery(readingsOf(soggetto, period));
  const readings = query.data?.pages.flatMap(({ edges }) => edges.map(({ node }) => node)) ?? [];
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const wanted = hasNextPage && readings.length < MOST;
  useEffect(() => {
    if (wanted && !isFetching && !isError) void fetchNextPage();
  }, [wanted, isFetching, isError, fetchNextPage]);
  const whole = query.data !== undefined && !hasNextPage;
  return (
    <>
      <Path
        above={[
          <Link key="home" to="/">
            Home
          </Link>,
          <Link key="registro" to="/registro" search={{ soggetto, ...period }}>
            Registro delle letture
          </Link>,
        ]}
        here="Rapporto"
      />
      <PageTitle page="Rapporto delle letture">Chi ha consultato i dati di {personOf(soggetto)}</PageTitle>
      <div className="scheda">
        <p>
          {said(period)} Preparato il {formatDay(today())}. Chi fosse l’operatore si comunica solo per
          decisione.
        </p>
        <div className="azioni in-alto solo-schermo">
          <span role="status">
            {whole ? `Letture: ${readings.length}` : wanted ? `Caricamento… ${readings.length}` : ''}
          </span>
          {whole && readings.length > 0 ? (
            <span className="d-flex flex-wrap gap-2">
              <button
                type="button"
                className="btn btn-outline-primary"
                onClick={() => download(`letture-${soggetto.slice(0, 8)}.csv`, asCsv(readings))}
              >
                Scarica CSV
              </button>
              <button type="button" className="btn btn-primary" onClick={() => window.print()}>
                Stampa
              </button>
            </span>
          ) : null}
        </div>
        {hasNextPage && !wanted ? (
          <Alert tone="warning" title={`Le letture sono più di ${MOST.toLocaleString('it')}`}>
            <p>Il rapporto non è completo: indicare periodi più brevi e prepararne più d’uno.</p>
          </Alert>
        ) : null}
        <Loaded from={query}>
          {() =>
            readings.length === 0 ? (
              <Empty>
                <p className="mb-0">Nel periodo indicato nessuno ha consultato i dati di questa persona.</p>
              </Empty>
            ) : (
              <DataTable
                caption="Letture dei dati della persona, dalla più recente"
                captionHidden
                columns={COLUMNS}
                rows={readings.map((lettura, riga) => ({ ...lettura, riga }))}
                rowKey={({ riga }) => String(riga)}
              />
            )
          }
        </Loaded>
      </div>
    </>
  );
}

function said({ dal, al }: Period): string {
  if (dal && al) return `Letture dal ${formatDay(dal)} al ${formatDay(al)}.`;
  if (dal) return `Letture dal ${formatDay(dal)} a oggi.`;
  return al ? `Letture fino al ${formatDay(al)}.` : 'Tutte le letture conservate.';
}

function asCsv(readings: readonly Lettura[]): string {
  return csv([
    CELLS.map(([, heading]) => heading),
    ...readings.map((l) => CELLS.map(([, , cell]) => cell(l))),
  ]);
}
