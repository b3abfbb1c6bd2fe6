import { Link } from '@tanstack/react-router';
import { operatorName } from '~/common/operatorName';
import { useIo } from '~/common/queries';
import { formatDay, formatInstant } from '~/format/date';
import type { UnAvvisoFragment } from '~/gql/graphql';
import { Alert } from '~/ui/Alert';
import { PageTitle } from '~/ui/PageTitle';
import { Path } from '~/ui/Path';
import { AlertState } from './AlertState';
import { CloseAlert } from './CloseAlert';
import { TakeAlert } from './TakeAlert';
import { useAlert } from './queries';
import { OUTCOMES, STATES, counted, dayOfReadings } from './words';

/** An alert: what it says, the readings it is about, what was made of it, and the next step. */
export function AlertFile({ id }: { id: string }) {
  const avviso = useAlert(id);
  return (
    <>
      <Path
        above={[
          <Link key="home" to="/">
            Home
          </Link>,
          <Link key="avvisi" to="/avvisi">
            Avvisi sulle letture
          </Link>,
        ]}
        here={avviso.descrizione}
      />
      <PageTitle page="Avviso sulle letture" code={avviso.id.slice(0, 8)}>
        {avviso.descrizione}
      </PageTitle>
      <section aria-labelledby="che-cosa" className="scheda">
        <h2 id="che-cosa">Che cosa segnala</h2>
        <dl className="valori">
          <div>
            <dt>Operatore</dt>
            <dd>{operatorName(avviso.operatore)}</dd>
          </div>
          <div>
            <dt>Giorno</dt>
            <dd>{formatDay(dayOfReadings(avviso))}</dd>
          </div>
          <div>
            <dt>Quante</dt>
            <dd>{counted(avviso)}</dd>
          </div>
          <div>
            <dt>Stato</dt>
            <dd>
              <AlertState stato={avviso.stato} />
            </dd>
          </div>
        </dl>
        <p>{avviso.spiegazione} Un avviso è un motivo per chiedere, non una prova.</p>
        <Readings of={avviso} />
      </section>
      <section aria-labelledby="passi" className="scheda">
        <h2 id="passi">Che cosa ne è stato fatto</h2>
        <Steps of={avviso} />
      </section>
      {avviso.stato === 'CHIUSO' ? null : <Next of={avviso} />}
    </>
  );
}

/** The way to the readings themselves, and to the emergency access that was the reason. */
function Readings({ of }: { of: UnAvvisoFragment }) {
  const day = dayOfReadings(of);
  const search = { operatore: of.operatore.id, dal: day, al: day };
  // What was refused may be of any kind: only people are found in the register by their id.
  const people = of.genere === 'RIFIUTI' ? [] : of.soggetti;
  return (
    <>
      <p className="d-flex flex-wrap gap-2">
        {of.genere === 'EMERGENZA' ? (
          <Link to="/emergenze/$id" params={{ id: of.riferimento }} className="btn btn-outline-primary">
            Accesso di emergenza
          </Link>
        ) : null}
        <Link to="/registro" search={search} className="btn btn-outline-primary">
          Letture dell’operatore in questo giorno
        </Link>
      </p>
      {people.length > 0 ? (
        <details>
          <summary>
            {people.length < of.quanti ? `Le prime ${people.length} schede` : 'Di quali schede si tratta'}
          </summary>
          <ul className="filtri-attivi mt-2">
            {people.map((soggetto) => (
              <li key={soggetto}>
                <Link to="/registro" search={{ ...search, soggetto }}>
                  soggetto {soggetto.slice(0, 8)}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Steps({ of: { passi } }: { of: UnAvvisoFragment }) {
  return (
    <ol className="storia">
      {passi.map((passo) => (
        <li key={passo.quando}>
          <strong>
            {passo.autore === null ? 'Sollevato' : STATES[passo.stato]}
            {passo.esito ? ` – ${OUTCOMES[passo.esito]}` : null}
          </strong>
          <div>
            <time dateTime={passo.quando}>{formatInstant(passo.quando)}</time>
            {passo.autore ? ` – ${passo.autore.nominativo}` : ' – dal sistema'}
          </div>
          {passo.nota ? <p className="come-scritto mt-2 mb-0">{passo.nota}</p> : null}
        </li>
      ))}
    </ol>
  );
}

/** What can be done now. */
function Next({ of }: { of: UnAvvisoFragment }) {
  const me = useIo().operatore.id;
  const who = of.passi.at(-1)?.autore;
  if (of.operatore.id === me)
    return (
      <Alert tone="info" title="L’avviso riguarda letture proprie">
        <p>Nessuno esamina le proprie letture: lo farà chi altro controlla.</p>
      </Alert>
    );
  return (
    <section aria-labelledby="esame" className="scheda">
      <h2 id="esame">Esame</h2>
      {who?.id === me ? null : <TakeAlert avviso={of} from={who?.nominativo ?? null} />}
      {of.stato === 'IN_ESAME' ? <CloseAlert avviso={of} /> : null}
    </section>
  );
}
