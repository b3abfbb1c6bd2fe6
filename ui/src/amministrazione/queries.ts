import {
  type QueryClient,
  infiniteQueryOptions,
  keepPreviousData,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { notFound } from '@tanstack/react-router';
import { areasOf } from '~/common/areas';
import { ioQuery, unitsQuery, useIo } from '~/common/queries';
import type { Choice } from '~/form/fields';
import {
  AlberoUnitaDocument,
  type FiltroOperatoriInput,
  OperatoreDocument,
  type OperatoreAmministratoFragment,
  OperatoriDocument,
  SessioniOperatoreDocument,
  type SessioniOperatoreQuery,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { question } from '~/graphql/query';
import { type Branch, treeFrom, unitsOf } from './units';

/** Rows of a page. */
const ROWS = 30;

/** Who does not administer finds no page here. */
export async function onlyAdministrators(client: QueryClient): Promise<void> {
  const { io } = await client.ensureQueryData(ioQuery);
  if (!areasOf(io).administration) throw notFound();
}

/** The operators of the units that one administers. */
export function operatorsQuery(filtro: FiltroOperatoriInput) {
  return infiniteQueryOptions({
    queryKey: ['operatori', filtro],
    queryFn: async ({ pageParam, signal }) =>
      (await execute(OperatoriDocument, { filtro, first: ROWS, after: pageParam }, signal)).operatori,
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: keepPreviousData,
  });
}

/** One of them. */
export function operatorQuery(id: string) {
  return question(['operatore', id], OperatoreDocument, { id });
}

/** Loads an operator for a route; who is not among one's own is a page not found. */
export async function loadOperator(client: QueryClient, id: string): Promise<void> {
  const { operatore } = await client.ensureQueryData(operatorQuery(id));
  if (!operatore) throw notFound();
}

/** An operator, in a page whose route has loaded him. */
export function useOperator(id: string): OperatoreAmministratoFragment {
  const { operatore } = useSuspenseQuery(operatorQuery(id)).data;
  if (!operatore) throw notFound();
  return operatore;
}

/** Puts the operator that a mutation answered with where the pages read him; what lists say of him is asked again. */
export async function storeOperator(
  client: QueryClient,
  operatore: OperatoreAmministratoFragment | null,
): Promise<void> {
  if (!operatore) return;
  client.setQueryData(operatorQuery(operatore.operatore.id).queryKey, { operatore });
  await client.invalidateQueries({ queryKey: ['operatori'], refetchType: 'none' });
}

/** Has an operator asked for again, after somebody else has changed him. */
export async function reloadOperator(client: QueryClient, id: string): Promise<void> {
  await client.invalidateQueries({ queryKey: operatorQuery(id).queryKey });
  await client.invalidateQueries({ queryKey: ['operatori'], refetchType: 'none' });
}

/** An open session of an operator. */
export type Session = NonNullable<SessioniOperatoreQuery['sessioniOperatore']>[number];

/** The open sessions of an operator; they come and go, so each visit asks anew. */
export function sessionsQuery(operatore: string) {
  return {
    ...question(['sessioni-operatore', operatore], SessioniOperatoreDocument, { operatore }),
    staleTime: 0,
  };
}

/** All units, with what stands below what. */
export const treeQuery = { ...question(['unita'], AlberoUnitaDocument, {}), staleTime: 60_000 };

/** The units that one administers, in a page whose route has loaded them: one's own and those below. */
export function useTree(): Branch | null {
  const { unitaOrganizzative } = useSuspenseQuery(treeQuery).data;
  return treeFrom(unitaOrganizzative, useIo().unita.id);
}

/** Those among them that have not ceased, to choose from. */
export function useOwnUnits(): Choice[] {
  return unitsOf(useTree())
    .filter(({ cessata }) => !cessata)
    .map(({ id, etichetta }) => ({ codice: id, descrizione: etichetta }));
}

/** Has the units asked for again, wherever they are shown. */
export async function reloadUnits(client: QueryClient): Promise<void> {
  await client.refetchQueries({ queryKey: treeQuery.queryKey });
  await client.invalidateQueries({ queryKey: unitsQuery.queryKey });
}
