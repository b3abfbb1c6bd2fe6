import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FaultAlert } from '~/command/problems';
import { formatInstant } from '~/format/date';
import { announce } from '~/ui/Announcer';
import { type Column, DataTable } from '~/ui/DataTable';
import { Dialog } from '~/ui/Dialog';
import { Loaded } from '~/ui/States';
import { keepFocus } from '~/ui/focus';
import { Leave } from './Leave';
import {
  type OpenSession,
  endSession,
  levelName,
  openSessionsQuery,
  providerName,
  providersQuery,
} from './session';

/** The operator's open sessions: at this machine and wherever else he has left one behind. */
export function OpenSessions() {
  const sessions = useQuery(openSessionsQuery);
  const providers = useQuery(providersQuery).data ?? [];
  const [ending, setEnding] = useState<OpenSession | null>(null);

  const columns: Column<OpenSession>[] = [
    {
      id: 'creata',
      heading: 'Aperta il',
      namesRow: true,
      cell: (s) => (
        <>
          {formatInstant(s.creata)}
          {s.questa ? <span className="sotto">Questa sessione</span> : null}
        </>
      ),
    },
    { id: 'vista', heading: 'Ultimo uso', cell: (s) => formatInstant(s.vista) },
    { id: 'gestore', heading: 'Accesso con', cell: (s) => providerName(providers, s.gestore) },
    { id: 'livello', heading: 'Sicurezza', cell: (s) => levelName(s.livello) },
    { id: 'scade', heading: 'Scade comunque il', cell: (s) => formatInstant(s.scadeComunque) },
    {
      id: 'azione',
      heading: 'Azione',
      cell: (s) =>
        s.questa ? (
          <Leave className="btn btn-outline-primary btn-sm" />
        ) : (
          <button
            type="button"
            id={`termina-${s.id}`}
            className="btn btn-outline-primary btn-sm"
            onClick={() => setEnding(s)}
          >
            Termina<span className="visually-hidden"> la sessione aperta il {formatInstant(s.creata)}</span>
          </button>
        ),
    },
  ];

  return (
    <Loaded from={sessions} rows={3}>
      {(list) => (
        <>
          <DataTable
            caption="Sessioni aperte, dall’ultima usata"
            captionHidden
            columns={columns}
            rows={list}
            rowKey={(s) => s.id}
          />
          {list.length === 1 ? <p className="mt-3">Nessun’altra sessione è aperta.</p> : null}
          {ending ? <End session={ending} onClose={() => setEnding(null)} /> : null}
        </>
      )}
    </Loaded>
  );
}

function End({ session, onClose }: { session: OpenSession; onClose: () => void }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: openSessionsQuery.queryKey });
      announce('Sessione terminata.');
      onClose();
      keepFocus();
    },
  });
  return (
    <Dialog title="Terminare la sessione?" onClose={onClose}>
      {end.error ? <FaultAlert fault={end.error} /> : null}
      <p>
        La sessione aperta il {formatInstant(session.creata)}, usata l’ultima volta il{' '}
        {formatInstant(session.vista)}, si chiude subito: chi la sta usando dovrà accedere di nuovo. Se non è
        stata aperta dall’operatore, avvisare l’assistenza.
      </p>
      <div className="azioni">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          Annulla
        </button>
        <button
          type="button"
          className="btn btn-primary"
          aria-disabled={end.isPending || undefined}
          onClick={() => {
            if (!end.isPending) end.mutate();
          }}
        >
          Termina
        </button>
      </div>
    </Dialog>
  );
}
