import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import * as v from 'valibot';
import { useIo } from '~/common/queries';
import { formatInstant } from '~/format/date';
import { NotFound } from '~/ui/NotFound';
import { PageTitle } from '~/ui/PageTitle';
import { Loading } from '~/ui/States';
import { keepFocus } from '~/ui/focus';
import { endOf, forgetFiles, ownAccessesQuery } from './queries';

interface Props {
  end: string;
  /** Whether it was ended before its time. */
  early: boolean;
  /** Whether the file was in sight a moment ago: what had the focus is gone with it. */
  meanwhile: boolean;
}

/** Where a file was open by an emergency access that is over. */
export function Ended({ end, early, meanwhile }: Props) {
  const client = useQueryClient();
  useEffect(() => {
    forgetFiles(client);
    if (meanwhile) keepFocus();
  }, [client, meanwhile]);
  return (
    <>
      <PageTitle page="Accesso di emergenza terminato">Accesso di emergenza terminato</PageTitle>
      <p>
        {early ? 'L’accesso è stato chiuso' : 'L’accesso è scaduto'} il {formatInstant(end)}: la scheda e le
        segnalazioni della persona non sono più aperte.
      </p>
      <p>
        Se servono ancora, si chiede un nuovo accesso con il codice fiscale, in{' '}
        <Link to="/emergenze">Accessi di emergenza</Link>.
      </p>
    </>
  );
}

const Id = v.pipe(v.string(), v.uuid());

/** A file that is not there for the operator: perhaps because an emergency access of his to it is over. */
export function ClosedFile({ id, meanwhile = false }: { id: string; meanwhile?: boolean }) {
  const asks = useIo().puoAprireEmergenze && v.is(Id, id);
  const own = useQuery({ ...ownAccessesQuery(id), enabled: asks });
  if (own.isLoading) return <Loading />;
  const last = own.data?.accessiEmergenza.nodes[0];
  // One that is still on was opened in another membership, which alone it opens the file to.
  if (!last || last.inCorso) return <NotFound />;
  return <Ended end={endOf(last)} early={last.chiusoIl !== null} meanwhile={meanwhile} />;
}
