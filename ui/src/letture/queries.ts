import { infiniteQueryOptions } from '@tanstack/react-query';
import { LettureDocument, LettureSubiteDocument, MieLettureDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { type Period, instants } from './period';

/** Rows of a page. */
const ROWS = 50;
/** Rows of a page of what is wanted whole. */
const ROWS_OF_REPORT = 100;

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

/**
 * Each visit reads anew. What the route has just loaded is not loaded once more by its page: the second answer would hold
 * one more row, the record of the first.
 */
const START = { initialPageParam: null as string | null, staleTime: 2_000 };

function next({ hasNextPage, endCursor }: PageInfo): string | null {
  return hasNextPage ? endCursor : null;
}

/** What the operator who asks has read. */
export function ownReadings(period: Period) {
  return infiniteQueryOptions({
    ...START,
    queryKey: ['letture', 'mie', period],
    queryFn: async ({ pageParam, signal }) => {
      const variables = { ...instants(period), first: ROWS, after: pageParam };
      return (await execute(MieLettureDocument, variables, signal)).mieLetture;
    },
    getNextPageParam: ({ pageInfo }) => next(pageInfo),
  });
}

/** Which readings of everybody. */
export interface Filter extends Period {
  soggetto?: string | undefined;
  operatore?: string | undefined;
  richiesta?: string | undefined;
}

/** What everybody has read. */
export function allReadings({ dal, al, ...who }: Filter) {
  return infiniteQueryOptions({
    ...START,
    queryKey: ['letture', 'tutte', { dal, al, ...who }],
    queryFn: async ({ pageParam, signal }) => {
      const filtro = { ...who, ...instants({ dal, al }) };
      return (await execute(LettureDocument, { filtro, first: ROWS, after: pageParam }, signal)).letture;
    },
    getNextPageParam: ({ pageInfo }) => next(pageInfo),
  });
}

/** Who has read about a person. */
export function readingsOf(soggetto: string, period: Period) {
  return infiniteQueryOptions({
    ...START,
    queryKey: ['letture', 'subite', soggetto, period],
    queryFn: async ({ pageParam, signal }) => {
      const variables = { soggetto, ...instants(period), first: ROWS_OF_REPORT, after: pageParam };
      return (await execute(LettureSubiteDocument, variables, signal)).lettureSubite;
    },
    getNextPageParam: ({ pageInfo }) => next(pageInfo),
  });
}
