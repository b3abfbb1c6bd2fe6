import { createFileRoute, redirect } from '@tanstack/react-router';

export const Route = createFileRoute('/_operatore/segnalazioni/$id/')({
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/segnalazioni/$id/dettagli', params });
  },
});
