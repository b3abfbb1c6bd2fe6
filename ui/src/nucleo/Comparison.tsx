import { useQueryClient } from '@tanstack/react-query';
import { placeName } from '~/common/Anagrafica';
import { CommandProblems, Conflict } from '~/command/problems';
import { useCommand } from '~/command/useCommand';
import { formatDay, formatInstant } from '~/format/date';
import {
  AllineaNucleoDocument,
  type AllineaNucleoMutation,
  type UnComponenteAnagrafeFragment,
  type UnNucleoAnagrafeFragment,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { useMayChange } from '~/soggetto/query';
import { Alert } from '~/ui/Alert';
import { type Column, DataTable } from '~/ui/DataTable';
import { Align } from './Align';
import { storeAnagrafe } from './queries';
import { differences } from './differences';

type Confronto = NonNullable<UnNucleoAnagrafeFragment['confronto']>;
type Differenza = Confronto['differenze'][number];
type Member = UnComponenteAnagrafeFragment;

function name(member: Member | null): string {
  const dati = member?.anagrafica;
  return [dati?.cognome, dati?.nome].filter(Boolean).join(' ') || 'Nome non disponibile';
}

/** What a member is, in one line. */
function line(member: Member): string {
  const dati = member.anagrafica;
  return [
    name(member),
    formatDay(dati?.dataNascita, dati?.precisioneNascita),
    placeName(dati?.luogoNascita ?? null),
    member.relazione?.descrizione,
  ]
    .filter(Boolean)
    .join(', ');
}

const CHANGED: Column<{ campo: string; qui: string; anagrafe: string }>[] = [
  { id: 'campo', heading: 'Campo', namesRow: true, cell: (row) => row.campo },
  { id: 'qui', heading: 'Qui', cell: (row) => row.qui || 'non indicato' },
  { id: 'anagrafe', heading: 'In anagrafe', cell: (row) => row.anagrafe || 'non indicato' },
];

interface Props {
  confronto: Confronto;
  versione: number;
  soggetto: string;
}

/** The last comparison: what is only in the register, only here, changed, equal. */
export function Comparison({ confronto, versione, soggetto }: Props) {
  const mayChange = useMayChange(soggetto);
  const client = useQueryClient();
  const aligning = useCommand<string[] | null, AllineaNucleoMutation['allineaNucleo']>(
    async (classi, comando) =>
      (
        await execute(AllineaNucleoDocument, {
          input: { comando, versione, soggetto, confronto: confronto.numero, classi },
        })
      ).allineaNucleo,
    { said: 'Nucleo allineato.', onDone: (payload) => storeAnagrafe(client, soggetto, payload.nucleo) },
  );
  const of = (tipo: string) => confronto.differenze.filter((d) => d.tipo.codice === tipo);
  const changed = [...of('DATI_DIVERSI'), ...of('RELAZIONE_DIVERSA')];
  const none = confronto.differenze.length === 0;
  return (
    <section className="riquadro mt-4" aria-labelledby="confronto">
      <h3 id="confronto">Ultimo confronto con l’anagrafe</h3>
      <p>
        Eseguito il {formatInstant(confronto.provenienza.consultatoIl)}, con i dati di ANPR al{' '}
        {formatDay(confronto.provenienza.dataRiferimento)}.
      </p>
      <CommandProblems outcome={aligning.outcome} fault={aligning.fault} />
      {aligning.outcome?.esito === 'VERSIONE_SUPERATA' ? (
        <Conflict
          intervenuti={aligning.outcome.intervenuti}
          onReload={() => {
            aligning.clear();
            void client.invalidateQueries({ queryKey: ['nuclei'] });
          }}
        />
      ) : null}
      {none ? <Alert tone="success" title="Il nucleo coincide con quello in anagrafe." /> : null}
      {confronto.allineato && !none ? (
        <Alert tone="success" title="Le differenze sono già state applicate." />
      ) : null}
      {confronto.applicate.length > 0 && !confronto.allineato ? (
        <Alert tone="info" title="Una parte delle differenze è già stata applicata.">
          <ul>
            {confronto.applicate.map(({ codice, descrizione }) => (
              <li key={codice}>{descrizione}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <Group title="Solo in anagrafe" rows={of('SOLO_ANPR')} side="anagrafe" />
      <Group title="Solo qui" rows={of('SOLO_INTERNO')} side="qui" />
      {changed.length === 0 ? null : (
        <>
          <h4>Dati diversi</h4>
          {changed.map((differenza, i) => (
            <DataTable
              key={i}
              caption={name(differenza.anagrafe ?? differenza.qui)}
              columns={CHANGED}
              rows={differences(differenza)}
              rowKey={(row) => row.campo}
            />
          ))}
        </>
      )}
      {confronto.invariati.length === 0 ? null : (
        <>
          <h4>Uguali</h4>
          <ul>
            {confronto.invariati.map((member) => (
              <li key={member.id}>{line(member)}</li>
            ))}
          </ul>
        </>
      )}
      {mayChange && !none && !confronto.allineato ? (
        <Align
          key={confronto.applicate.length}
          confronto={confronto}
          pending={aligning.pending}
          onAlign={(classi) => void aligning.run(classi)}
        />
      ) : null}
    </section>
  );
}

function Group({
  title,
  rows,
  side,
}: {
  title: string;
  rows: readonly Differenza[];
  side: 'qui' | 'anagrafe';
}) {
  if (rows.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {rows.map((row, i) => {
          const member = row[side];
          return <li key={i}>{member ? line(member) : 'Persona non più nel nucleo'}</li>;
        })}
      </ul>
    </>
  );
}
