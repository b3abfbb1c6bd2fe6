import { formatInstant } from '~/format/date';
import type { EventoFragment } from '~/gql/graphql';
import { EventDetails } from './EventDetails';

interface Event extends EventoFragment {
  operatore: { id?: string; nominativo: string } | null;
  ruolo: { descrizione: string } | null;
  unita: { etichetta: string } | null;
}

/** Events of a story: what happened, when, by whose hand, what changed. */
export function Events({ of }: { of: readonly Event[] }) {
  return (
    <ol className="storia">
      {of.map((evento) => (
        <li key={evento.posizione}>
          <strong>{evento.descrizione}</strong>
          <div>
            <time dateTime={evento.registratoIl}>{formatInstant(evento.registratoIl)}</time>
            {author(evento)}
          </div>
          <EventDetails of={evento} />
        </li>
      ))}
    </ol>
  );
}

/** Who did it when no operator did. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function author({ operatore, ruolo, unita }: Event): string {
  if (operatore?.id === NOBODY) return ' – alla riga di comando';
  const who = [operatore?.nominativo, ruolo?.descrizione].filter(Boolean).join(', ');
  return [who && ` – ${who}`, unita?.etichetta && ` (${unita.etichetta})`].filter(Boolean).join('');
}
