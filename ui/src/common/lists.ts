import { infiniteQueryOptions } from '@tanstack/react-query';
import { type FiltroSegnalazioniInput, SegnalazioniDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';

/** Rows of a page. */
const ROWS = 20;

/** A list of segnalazioni, a page at a time. */
export function segnalazioniQuery(filtro: FiltroSegnalazioniInput) {
  return infiniteQueryOptions({
    queryKey: ['segnalazioni', filtro],
    queryFn: ({ pageParam, signal }) =>
      execute(SegnalazioniDocument, { filtro, first: ROWS, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ segnalazioni: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
}
