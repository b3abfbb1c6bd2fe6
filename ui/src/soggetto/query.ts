import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { notFound } from '@tanstack/react-router';
import { useIo } from '~/common/queries';
import { type FascicoloFragment, SoggettoDocument } from '~/gql/graphql';
import { question } from '~/graphql/query';

/** The file of a subject. */
export function soggettoQuery(id: string) {
  return question(['soggetto', id], SoggettoDocument, { id });
}

/** Loads the file for a route; what does not exist is a page not found. */
export async function loadSoggetto(client: QueryClient, id: string): Promise<FascicoloFragment> {
  const { soggetto } = await client.ensureQueryData(soggettoQuery(id));
  if (!soggetto) throw notFound();
  return soggetto;
}

/** The file, in a page whose route has loaded it. */
export function useSoggetto(id: string): FascicoloFragment {
  const { soggetto } = useSuspenseQuery(soggettoQuery(id)).data;
  if (!soggetto) throw notFound();
  return soggetto;
}

/** Whether the file can be changed: by the operator's role, and by what opens it to him. */
export function useMayChange(id: string): boolean {
  const { puoOperare } = useIo();
  return useSoggetto(id).apertura.modificabile && puoOperare;
}

/** Puts the file that a mutation answered with where the pages read it, and has what depends on it asked again. */
export async function store(client: QueryClient, soggetto: FascicoloFragment | null): Promise<void> {
  if (!soggetto) return;
  client.setQueryData(soggettoQuery(soggetto.id).queryKey, { soggetto });
  await Promise.all(
    [['storia', soggetto.id], ['quadro'], ['ricerca'], ['nuclei']].map((queryKey) =>
      client.invalidateQueries({ queryKey, refetchType: 'none' }),
    ),
  );
}
