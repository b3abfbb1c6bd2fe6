import { createFileRoute } from '@tanstack/react-router';
import { PublicPage } from '~/frame/PublicPage';

export const Route = createFileRoute('/privacy')({ component: Page });

function Page() {
  return (
    <PublicPage page="Informativa privacy">
      <p>
        L’informativa sul trattamento dei dati dei cittadini e degli operatori è resa dall’ente titolare del
        servizio. Qui si dice che cosa questa interfaccia conserva nel browser.
      </p>
      <ul>
        <li>Un cookie tecnico di sessione, illeggibile per la pagina, cancellato all’uscita.</li>
        <li>
          Gli identificativi, senza nomi, degli ultimi soggetti consultati: nella sola scheda del browser,
          fino alla sua chiusura o all’uscita.
        </li>
        <li>
          Nessun cookie di profilazione, nessuna risorsa di altri siti, nessuna misurazione degli accessi.
        </li>
      </ul>
      <p>
        Nomi e codici fiscali non compaiono mai negli indirizzi delle pagine né nella cronologia del browser.
      </p>
    </PublicPage>
  );
}
