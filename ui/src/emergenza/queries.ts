import { type QueryClient, infiniteQueryOptions } from '@tanstack/react-query';
import {
  type AccessoInElencoFragment,
  AccessiEmergenzaDocument,
  AccessoEmergenzaDocument,
  EmergenzeDaRiesaminareDocument,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { question } from '~/graphql/query';

/** Rows of a page. */
const ROWS = 20;

/** Whether only those that somebody is still to judge. */
export interface Filter {
  daRiesaminare: boolean;
}

/** The emergency accesses of which the operator is told, newest first. */
export function accessesQuery({ daRiesaminare }: Filter) {
  return infiniteQueryOptions({
    queryKey: ['emergenze', 'elenco', daRiesaminare],
    initialPageParam: null as string | null,
    // Each visit reads anew, and its page does not ask once more for what the route has just loaded.
    staleTime: 2_000,
    queryFn: async ({ pageParam, signal }) => {
      const variables = {
        daRiesaminare: daRiesaminare || null,
        propri: null,
        scheda: null,
        first: ROWS,
        after: pageParam,
      };
      return (await execute(AccessiEmergenzaDocument, variables, signal)).accessiEmergenza;
    },
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
}

/** The operator's own accesses that opened a file, newest first; to whatever file where none is named. */
export function ownAccessesQuery(scheda: string | null) {
  const variables = { daRiesaminare: null, propri: true, scheda, first: ROWS, after: null };
  // What is left of an hour must not come out of the memory of the page.
  return { ...question(['emergenze', 'propri'], AccessiEmergenzaDocument, variables), staleTime: 0 };
}

/** One access. */
export function accessQuery(id: string) {
  return question(['emergenze', id], AccessoEmergenzaDocument, { id });
}

/** How many accesses of others wait to be judged; asked for again when pages change, at most once a minute. */
export const waitingQuery = {
  ...question(['emergenze', 'numero'], EmergenzeDaRiesaminareDocument, {}),
  staleTime: 60_000,
  refetchOnWindowFocus: true,
};

/** Has everything about emergency accesses asked for again. */
export function reloadAccesses(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['emergenze'] });
}

/** What pages keep of people's files, by the beginning of the key. */
const OF_FILES = [
  'soggetto',
  'segnalazione',
  'segnalazioni',
  'annotazioni',
  'nuclei',
  'quadro',
  'storia',
  'ricerca',
];

/** Forgets what was read of files: they open or close under an emergency access. */
export function forgetFiles(client: QueryClient): void {
  client.removeQueries({
    type: 'inactive',
    predicate: ({ queryKey }) => OF_FILES.includes(String(queryKey[0])),
  });
}

type Access = Pick<AccessoInElencoFragment, 'inCorso' | 'chiusoIl' | 'scade'>;

/** When an access ended, or will. */
export function endOf({ chiusoIl, scade }: Access): string {
  return chiusoIl ?? scade;
}
