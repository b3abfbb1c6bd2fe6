import { type QueryClient, infiniteQueryOptions } from '@tanstack/react-query';
import { AnnotazioniDocument } from '~/gql/graphql';
import { Fault, execute } from '~/graphql/client';

/** Notes of a page. */
const ROWS = 25;

/** The notes of a segnalazione that are open to who asks, the last first. */
export function notesOf(segnalazione: string) {
  return infiniteQueryOptions({
    queryKey: ['annotazioni', segnalazione],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const variables = { segnalazione, first: ROWS, after: pageParam };
      const { segnalazione: pratica } = await execute(AnnotazioniDocument, variables, signal);
      // Open a moment ago, for the page is there.
      if (!pratica) throw new Fault('La segnalazione non è più aperta all’operatore.', 'NOT_FOUND');
      return pratica.annotazioni;
    },
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
}

/** Asks for the notes again, after a command or when others have changed one; the story tells of them too. */
export async function reloadNotes(client: QueryClient, segnalazione: string): Promise<void> {
  await client.invalidateQueries({ queryKey: notesOf(segnalazione).queryKey });
  await client.invalidateQueries({ queryKey: ['storia'], refetchType: 'none' });
}
