import { useQuery } from '@tanstack/react-query';
import { Count } from '~/ui/Count';
import { waitingQuery } from './queries';

/** How many emergency accesses of others wait to be judged, beside the name of their page. */
export function Waiting() {
  const waiting = useQuery(waitingQuery).data?.io.emergenzeDaRiesaminare ?? 0;
  return <Count number={waiting} of="da riesaminare" />;
}
