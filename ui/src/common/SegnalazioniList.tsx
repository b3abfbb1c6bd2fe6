import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FiltroSegnalazioniInput } from '~/gql/graphql';
import { More } from '~/ui/More';
import { Empty, Loaded } from '~/ui/States';
import { SegnalazioniTable } from './SegnalazioniTable';
import { segnalazioniQuery } from './lists';

interface Props {
  caption: string;
  filtro: FiltroSegnalazioniInput;
  /** What can be done when there is none. */
  whenEmpty?: ReactNode;
}

/** A list of segnalazioni with its three states. */
export function SegnalazioniList({ caption, filtro, whenEmpty }: Props) {
  const query = useInfiniteQuery(segnalazioniQuery(filtro));
  return (
    <Loaded from={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.segnalazioni.edges.map((edge) => edge.node));
        if (rows.length === 0) return <Empty>{whenEmpty}</Empty>;
        return (
          <>
            <SegnalazioniTable caption={caption} rows={rows} />
            <More query={query} />
          </>
        );
      }}
    </Loaded>
  );
}
