import { Link } from '@tanstack/react-router';
import { personWithBirth } from '~/common/person';
import { dayOf } from '~/format/date';
import type { PraticaFragment } from '~/gql/graphql';
import { PageTitle } from '~/ui/PageTitle';
import { Path } from '~/ui/Path';
import { Stato } from '~/ui/Stato';

const DRAWERS = [
  ['dettagli', 'Dettagli'],
  ['assegnazioni', 'Assegnazioni'],
  ['annotazioni', 'Annotazioni'],
  ['concessioni', 'Concessioni'],
  ['storia', 'Storia'],
] as const;

/** The band over the drawers of a segnalazione. */
export function Header({ pratica, pathname }: { pratica: PraticaFragment; pathname: string }) {
  const drawer = DRAWERS.find(([path]) => pathname.endsWith(`/${path}`))?.[1] ?? 'Segnalazione';
  const numero = pratica.numero ?? 'in registrazione';
  return (
    <>
      <Path
        above={[
          <Link key="home" to="/">
            Home
          </Link>,
          <Link key="segnalazioni" to="/soggetti/$id/segnalazioni" params={{ id: pratica.segnalato.id }}>
            Segnalazioni del soggetto
          </Link>,
        ]}
        here={numero}
      />
      <div className="intestazione-soggetto">
        <div>
          <PageTitle page={drawer} code={`segnalazione ${numero}`}>
            Segnalazione {numero}
            <span className="visually-hidden"> – {drawer}</span>
          </PageTitle>
          <dl>
            <div>
              <dt>Soggetto segnalato</dt>
              <dd>
                <Link to="/soggetti/$id/segnalazioni" params={{ id: pratica.segnalato.id }}>
                  {personWithBirth(pratica.segnalato)}
                </Link>
              </dd>
            </div>
            <div>
              <dt>Stato</dt>
              <dd>
                <Stato stato={pratica.stato} />
              </dd>
            </div>
            <div>
              <dt>Operatore Rif.</dt>
              <dd>{pratica.autore.operatore.nominativo}</dd>
            </div>
            <div>
              <dt>Assegnata a</dt>
              <dd>{pratica.assegnatario?.operatore.nominativo ?? 'nessuno'}</dd>
            </div>
            <div>
              <dt>Data creazione</dt>
              <dd>{dayOf(pratica.creataIl)}</dd>
            </div>
          </dl>
        </div>
      </div>
    </>
  );
}

/** The drawers on the left. */
export function Drawers({ id }: { id: string }) {
  return (
    <nav className="cassetti" aria-label="Cassetti della segnalazione">
      <ul>
        {DRAWERS.map(([path, name]) => (
          <li key={path}>
            <Link to={`/segnalazioni/$id/${path}`} params={{ id }} activeProps={{ 'aria-current': 'page' }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
