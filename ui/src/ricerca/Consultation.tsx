import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { GeneralInformation } from '~/common/Anagrafica';
import { personWithBirth } from '~/common/person';
import { CommandProblems } from '~/command/problems';
import { useCommand } from '~/command/useCommand';
import { formatDay, formatInstant } from '~/format/date';
import {
  type ConsultazioneFragment,
  ImportaSoggettoDocument,
  type ImportaSoggettoMutation,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Holder } from '~/soggetto/Holder';
import { Alert } from '~/ui/Alert';
import { type Column, DataTable } from '~/ui/DataTable';
import { PageTitle } from '~/ui/PageTitle';
import { Path } from '~/ui/Path';
import { Empty } from '~/ui/States';
import { consultationKey } from './consultation';

type Member = ConsultazioneFragment['famiglia'][number];

const MEMBERS: Column<Member>[] = [
  { id: 'cognome', heading: 'Cognome', namesRow: true, cell: (m) => m.anagrafica.cognome },
  { id: 'nome', heading: 'Nome', cell: (m) => m.anagrafica.nome },
  { id: 'sesso', heading: 'Sesso', cell: (m) => m.anagrafica.sesso },
  {
    id: 'nascita',
    heading: 'Data di nascita',
    cell: (m) => formatDay(m.anagrafica.dataNascita, m.anagrafica.precisioneNascita),
  },
  { id: 'relazione', heading: 'Relazione di parentela', cell: (m) => m.relazione?.descrizione },
];

/** What ANPR said of a person (manual, figure 5), to read before importing. */
export function Consultation({ id }: { id: string }) {
  const { data } = useQuery<ConsultazioneFragment>({
    queryKey: consultationKey(id),
    queryFn: () => Promise.reject(new Error('asked once only')),
    enabled: false,
    gcTime: Infinity,
  });
  return (
    <>
      <Path
        above={[
          <Link key="home" to="/">
            Home
          </Link>,
          <Link key="cerca" to="/soggetti">
            Cerca in tutte le aree
          </Link>,
        ]}
        here="Scheda ANPR"
      />
      <PageTitle page="Scheda ANPR">Anagrafica</PageTitle>
      {data ? (
        <Sheet data={data} />
      ) : (
        <Alert tone="warning" title="La consultazione non è più disponibile">
          <p>
            I dati di ANPR non restano nel browser. <Link to="/soggetti">Ripetere la ricerca</Link>.
          </p>
        </Alert>
      )}
    </>
  );
}

function Sheet({ data }: { data: ConsultazioneFragment }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const importing = useCommand<string, ImportaSoggettoMutation['importaSoggetto']>(
    async (consultazione, comando) =>
      (await execute(ImportaSoggettoDocument, { input: { comando, consultazione } })).importaSoggetto,
    {
      said: 'Soggetto importato.',
      onDone: async ({ soggetto }) => {
        await client.invalidateQueries({ queryKey: ['ricerca'] });
        if (soggetto) await navigate({ to: '/soggetti/$id/anagrafica', params: { id: soggetto.id } });
        client.removeQueries({ queryKey: consultationKey(data.id) });
      },
    },
  );
  const existing = data.soggettoEsistente;
  const code = data.anagrafica.codiceFiscale ?? null;
  // Somebody else has imported the person since.
  const holder = importing.outcome?.rifiuti.find((rifiuto) => rifiuto.titolare !== null)?.titolare;
  return (
    <>
      <p>
        Dati di ANPR del {formatInstant(data.provenienza.consultatoIl)}. Si possono importare fino alle{' '}
        {formatInstant(data.scade).slice(-5)}.
      </p>
      <CommandProblems outcome={importing.outcome} fault={importing.fault} />
      {holder ? (
        <Holder id={holder} codiceFiscale={code}>
          <p>
            <Link to="/soggetti/$id/anagrafica" params={{ id: holder }}>
              Apri la scheda del soggetto
            </Link>
          </p>
        </Holder>
      ) : null}
      {existing ? (
        <Holder id={existing.id} codiceFiscale={code}>
          <Alert tone="info" title="Il soggetto è già presente nell’anagrafe interna">
            <p>
              <Link to="/soggetti/$id/anagrafica" params={{ id: existing.id }}>
                {personWithBirth(existing)}
                {existing.codice === null ? '' : `, codice soggetto ${existing.codice}`}
              </Link>
            </p>
          </Alert>
        </Holder>
      ) : null}
      <section className="scheda" aria-labelledby="informazioni-generali">
        <h2 id="informazioni-generali">Informazioni generali</h2>
        <GeneralInformation dati={data.anagrafica} />
      </section>
      <section className="scheda" aria-labelledby="nucleo-anpr">
        <h2 id="nucleo-anpr">Nucleo in ANPR</h2>
        <Family data={data} />
      </section>
      {existing ? null : (
        <div className="azioni">
          <button
            type="button"
            className="btn btn-primary"
            aria-disabled={importing.pending || undefined}
            onClick={() => void importing.run(data.id)}
          >
            {importing.pending ? 'Attendere…' : 'Importa dati Soggetto'}
          </button>
        </div>
      )}
    </>
  );
}

function Family({ data }: { data: ConsultazioneFragment }) {
  if (data.famigliaNonVerificata) {
    return (
      <Alert tone="warning" title="Il nucleo non è verificato">
        <p>{data.famigliaNonVerificata.messaggio}</p>
      </Alert>
    );
  }
  if (data.famiglia.length === 0) return <Empty />;
  return (
    <DataTable
      caption="Componenti del nucleo in ANPR"
      captionHidden
      columns={MEMBERS}
      rows={data.famiglia}
      rowKey={(m) =>
        `${m.anagrafica.codiceFiscale ?? ''}${m.anagrafica.cognome ?? ''}${m.anagrafica.nome ?? ''}`
      }
    />
  );
}
