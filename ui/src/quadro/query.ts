import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { QuadroDocument, type QuadroQuery } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { merged } from './rows';

/** What the page is asked to show. */
export interface View {
  soggetto: string;
  /** Also those who live with the subject. */
  completa: boolean;
  dal?: number | undefined;
  al?: number | undefined;
}

/** A block of the quadro. */
export type Gruppo = QuadroQuery['quadroRiassuntivo']['gruppi'][number];
/** An entry of the quadro. */
export type Voce = Gruppo['voci'][number];

/** Most entries that a page loads. Beyond them the years have to be fewer. */
export const MOST_ENTRIES = 10_000;

/** The quadro of a subject, and of his household in the complete view: page after page, up to `most` entries. */
export function useQuadro({ soggetto, completa, dal, al }: View, most = MOST_ENTRIES) {
  const variables = {
    soggetto,
    conNucleo: completa,
    dal: dal === undefined ? null : `${dal}-01-01`,
    al: al === undefined ? null : `${al}-12-31`,
  };
  const query = useInfiniteQuery({
    queryKey: ['quadro', soggetto, variables],
    queryFn: ({ pageParam, signal }) => execute(QuadroDocument, { ...variables, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ quadroRiassuntivo: { pageInfo } }) =>
      pageInfo.hasNextPage ? pageInfo.endCursor : null,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const gruppi = useMemo(
    () => (pages ? merged(pages.map((page) => page.quadroRiassuntivo.gruppi)) : undefined),
    [pages],
  );
  const count = gruppi?.reduce((sum, gruppo) => sum + gruppo.voci.length, 0) ?? 0;
  const { fetchNextPage, hasNextPage, isFetching, isError } = query;
  const wanted = hasNextPage && count < most;
  useEffect(() => {
    // The first page is on the screen already; the others follow by themselves.
    if (wanted && !isFetching && !isError) void fetchNextPage();
  }, [wanted, isFetching, isError, fetchNextPage]);
  return {
    ...query,
    data: gruppi,
    count,
    /** Whether pages are still on their way. */
    loading: wanted && !isError,
    /** Whether there are more entries than `most`. */
    cut: hasNextPage && count >= most,
  };
}
