import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatInstant } from '~/format/date';
import { levelName, providerName, providersQuery } from '~/session/session';
import { type Column, DataTable } from '~/ui/DataTable';
import { Loaded } from '~/ui/States';
import { EndSessions } from './EndSessions';
import { type Session, sessionsQuery } from './queries';

/** The open sessions of an operator, wherever they are, and the way to end one or all of them. */
export function OperatorSessions({ id }: { id: string }) {
  const sessions = useQuery(sessionsQuery(id));
  const providers = useQuery(providersQuery).data ?? [];
  const [ending, setEnding] = useState<Session | 'all' | null>(null);
  const columns: Column<Session>[] = [
    { id: 'creata', heading: 'Aperta il', namesRow: true, cell: (s) => formatInstant(s.creata) },
    { id: 'vista', heading: 'Ultimo uso', cell: (s) => formatInstant(s.vista) },
    { id: 'gestore', heading: 'Accesso con', cell: (s) => providerName(providers, s.gestore) },
    { id: 'livello', heading: 'Sicurezza', cell: (s) => levelName(s.livello) },
    { id: 'scade', heading: 'Scade comunque il', cell: (s) => formatInstant(s.scade) },
    {
      id: 'azione',
      heading: 'Azione',
      cell: (s) => (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setEnding(s)}>
          Termina
          <span className="visually-hidden"> la sessione aperta il {formatInstant(s.creata)}</span>
        </button>
      ),
    },
  ];
  const open = sessions.data?.sessioniOperatore ?? [];
  return (
    <>
      <div className="azioni in-alto">
        <h2 id="sessioni" className="mb-0">
          Sessioni aperte
        </h2>
        {open.length > 1 ? (
          <button type="button" className="btn btn-outline-primary" onClick={() => setEnding('all')}>
            Termina tutte
          </button>
        ) : null}
      </div>
      <Loaded from={sessions} rows={2}>
        {() =>
          open.length === 0 ? (
            <p className="mb-0">
              {sessions.data?.sessioniOperatore === null
                ? 'Non ha più incarichi nelle unità che si amministrano: le sue sessioni non sono visibili.'
                : 'Nessuna sessione è aperta.'}
            </p>
          ) : (
            <DataTable
              caption="Sessioni aperte, dall’ultima usata"
              captionHidden
              columns={columns}
              rows={open}
              rowKey={(s) => s.id}
            />
          )
        }
      </Loaded>
      {ending ? (
        <EndSessions
          operatore={id}
          session={ending === 'all' ? null : ending}
          onClose={() => setEnding(null)}
        />
      ) : null}
    </>
  );
}
