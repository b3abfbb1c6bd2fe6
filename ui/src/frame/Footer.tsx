import { Link } from '@tanstack/react-router';

/** Address of the help desk (manual, chapter 4). */
export const ASSISTENZA = 'supporto.sigess@regione.lazio.it';

/** Help, privacy, accessibility. */
export function Footer() {
  return (
    <footer className="it-footer">
      <div className="it-footer-main">
        <div className="container-xxl">
          <span>
            <strong>SIGeSS</strong> – Cartella sociale informatizzata
          </span>
          <nav aria-label="Informazioni">
            <ul>
              <li>
                Assistenza: <a href={`mailto:${ASSISTENZA}`}>{ASSISTENZA}</a>
              </li>
              <li>
                <Link to="/privacy" data-element="privacy-policy-link">
                  Informativa privacy
                </Link>
              </li>
              <li>
                <Link to="/accessibilita" data-element="accessibility-link">
                  Dichiarazione di accessibilità
                </Link>
              </li>
            </ul>
          </nav>
        </div>
      </div>
    </footer>
  );
}
