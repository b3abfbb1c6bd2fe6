import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Areas, areasOf } from '~/common/areas';
import { personWithBirth } from '~/common/person';
import { useIo } from '~/common/queries';
import { SegnalazioniList } from '~/common/SegnalazioniList';
import { UltimoSoggettoDocument } from '~/gql/graphql';
import { question } from '~/graphql/query';
import { useRecent } from '~/session/recent';
import { PageTitle } from '~/ui/PageTitle';
import { Failure, Loading } from '~/ui/States';
import { mine } from './lists';

/** Home (manual, figure 1): what the operator can do, and what waits for him. */
export function Home() {
  const io = useIo();
  return areasOf(io).cases ? <OfCases operatore={io.operatore.id} /> : <OfOthers areas={areasOf(io)} />;
}

/** For who works on no cases: where the own work is. */
function OfOthers({ areas }: { areas: Areas }) {
  return (
    <>
      <PageTitle page="Home">Home</PageTitle>
      <section aria-labelledby="funzioni" className="scheda">
        <h2 id="funzioni">Funzioni</h2>
        <ul className="elenco">
          {areas.readings ? (
            <li>
              <Link to="/registro">Registro delle letture</Link>: chi ha consultato i dati di chi, e il
              rapporto per la persona che lo chiede.
            </li>
          ) : null}
          {areas.emergencies ? (
            <li>
              <Link to="/emergenze">Accessi di emergenza</Link>: chi ha aperto, per un’ora, la scheda di una
              persona che non segue; il riesame.
            </li>
          ) : null}
          {areas.readings ? (
            <li>
              <Link to="/avvisi">Avvisi sulle letture</Link>: letture che qualcuno deve guardare.{' '}
              {areas.alerts === 0
                ? 'Nessuno aspetta di essere preso in esame.'
                : `Da prendere in esame: ${areas.alerts}.`}
            </li>
          ) : null}
          {areas.administration ? (
            <>
              <li>
                <Link to="/operatori">Operatori</Link>: chi è abilitato, con quali incarichi.
              </li>
              <li>
                <Link to="/unita">Unità organizzative</Link>: quelle che si amministrano.
              </li>
            </>
          ) : null}
          <li>
            <Link to="/letture">Le mie letture</Link>: ciò che il registro conserva della propria attività.
          </li>
          <li>
            <Link to="/sessioni">Le mie sessioni</Link>: gli accessi ancora aperti.
          </li>
        </ul>
      </section>
    </>
  );
}

function OfCases({ operatore }: { operatore: string }) {
  const { assigned, written } = mine(operatore);
  return (
    <>
      <div className="azioni in-alto">
        <PageTitle page="Home">Home</PageTitle>
        <Link to="/soggetti" className="btn btn-primary">
          Cerca un soggetto per una nuova segnalazione
        </Link>
      </div>
      <section aria-labelledby="assegnate" className="scheda">
        <h2 id="assegnate">Segnalazioni assegnate a me</h2>
        <SegnalazioniList
          caption="Segnalazioni assegnate a me, dalla più recente"
          filtro={assigned}
          whenEmpty={<p className="mb-0">Qui compaiono le segnalazioni che altri operatori assegnano.</p>}
        />
      </section>
      <section aria-labelledby="mie" className="scheda">
        <h2 id="mie">Le mie segnalazioni</h2>
        <SegnalazioniList
          caption="Segnalazioni inserite da me, dalla più recente"
          filtro={written}
          whenEmpty={
            <p className="mb-0">
              Una nuova segnalazione parte dal soggetto: <Link to="/soggetti">Cerca in tutte le aree</Link>.
            </p>
          }
        />
      </section>
      <section aria-labelledby="ultimi" className="scheda">
        <h2 id="ultimi">Ultimi soggetti consultati</h2>
        <Recent />
      </section>
    </>
  );
}

function Recent() {
  const ids = useRecent();
  const answers = useQueries({
    queries: ids.map((id) => question(['soggetto', id], UltimoSoggettoDocument, { id })),
  });
  if (ids.length === 0) {
    return (
      <div className="vuoto">
        <p className="mb-0">Nessun record presente</p>
        <p className="mb-0">Qui compaiono i soggetti aperti da questa scheda del browser.</p>
      </div>
    );
  }
  const failed = answers.filter((answer) => answer.isError);
  if (failed.length > 0) {
    return (
      <Failure error={failed[0]?.error} onRetry={() => failed.forEach((answer) => void answer.refetch())} />
    );
  }
  if (answers.some((answer) => answer.isPending)) return <Loading rows={ids.length} />;
  const found = answers.flatMap((answer) => answer.data?.soggetto ?? []);
  return (
    <ul className="elenco">
      {found.map((soggetto) => (
        <li key={soggetto.id}>
          <Link to="/soggetti/$id/anagrafica" params={{ id: soggetto.id }}>
            {soggetto.anagrafica ? personWithBirth(soggetto.anagrafica) : 'Dati cancellati'}
          </Link>
          {soggetto.codice === null ? null : ` – codice soggetto ${soggetto.codice}`}
        </li>
      ))}
    </ul>
  );
}
