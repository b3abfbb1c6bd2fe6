import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useIo } from '~/common/queries';
import { OpenForm } from '~/emergenza/OpenForm';
import { SeguitoDaDocument, type SeguitoDaQuery, UltimoSoggettoDocument } from '~/gql/graphql';
import { question } from '~/graphql/query';
import { Alert } from '~/ui/Alert';

/** Who follows the person with exactly that codice fiscale, also when the file is not open to who asks. */
function followedQuery(codiceFiscale: string) {
  return question(['seguito'], SeguitoDaDocument, { codiceFiscale });
}

interface FollowedProps {
  seguito: NonNullable<SeguitoDaQuery['seguitoDa']>;
  codiceFiscale: string;
}

/** The person has a file that another unit holds: what may be said of it, and the way to a segnalazione of one's own. */
function Followed({ seguito, codiceFiscale }: FollowedProps) {
  const { puoAprireEmergenze } = useIo();
  const [opening, setOpening] = useState(false);
  const unita = seguito.unita
    .map((u) => (u.recapito ? `${u.etichetta} (${u.recapito})` : u.etichetta))
    .join(', ');
  return (
    <>
      <Alert tone="info" title="La persona ha già una scheda, non aperta alla propria unità">
        <p>{unita === '' ? 'Nessuna unità la segue ora.' : `La segue: ${unita}.`}</p>
        <p>
          Registrando una segnalazione che la riguarda, la scheda si apre anche alla propria unità; le
          segnalazioni delle altre restano chiuse.
        </p>
        <p>
          <Link to="/segnalazioni/nuova" search={{ soggetto: seguito.soggetto, seguita: true }}>
            Nuova segnalazione
          </Link>
        </p>
        {puoAprireEmergenze && !opening ? (
          <>
            <p>
              Se c’è un’emergenza e non si può attendere chi la segue, la scheda e le sue segnalazioni si
              leggono per un’ora.
            </p>
            <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setOpening(true)}>
              Accesso di emergenza
            </button>
          </>
        ) : null}
      </Alert>
      {opening ? <OpenForm codiceFiscale={codiceFiscale} onClose={() => setOpening(false)} /> : null}
    </>
  );
}

/** The way to whoever has that codice fiscale already: `children` where the file is open, otherwise what a unit may. */
export function Holder(props: { id: string; codiceFiscale: string | null; children: ReactNode }) {
  const { id, codiceFiscale, children } = props;
  const file = useQuery(question(['soggetto', id], UltimoSoggettoDocument, { id }));
  const closed = file.data?.soggetto === null;
  const seguito = useQuery({
    ...followedQuery(codiceFiscale ?? ''),
    enabled: closed && codiceFiscale !== null,
  });
  if (file.isPending || seguito.isLoading) return null;
  if (closed && codiceFiscale !== null && seguito.data?.seguitoDa)
    return <Followed seguito={seguito.data.seguitoDa} codiceFiscale={codiceFiscale} />;
  return children;
}
