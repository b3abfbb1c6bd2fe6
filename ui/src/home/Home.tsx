import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { personWithBirth } from '~/common/person';
import { useIo } from '~/common/queries';
import { SegnalazioniList } from '~/common/SegnalazioniList';
import { UltimoSoggettoDocument } from '~/gql/graphql';
import { question } from '~/graphql/query';
import { useRecent } from '~/session/recent';
import { PageTitle } from '~/ui/PageTitle';
import { Loading } from '~/ui/States';

/** Home (manual, figure 1): what the operator can do, and what waits for him. */
export function Home() {
  const io = useIo();
  return (
    <>
      <PageTitle page="Home">Home</PageTitle>
      <div className="azioni in-alto">
        <p className="mb-0">
          Per una nuova segnalazione si parte dal soggetto: <Link to="/soggetti">Cerca in tutte le aree</Link>
          .
        </p>
      </div>
      <section aria-labelledby="assegnate" className="mb-4">
        <h2 id="assegnate">Segnalazioni assegnate a me</h2>
        <SegnalazioniList
          caption="Segnalazioni assegnate a me, dalla più recente"
          filtro={{ assegnatario: io.operatore.id }}
        />
      </section>
      <section aria-labelledby="mie" className="mb-4">
        <h2 id="mie">Le mie segnalazioni</h2>
        <SegnalazioniList
          caption="Segnalazioni inserite da me, dalla più recente"
          filtro={{ autore: io.operatore.id }}
        />
      </section>
      <section aria-labelledby="ultimi">
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
    return <p className="vuoto">In questa scheda del browser non è ancora stato aperto alcun soggetto.</p>;
  }
  if (answers.some((answer) => answer.isPending)) return <Loading rows={ids.length} />;
  const found = answers.flatMap((answer) => answer.data?.soggetto ?? []);
  return (
    <ul>
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
