import { Link, createFileRoute } from '@tanstack/react-router';
import { useIo } from '~/common/queries';
import { SegnalazioniList } from '~/common/SegnalazioniList';
import { Icon } from '~/ui/Icon';

export const Route = createFileRoute('/_operatore/soggetti/$id/segnalazioni')({ component: Page });

/** Segnalazioni of the subject, with «+» top right (manual, figure 16). */
function Page() {
  const { id } = Route.useParams();
  const { puoOperare } = useIo();
  return (
    <>
      <div className="azioni in-alto">
        <h2 className="mb-0">Segnalazioni</h2>
        {puoOperare ? (
          <Link
            to="/segnalazioni/nuova"
            search={{ soggetto: id }}
            className="btn btn-primary btn-piu"
            aria-label="Nuova segnalazione"
            title="Nuova segnalazione"
          >
            <Icon name="piu" />
          </Link>
        ) : null}
      </div>
      <SegnalazioniList
        caption="Segnalazioni del soggetto, dalla più recente"
        filtro={{ segnalato: id }}
        whenEmpty={puoOperare ? <p className="mb-0 mt-2">Con il pulsante «+» se ne inserisce una.</p> : null}
      />
    </>
  );
}
