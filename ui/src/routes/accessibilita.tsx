import { createFileRoute } from '@tanstack/react-router';
import { ASSISTENZA } from '~/frame/Footer';
import { PublicPage } from '~/frame/PublicPage';

export const Route = createFileRoute('/accessibilita')({ component: Page });

function Page() {
  return (
    <PublicPage page="Accessibilità">
      <p>
        Questa interfaccia è realizzata secondo la norma UNI EN 301549 (WCAG 2.1, livelli A e AA), come chiede
        la legge 9 gennaio 2004, n. 4. Ogni funzione si raggiunge con la sola tastiera.
      </p>
      <p>
        La dichiarazione di accessibilità è pubblicata dall’ente che eroga il servizio sul sito di AgID, dopo
        la verifica dell’installazione.
      </p>
      <h2>Segnalare un problema</h2>
      <p>
        Se qualcosa non è accessibile, scrivere a <a href={`mailto:${ASSISTENZA}`}>{ASSISTENZA}</a> indicando
        la pagina e la difficoltà incontrata.
      </p>
      <h2>Scorciatoie da tastiera</h2>
      <ul>
        <li>
          <kbd>/</kbd> oppure <kbd>Ctrl</kbd>+<kbd>K</kbd>: casella di ricerca, da ogni pagina
        </li>
        <li>
          <kbd>Freccia su</kbd> e <kbd>Freccia giù</kbd>: da un risultato della ricerca all’altro;{' '}
          <kbd>Invio</kbd> lo apre
        </li>
        <li>
          <kbd>Esc</kbd>: chiude la finestra aperta
        </li>
      </ul>
    </PublicPage>
  );
}
