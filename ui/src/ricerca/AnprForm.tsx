import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { CodiceFiscaleField, TextField } from '~/form/fields';
import { codiceFiscale, required } from '~/form/rules';
import { isWhole, normalize } from '~/format/codiceFiscale';
import { ConsultaAnprDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { consultationKey } from './consultation';

const Schema = v.object({
  codiceFiscale: v.pipe(
    codiceFiscale,
    v.nonEmpty('Il codice fiscale è l’unico parametro della ricerca in ANPR.'),
  ),
  motivo: required('Indicare la pratica per cui si consulta ANPR.'),
});

/** The second step of the search: ANPR, by codice fiscale only. Each consultation is recorded there. */
export function AnprForm({ codiceFiscale: known }: { codiceFiscale: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <section aria-labelledby="anpr" className="riquadro mt-4">
      <h2 id="anpr">Cerca in ANPR</h2>
      <p>
        L’Anagrafe Nazionale della Popolazione Residente si interroga con il solo codice fiscale. Ogni
        consultazione è registrata con il suo motivo.
      </p>
      <CommandForm
        schema={Schema}
        initial={{ codiceFiscale: isWhole(known) ? normalize(known) : '', motivo: '' }}
        unguarded
        send={async (values, { comando }) =>
          (await execute(ConsultaAnprDocument, { input: { comando, ...values } })).consultaAnpr
        }
        onDone={async ({ consultazione }) => {
          if (!consultazione) return;
          client.setQueryData(consultationKey(consultazione.id), consultazione);
          await navigate({ to: '/anpr/$consultazione', params: { consultazione: consultazione.id } });
        }}
        submit="Cerca in ANPR"
        said="Consultazione effettuata"
      >
        <div className="row">
          <div className="col-12 col-md-6">
            <CodiceFiscaleField name="codiceFiscale" label="Codice fiscale" required />
          </div>
          <div className="col-12 col-md-6">
            <TextField
              name="motivo"
              label="Numero della pratica"
              required
              help="La pratica per cui si consulta ANPR, per esempio il protocollo della richiesta"
            />
          </div>
        </div>
      </CommandForm>
    </section>
  );
}
