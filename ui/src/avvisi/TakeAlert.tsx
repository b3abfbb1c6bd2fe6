import { useQueryClient } from '@tanstack/react-query';
import { CommandProblems, Conflict } from '~/command/problems';
import { useCommand } from '~/command/useCommand';
import { PrendiAvvisoDocument, type PrendiAvvisoMutation, type UnAvvisoFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { store } from './queries';

interface Props {
  avviso: UnAvvisoFragment;
  /** Who looks into it by now. */
  from: string | null;
}

/** «Prendi in esame»: who looks into an alert from now on. */
export function TakeAlert({ avviso, from }: Props) {
  const client = useQueryClient();
  const command = useCommand<number, PrendiAvvisoMutation['prendiAvviso']>(
    async (versione, comando) =>
      (await execute(PrendiAvvisoDocument, { input: { comando, versione, avviso: avviso.id } })).prendiAvviso,
    { said: 'Avviso preso in esame.', onDone: (payload) => store(client, payload.avviso) },
  );
  const { outcome } = command;
  return (
    <>
      <CommandProblems outcome={outcome} fault={command.fault} />
      {outcome?.esito === 'VERSIONE_SUPERATA' ? (
        <Conflict
          intervenuti={outcome.intervenuti}
          onReload={() => {
            command.clear();
            void store(client, outcome.avviso);
          }}
        />
      ) : null}
      <p>{from === null ? 'Nessuno ha ancora preso questo avviso.' : `Lo sta esaminando ${from}.`}</p>
      <div className="azioni">
        <button
          type="button"
          className={from === null ? 'btn btn-primary' : 'btn btn-outline-primary'}
          aria-disabled={command.pending || undefined}
          onClick={() => void command.run(avviso.versione)}
        >
          {command.pending
            ? 'Attendere…'
            : from === null
              ? 'Prendi in esame'
              : 'Prendi in esame al suo posto'}
        </button>
      </div>
    </>
  );
}
