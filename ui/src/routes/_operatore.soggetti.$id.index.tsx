import { createFileRoute, redirect } from '@tanstack/react-router';

export const Route = createFileRoute('/_operatore/soggetti/$id/')({
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/soggetti/$id/anagrafica', params });
  },
});
