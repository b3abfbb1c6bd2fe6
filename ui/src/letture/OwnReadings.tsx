import { useInfiniteQuery } from '@tanstack/react-query';
import { More } from '~/ui/More';
import { Empty, Loaded } from '~/ui/States';
import { ReadingsTable } from './ReadingsTable';
import type { Period } from './period';
import { ownReadings } from './queries';

/** «Le mie letture»: what the log says that this operator has read. */
export function OwnReadings({ period }: { period: Period }) {
  const query = useInfiniteQuery(ownReadings(period));
  return (
    <Loaded from={query}>
      {({ pages }) => {
        const readings = pages.flatMap(({ edges }) => edges.map(({ node }) => node));
        if (readings.length === 0)
          return (
            <Empty>
              <p className="mb-0">Nel periodo indicato non risultano letture.</p>
            </Empty>
          );
        return (
          <>
            <ReadingsTable caption="Le mie letture, dalla più recente" readings={readings} linked />
            <More query={query} />
          </>
        );
      }}
    </Loaded>
  );
}
