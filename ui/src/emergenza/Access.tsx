import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Value } from '~/common/Anagrafica';
import { areasOf } from '~/common/areas';
import { Erased } from '~/common/Erased';
import { useIo } from '~/common/queries';
import { formatInstant, today } from '~/format/date';
import type { UnAccessoFragment } from '~/gql/graphql';
import { NotFound } from '~/ui/NotFound';
import { PageTitle } from '~/ui/PageTitle';
import { Path } from '~/ui/Path';
import { Loaded } from '~/ui/States';
import { ReviewForm } from './ReviewForm';
import { minutesOpen, stateOf, whose } from './labels';
import { accessQuery, endOf } from './queries';
import { inWords } from './useMinutesLeft';

/** One emergency access: why it was opened, how long, what was read by it, how it was judged. */
export function Access({ id }: { id: string }) {
  return (
    <Loaded from={useQuery(accessQuery(id))}>
      {({ accessoEmergenza }) => (accessoEmergenza ? <Details accesso={accessoEmergenza} /> : <NotFound />)}
    </Loaded>
  );
}

function Details({ accesso }: { accesso: UnAccessoFragment }) {
  const opened = formatInstant(accesso.apertoIl);
  const { operatore, ruolo, unita } = accesso.operatore;
  return (
    <>
      <Path
        above={[
          <Link key="home" to="/">
            Home
          </Link>,
          <Link key="emergenze" to="/emergenze">
            Accessi di emergenza
          </Link>,
        ]}
        here={opened}
      />
      <PageTitle page="Accesso di emergenza">Accesso di emergenza del {opened}</PageTitle>
      <section className="scheda" aria-labelledby="accesso">
        <h2 id="accesso">Accesso</h2>
        <dl className="valori">
          <Value term="Scheda">
            <Subject accesso={accesso} />
          </Value>
          <Value term="Aperto da">
            {operatore.nominativo}
            <span className="sotto">
              {ruolo.descrizione}, {unita.etichetta}
            </span>
          </Value>
          <Value term="Aperto il">{opened}</Value>
          <Value term="Stato">{stateOf(accesso)}</Value>
          <Value term="Durata">{accesso.inCorso ? 'fino a 60 minuti' : inWords(minutesOpen(accesso))}</Value>
          <Value term="Motivo">{accesso.motivo.descrizione}</Value>
        </dl>
        <h3>Spiegazione</h3>
        <Text of={accesso.spiegazione} />
        <h3>Che cosa è stato letto</h3>
        <ReadMeanwhile accesso={accesso} />
      </section>
      <section className="scheda" aria-labelledby="riesame">
        <h2 id="riesame">Riesame</h2>
        <Reviews accesso={accesso} />
      </section>
    </>
  );
}

/** Whose file, with the way to it where it is open. */
function Subject({ accesso }: { accesso: UnAccessoFragment }) {
  if (!accesso.soggetto) return <>{whose(accesso)}, non aperto all’operatore</>;
  return (
    <Link to="/soggetti/$id/anagrafica" params={{ id: accesso.soggettoId }}>
      {whose(accesso)}
    </Link>
  );
}

/** A text as it was written; or that it was erased. */
function Text({ of: { testo, cancellazione } }: { of: UnAccessoFragment['spiegazione'] }) {
  return testo === null ? <Erased by={cancellazione} /> : <p className="come-scritto">{testo}</p>;
}

/** The way to what the log of readings holds of it, for those who read that log. */
function ReadMeanwhile({ accesso }: { accesso: UnAccessoFragment }) {
  const io = useIo();
  const period = {
    dal: today(new Date(accesso.apertoIl)),
    al: today(new Date(endOf(accesso))),
  };
  const by = accesso.operatore.operatore.id;
  if (areasOf(io).readings) {
    return (
      <p>
        <Link to="/registro" search={{ ...period, soggetto: accesso.soggettoId, operatore: by }}>
          Letture di questa persona da parte dell’operatore, in quel giorno
        </Link>
        : quelle fatte per l’accesso sono indicate come «Accesso di emergenza».
      </p>
    );
  }
  if (by === io.operatore.id) {
    return (
      <p>
        <Link to="/letture" search={period}>
          Le mie letture di quel giorno
        </Link>
        : quelle fatte per l’accesso sono indicate come «Accesso di emergenza».
      </p>
    );
  }
  return (
    <p>
      Lo conserva il registro delle letture, che auditor e responsabile della protezione dei dati consultano.
    </p>
  );
}

function Reviews({ accesso }: { accesso: UnAccessoFragment }) {
  const io = useIo();
  const own = accesso.operatore.operatore.id === io.operatore.id;
  return (
    <>
      {accesso.riesami.length === 0 ? (
        <p>L’accesso non è ancora stato riesaminato.</p>
      ) : (
        <ul className="elenco mb-3">
          {accesso.riesami.map((riesame) => (
            <li key={riesame.il}>
              <strong>{riesame.esito.descrizione}</strong>
              <p className="sotto">
                {riesame.da.operatore.nominativo}, {riesame.da.ruolo.descrizione},{' '}
                {riesame.da.unita.etichetta}, il {formatInstant(riesame.il)}
              </p>
              {riesame.note ? <Text of={riesame.note} /> : null}
            </li>
          ))}
        </ul>
      )}
      {accesso.daRiesaminare ? (
        own ? (
          <Why>
            Lo riesamina un coordinatore delle unità che seguono la persona o un auditor: mai chi l’ha aperto.
          </Why>
        ) : io.puoRiesaminareEmergenze ? (
          <ReviewForm key={accesso.riesami.length} accesso={accesso} />
        ) : (
          <Why>Lo riesamina un coordinatore delle unità che seguono la persona o un auditor.</Why>
        )
      ) : null}
    </>
  );
}

function Why({ children }: { children: ReactNode }) {
  return <p className="mb-0">{children}</p>;
}
