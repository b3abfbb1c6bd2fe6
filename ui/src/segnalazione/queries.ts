import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { notFound } from '@tanstack/react-router';
import { type PraticaFragment, SegnalazioneDocument } from '~/gql/graphql';
import { question } from '~/graphql/query';

/** The file of a segnalazione. */
export function praticaQuery(id: string) {
  return question(['segnalazione', id], SegnalazioneDocument, { id });
}

/** Loads the file for a route; what does not exist is a page not found. */
export async function loadPratica(client: QueryClient, id: string): Promise<PraticaFragment> {
  const { segnalazione } = await client.ensureQueryData(praticaQuery(id));
  if (!segnalazione) throw notFound();
  return segnalazione;
}

/** The file, in a page whose route has loaded it. */
export function usePratica(id: string): PraticaFragment {
  const { segnalazione } = useSuspenseQuery(praticaQuery(id)).data;
  if (!segnalazione) throw notFound();
  return segnalazione;
}

/** Puts the file that a mutation answered with where the pages read it; lists that show it are asked again. */
export async function store(client: QueryClient, pratica: PraticaFragment | null): Promise<void> {
  if (!pratica) return;
  client.setQueryData(praticaQuery(pratica.id).queryKey, { segnalazione: pratica });
  await Promise.all(
    [['segnalazioni'], ['quadro'], ['storia']].map((queryKey) =>
      client.invalidateQueries({ queryKey, refetchType: 'none' }),
    ),
  );
}

/** Asks for the file again, after others have changed it. */
export function reload(client: QueryClient, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ['segnalazione', id] });
}
