import { Alert } from '~/ui/Alert';
import { Fault } from '~/graphql/client';
import { formatInstant } from '~/format/date';
import { ConfirmIdentity } from '~/session/ConfirmIdentity';
import type { EventoIntervenuto, Outcome } from './outcome';

/** The refusal of a command for which the last login is too long ago. */
const NOT_RECENT = 'AUTENTICAZIONE_NON_RECENTE';

/** What the server refused or could not do, in the page and with the focus on it. */
export function CommandProblems({ outcome, fault }: { outcome: Outcome | null; fault: Error | null }) {
  if (fault) return <FaultAlert fault={fault} />;
  if (outcome?.esito !== 'RIFIUTATO') return null;
  if (outcome.rifiuti.some(({ codice }) => codice === NOT_RECENT)) {
    return (
      <Alert
        tone="warning"
        title="Per questa operazione occorre confermare di nuovo la propria identità"
        takesFocus
      >
        <ConfirmIdentity />
      </Alert>
    );
  }
  return (
    <Alert tone="danger" title="Operazione non eseguita" takesFocus>
      <ul>
        {outcome.rifiuti.map((rifiuto) => (
          <li key={rifiuto.codice + rifiuto.campi.join()}>
            {rifiuto.messaggio}
            {rifiuto.riferimento ? ` Riferimento per l’assistenza: ${rifiuto.riferimento}` : null}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** A fault of the network or the server: what was typed is still there. */
export function FaultAlert({ fault }: { fault: Error }) {
  const known = fault instanceof Fault ? fault : null;
  return (
    <Alert tone="danger" title={known?.message ?? 'Si è verificato un errore inatteso.'} takesFocus>
      <p>
        I dati inseriti sono ancora qui: premere di nuovo il pulsante per riprovare, senza rischio di
        doppioni.
      </p>
      {known?.requestId ? <p>Riferimento per l’assistenza: {known.requestId}</p> : null}
    </Alert>
  );
}

/** Somebody else saved first: who changed what, and the two ways on. */
export function Conflict({
  intervenuti,
  onReload,
  onReapply,
}: {
  intervenuti: readonly EventoIntervenuto[];
  onReload: () => void;
  onReapply?: (() => void) | undefined;
}) {
  return (
    <Alert
      tone="warning"
      title="Nel frattempo la scheda è stata modificata: nulla è stato salvato."
      takesFocus
    >
      {intervenuti.length > 0 ? (
        <ul>
          {intervenuti.map((evento) => (
            <li key={evento.posizione}>
              {evento.descrizione}
              {evento.operatore ? `, ${evento.operatore.nominativo}` : ''},{' '}
              {formatInstant(evento.registratoIl)}
              <Changes of={evento} />
            </li>
          ))}
        </ul>
      ) : null}
      {onReapply ? <p>Che cosa fare dei dati inseriti qui?</p> : null}
      <div className="d-flex flex-wrap gap-2">
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={onReload}>
          Ricarica
        </button>
        {onReapply ? (
          <button type="button" className="btn btn-primary btn-sm" onClick={onReapply}>
            Riapplica le mie modifiche
          </button>
        ) : null}
      </div>
    </Alert>
  );
}

/** The fields an event changed, before and after. */
export function Changes({ of }: { of: Pick<EventoIntervenuto, 'dettagli'> }) {
  if (of.dettagli.length === 0) return null;
  return (
    <ul>
      {of.dettagli.map((dettaglio, i) => (
        <li key={i}>
          {dettaglio.campo}:{' '}
          {dettaglio.prima ? (
            <>
              <span className="visually-hidden">prima </span>
              <del>{dettaglio.prima}</del>
              <span aria-hidden="true"> → </span>
              <span className="visually-hidden"> ora </span>
              <ins>{dettaglio.dopo ?? 'nessun valore'}</ins>
            </>
          ) : (
            (dettaglio.dopo ?? 'nessun valore')
          )}
        </li>
      ))}
    </ul>
  );
}
