import { createFileRoute } from '@tanstack/react-router';
import { Consultation } from '~/ricerca/Consultation';

export const Route = createFileRoute('/_operatore/anpr/$consultazione')({ component: Page });

function Page() {
  const { consultazione } = Route.useParams();
  return <Consultation id={consultazione} />;
}
