import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Areas } from '~/common/areas';
import { Waiting } from '~/emergenza/Waiting';
import { Leave } from '~/session/Leave';
import { sessionQuery } from '~/session/session';
import { Count } from '~/ui/Count';
import { Footer } from './Footer';
import { QuickSearch } from './QuickSearch';
import { UserMenu } from './UserMenu';

/** Who works, as the header shows it. */
export interface Worker {
  nominativo: string;
  ruolo: string;
  unita: string;
}

/** Every page behind the login: skip links, header in three bands, main, footer. */
export function Frame({ worker, areas, children }: { worker: Worker; areas: Areas; children: ReactNode }) {
  return (
    <>
      <SkipLinks />
      <header>
        <SlimHeader worker={worker} />
        <div className="it-header-center-wrapper">
          <div className="container-xxl">
            <div className="it-header-center-content-wrapper">
              <Brand />
              {areas.cases ? <QuickSearch /> : null}
            </div>
          </div>
        </div>
        <nav className="navigazione" aria-label="Principale">
          <div className="container-xxl">
            <ul>
              <Area to="/">Home</Area>
              {areas.cases ? (
                <>
                  <Area to="/soggetti">Cerca in tutte le aree</Area>
                  <Area to="/segnalazioni">Le mie segnalazioni</Area>
                </>
              ) : null}
              {areas.emergencies ? (
                <Area to="/emergenze">
                  Accessi di emergenza {areas.emergencies === 'told' ? <Waiting /> : null}
                </Area>
              ) : null}
              {areas.readings ? (
                <>
                  <Area to="/registro">Registro delle letture</Area>
                  <Area to="/avvisi">
                    Avvisi <Count number={areas.alerts} of="da prendere in esame" />
                  </Area>
                </>
              ) : null}
              {areas.administration ? (
                <>
                  <Area to="/operatori">Operatori</Area>
                  <Area to="/unita">Unità organizzative</Area>
                </>
              ) : null}
            </ul>
          </div>
        </nav>
      </header>
      <main id="contenuto" className="container-xxl" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  );
}

function Area({ to, children }: { to: LinkProps['to']; children: ReactNode }) {
  return (
    <li>
      <Link to={to} activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
        {children}
      </Link>
    </li>
  );
}

/** The first stop of the Tab key. */
export function SkipLinks() {
  return (
    <div className="skiplinks">
      <a
        href="#contenuto"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('contenuto')?.focus();
        }}
      >
        Vai al contenuto principale
      </a>
    </div>
  );
}

/** Name of the product. */
export function Brand() {
  return (
    <div className="it-brand-wrapper">
      <Link to="/">
        <svg className="marchio" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
          <path
            fill="#fff"
            d="M4 10a4 4 0 0 1 4-4h11l5 5h16a4 4 0 0 1 4 4v23a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4z"
          />
          <path
            fill="#06c"
            d="M24 16.5a5 5 0 1 1 0 10 5 5 0 0 1 0-10zm-10 21c0-5.2 4.5-9 10-9s10 3.8 10 9z"
          />
        </svg>
        <span className="it-brand-text">
          <span className="it-brand-title d-block">SIGeSS</span>
          <span className="it-brand-tagline d-block">Cartella sociale informatizzata</span>
        </span>
      </Link>
    </div>
  );
}

function SlimHeader({ worker }: { worker: Worker }) {
  return (
    <div className="it-header-slim-wrapper">
      <div className="container-xxl">
        <div className="it-header-slim-wrapper-content">
          <Place worker={worker} />
          <div className="utente">
            <UserMenu>
              <span className="visually-hidden">Operatore: </span>
              <strong>{worker.nominativo}</strong>, {worker.ruolo}
            </UserMenu>
            <Leave className="esci" />
          </div>
        </div>
      </div>
    </div>
  );
}

/** In which unit one works; who could work in another one as well reads in which role, and changes here. */
function Place({ worker }: { worker: Worker }) {
  const several = (useQuery(sessionQuery).data?.incarichi.length ?? 0) > 1;
  if (!several) return <span>{worker.unita}</span>;
  return (
    <span>
      Operi come {worker.ruolo} presso {worker.unita}{' '}
      <Link to="/incarico" search={{ ritorno: '/' }} className="cambia">
        Cambia<span className="visually-hidden"> incarico</span>
      </Link>
    </span>
  );
}
