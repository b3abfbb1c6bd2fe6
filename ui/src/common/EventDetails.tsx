import { Changes } from '~/command/problems';
import type { EventoFragment } from '~/gql/graphql';

/** So many fields are shown without asking. */
const FEW = 4;

/** What an event changed, in sight; what it recorded for the first time, when it is much, behind its number. */
export function EventDetails({ of }: { of: Pick<EventoFragment, 'dettagli'> }) {
  const changed = of.dettagli.filter((dettaglio) => dettaglio.prima !== null);
  const recorded = of.dettagli.filter((dettaglio) => dettaglio.prima === null);
  if (recorded.length <= FEW) return <Changes of={of} />;
  return (
    <>
      <Changes of={{ dettagli: changed }} />
      <details>
        <summary>Dati registrati: {recorded.length}</summary>
        <Changes of={{ dettagli: recorded }} />
      </details>
    </>
  );
}
