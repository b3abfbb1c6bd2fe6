import { useInfiniteQuery } from '@tanstack/react-query';
import { Events } from '~/common/Events';
import { StoriaDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { More } from '~/ui/More';
import { Empty, Loaded } from '~/ui/States';

/** Events of a page. */
const EVENTS = 20;

type Of = { soggetto: string; segnalazione?: never } | { segnalazione: string; soggetto?: never };

/** The story of a file, the last event first: what happened, when, by whose hand, what changed. */
export function Storia({ of }: { of: Of }) {
  const soggetto = of.soggetto ?? null;
  const segnalazione = of.segnalazione ?? null;
  const query = useInfiniteQuery({
    queryKey: ['storia', soggetto ?? segnalazione],
    queryFn: ({ pageParam, signal }) =>
      execute(StoriaDocument, { soggetto, segnalazione, first: EVENTS, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ storia: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
  return (
    <Loaded from={query}>
      {({ pages }) => {
        const events = pages.flatMap((page) => page.storia.edges.map((edge) => edge.node));
        if (events.length === 0) return <Empty />;
        return (
          <>
            <Events of={events} />
            <More query={query} />
          </>
        );
      }}
    </Loaded>
  );
}
