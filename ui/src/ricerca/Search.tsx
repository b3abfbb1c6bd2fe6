import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type Criteria, anyCriterion, useCriteria } from '~/common/criteria';
import { useIo } from '~/common/queries';
import { CercaSoggettiDocument, type CriteriInput } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { announce } from '~/ui/Announcer';
import { More } from '~/ui/More';
import { PageTitle } from '~/ui/PageTitle';
import { Empty, Loaded } from '~/ui/States';
import { AnprForm } from './AnprForm';
import { Results } from './Results';
import { SearchForm } from './SearchForm';

const ROWS = 20;

function input(criteria: Criteria): CriteriInput {
  const given = Object.entries(criteria).filter(([, value]) => value !== '');
  return Object.fromEntries(given);
}

/** «Cerca in tutte le aree» (manual, chapter 2): the internal registry first, then ANPR. */
export function Search() {
  const criteria = useCriteria();
  return (
    <>
      <PageTitle page="Cerca in tutte le aree" focusElsewhere={!anyCriterion(criteria)}>
        Cerca in tutte le aree
      </PageTitle>
      <SearchForm criteria={criteria} />
      {anyCriterion(criteria) ? <Outcome criteria={criteria} /> : null}
    </>
  );
}

function Outcome({ criteria }: { criteria: Criteria }) {
  const io = useIo();
  const query = useInfiniteQuery({
    queryKey: ['ricerca', criteria],
    queryFn: ({ pageParam, signal }) =>
      execute(CercaSoggettiDocument, { criteri: input(criteria), first: ROWS, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ cercaSoggetti: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.cercaSoggetti.edges.map((edge) => edge.node));
  const count = query.isPlaceholderData ? undefined : rows?.length;

  useEffect(() => {
    if (count === undefined) return;
    announce(count === 0 ? 'Nessun soggetto trovato.' : `Soggetti trovati: ${count}.`);
  }, [count]);

  return (
    <section aria-labelledby="risultati" className="scheda">
      <h2 id="risultati">Risultati</h2>
      <Loaded from={query}>
        {() =>
          rows?.length === 0 ? (
            <>
              <Empty>
                <p className="mb-0 mt-2">
                  Controllare i filtri, oppure cercare la persona in ANPR con il solo codice fiscale.
                </p>
              </Empty>
              {io.puoOperare ? (
                <>
                  <AnprForm codiceFiscale={criteria.codiceFiscale || criteria.testo} />
                  <p className="mb-0">
                    Chi non ha un codice fiscale, o non è in ANPR,{' '}
                    <Link to="/soggetti/nuovo">si inserisce a mano</Link>.
                  </p>
                </>
              ) : null}
            </>
          ) : (
            <>
              <Results rows={rows ?? []} />
              <More query={query} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}
