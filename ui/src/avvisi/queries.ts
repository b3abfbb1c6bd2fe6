import { type QueryClient, infiniteQueryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { notFound } from '@tanstack/react-router';
import { ioQuery } from '~/common/queries';
import { AvvisiDocument, AvvisoDocument, type StatoAvviso, type UnAvvisoFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { question } from '~/graphql/query';

/** Rows of a page. */
const ROWS = 50;

/** The alerts in a state, or in any, the last first. */
export function alertsQuery(stato: StatoAvviso | null) {
  return infiniteQueryOptions({
    queryKey: ['avvisi', stato],
    initialPageParam: null as string | null,
    // Each visit reads anew, and its page does not ask once more for what the route has just loaded.
    staleTime: 2_000,
    queryFn: async ({ pageParam, signal }) =>
      (await execute(AvvisiDocument, { stato, first: ROWS, after: pageParam }, signal)).avvisi,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
}

function alertQuery(id: string) {
  return question(['avviso', id], AvvisoDocument, { id });
}

/** Loads an alert for a route; what does not exist is a page not found. */
export async function loadAlert(client: QueryClient, id: string): Promise<void> {
  const { avviso } = await client.fetchQuery(alertQuery(id));
  if (!avviso) throw notFound();
}

/** The alert, in a page whose route has loaded it. */
export function useAlert(id: string): UnAvvisoFragment {
  const { avviso } = useSuspenseQuery(alertQuery(id)).data;
  if (!avviso) throw notFound();
  return avviso;
}

/** Asks for the alert again, after others have worked on it. */
export function reload(client: QueryClient, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ['avviso', id] });
}

/** Puts the alert that a mutation answered with where its page reads it; lists and the number are asked again. */
export async function store(client: QueryClient, avviso: UnAvvisoFragment | null): Promise<void> {
  if (!avviso) return;
  client.setQueryData(alertQuery(avviso.id).queryKey, { avviso });
  await Promise.all([
    client.invalidateQueries({ queryKey: ['avvisi'], refetchType: 'none' }),
    client.invalidateQueries({ queryKey: ioQuery.queryKey }),
  ]);
}
