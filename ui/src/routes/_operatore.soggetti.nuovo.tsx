import { createFileRoute } from '@tanstack/react-router';
import { Register } from '~/soggetto/Register';
import { loadAnagraficaLists } from '~/soggetto/lists';

export const Route = createFileRoute('/_operatore/soggetti/nuovo')({
  loader: ({ context }) => loadAnagraficaLists(context.queryClient),
  component: Register,
});
