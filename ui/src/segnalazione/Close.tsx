import { useQueryClient } from '@tanstack/react-query';
import { CommandProblems, Conflict } from '~/command/problems';
import { useCommand } from '~/command/useCommand';
import { hasAttribute, useList } from '~/common/queries';
import { ChiudiPraticaDocument, type ChiudiPraticaMutation, type PraticaFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { reload, store } from './queries';

/** «Concludi»: ends the procedure with the recorded outcome. It can be opened again. */
export function Close({ pratica }: { pratica: PraticaFragment }) {
  const client = useQueryClient();
  const outcomes = useList('ESITO_SEGNALAZIONE');
  const closes = hasAttribute(
    outcomes.find((voce) => voce.codice === pratica.esito?.esito.codice),
    'chiude',
    'si',
  );
  const command = useCommand<number, ChiudiPraticaMutation['chiudiPratica']>(
    async (versione, comando) =>
      (await execute(ChiudiPraticaDocument, { input: { comando, versione, segnalazione: pratica.id } }))
        .chiudiPratica,
    { said: 'Segnalazione conclusa.', onDone: (payload) => store(client, payload.segnalazione) },
  );
  const { outcome } = command;
  if (!closes) {
    return (
      <p>
        Con l’esito registrato la segnalazione resta aperta: si può assegnare nel cassetto «Assegnazioni».
      </p>
    );
  }
  return (
    <>
      <CommandProblems outcome={outcome} fault={command.fault} />
      {outcome?.esito === 'VERSIONE_SUPERATA' ? (
        <Conflict
          intervenuti={outcome.intervenuti}
          onReload={() => {
            command.clear();
            void reload(client, pratica.id);
          }}
        />
      ) : null}
      <div className="azioni">
        <button
          type="button"
          className="btn btn-primary"
          aria-disabled={command.pending || undefined}
          onClick={() => void command.run(pratica.versione)}
        >
          {command.pending ? 'Attendere…' : 'Concludi'}
        </button>
      </div>
    </>
  );
}
