import { Link } from '@tanstack/react-router';
import { PageTitle } from './PageTitle';

/** An address that leads nowhere, or to something that is not there. */
export function NotFound() {
  return (
    <>
      <PageTitle page="Pagina non trovata">Pagina non trovata</PageTitle>
      <p>L’indirizzo non corrisponde a nulla, oppure ciò che indica non esiste o non è consultabile.</p>
      <p>
        <Link to="/">Torna alla Home</Link>
      </p>
    </>
  );
}
