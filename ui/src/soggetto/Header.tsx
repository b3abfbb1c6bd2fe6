import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { placeName } from '~/common/Anagrafica';
import { areasOf } from '~/common/areas';
import { personName } from '~/common/person';
import { useIo } from '~/common/queries';
import { formatDay } from '~/format/date';
import type { FascicoloFragment } from '~/gql/graphql';
import { PageTitle } from '~/ui/PageTitle';
import { Path } from '~/ui/Path';

/** The band over all drawers (manual, figure 8). `drawer` is the page below. */
export function Header({ soggetto, drawer }: { soggetto: FascicoloFragment; drawer: string }) {
  const dati = soggetto.anagrafica;
  const io = useIo();
  return (
    <>
      <Path
        above={[
          <Link key="home" to="/">
            Home
          </Link>,
          areasOf(io).cases ? (
            <Link key="cerca" to="/soggetti">
              Cerca in tutte le aree
            </Link>
          ) : (
            <Link key="emergenze" to="/emergenze">
              Accessi di emergenza
            </Link>
          ),
        ]}
        here={drawer}
      />
      <div className="intestazione-soggetto">
        <div>
          <PageTitle
            page={drawer}
            code={soggetto.codice === null ? undefined : `soggetto ${soggetto.codice}`}
          >
            {dati ? personName(dati) : 'Dati cancellati'}
            <span className="visually-hidden"> – {drawer}</span>
          </PageTitle>
          <dl>
            <Item term="Codice fiscale">{dati?.codiceFiscale}</Item>
            <Item term="Data di nascita">{formatDay(dati?.dataNascita, dati?.precisioneNascita)}</Item>
            <Item term="Sesso">{dati?.sesso}</Item>
            <Item term="Comune nascita">{placeName(dati?.luogoNascita ?? null)}</Item>
            <Item term="Codice soggetto">{soggetto.codice}</Item>
          </dl>
        </div>
        <ActionMenu id={soggetto.id} />
      </div>
    </>
  );
}

function Item({ term, children }: { term: string; children: string | number | null | undefined }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children ?? ''}</dd>
    </div>
  );
}

/** «Selezionare…» and «Esegui», top right (manual, figure 15). */
function ActionMenu({ id }: { id: string }) {
  const navigate = useNavigate();
  const [problem, setProblem] = useState('');
  return (
    <form
      className="esegui solo-schermo"
      onSubmit={(event) => {
        event.preventDefault();
        const action = new FormData(event.currentTarget).get('azione');
        setProblem(action === '' ? 'Selezionare prima che cosa fare.' : '');
        if (action === 'segnalazioni') void navigate({ to: '/soggetti/$id/segnalazioni', params: { id } });
        if (action === 'storia') void navigate({ to: '/soggetti/$id/storia', params: { id } });
      }}
    >
      <label className="visually-hidden" htmlFor="azione-soggetto">
        Azione sul soggetto
      </label>
      <select id="azione-soggetto" name="azione" className="form-select" defaultValue="">
        <option value="">Selezionare…</option>
        <option value="segnalazioni">Segnalazioni</option>
        <option value="storia">Storia della cartella</option>
      </select>
      <button type="submit" className="btn btn-primary">
        Esegui
      </button>
      <p role="alert" className="mb-0">
        {problem}
      </p>
    </form>
  );
}
