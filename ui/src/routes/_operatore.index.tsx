import { createFileRoute } from '@tanstack/react-router';
import { areasOf } from '~/common/areas';
import { ioQuery } from '~/common/queries';
import { segnalazioniQuery } from '~/common/lists';
import { Home } from '~/home/Home';
import { mine } from '~/home/lists';

export const Route = createFileRoute('/_operatore/')({
  // All lists before the page: one that came later would push down what is below it.
  loader: async ({ context: { queryClient } }) => {
    const { io } = await queryClient.ensureQueryData(ioQuery);
    if (!areasOf(io).cases) return;
    const { assigned, written } = mine(io.operatore.id);
    await Promise.all(
      [assigned, written].map((filtro) => queryClient.prefetchInfiniteQuery(segnalazioniQuery(filtro))),
    );
  },
  component: Home,
});
