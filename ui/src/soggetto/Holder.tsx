import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SeguitoDaDocument, type SeguitoDaQuery, UltimoSoggettoDocument } from '~/gql/graphql';
import { question } from '~/graphql/query';
import { Alert } from '~/ui/Alert';

/** Who follows the person with exactly that codice fiscale, also when the file is not open to who asks. */
function followedQuery(codiceFiscale: string) {
  return question(['seguito'], SeguitoDaDocument, { codiceFiscale });
}

/** The person has a file that another unit holds: what may be said of it, and the way to a segnalazione of one's own. */
function Followed({ seguito }: { seguito: NonNullable<SeguitoDaQuery['seguitoDa']> }) {
  const unita = seguito.unita.map((u) => u.etichetta).join(', ');
  return (
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
    </Alert>
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
  if (closed && seguito.data?.seguitoDa) return <Followed seguito={seguito.data.seguitoDa} />;
  return children;
}
