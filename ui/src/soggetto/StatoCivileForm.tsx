import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { useList } from '~/common/queries';
import { DateField, SelectField, TextAreaField } from '~/form/fields';
import { isoDay, orNull, pastDay, required, text } from '~/form/rules';
import { formatDay, today } from '~/format/date';
import { type FascicoloFragment, StoricizzaStatoCivileDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { store } from './query';

const Schema = v.object({ codice: required('Scegliere lo stato civile.'), dal: pastDay, note: text });
type Values = v.InferOutput<typeof Schema>;

function values(soggetto: FascicoloFragment): Values {
  return {
    codice: soggetto.statoCivile?.stato.codice ?? '',
    dal: formatDay(today()),
    note: soggetto.statoCivile?.note ?? '',
  };
}

/** «Storicizza dal»: a stato civile that holds from a day on; the one before becomes history. */
export function StatoCivileForm({ soggetto }: { soggetto: FascicoloFragment }) {
  const client = useQueryClient();
  const choices = useList('STATO_CIVILE', soggetto.statoCivile?.stato);
  return (
    <CommandForm
      schema={Schema}
      initial={values(soggetto)}
      version={soggetto.versione}
      send={async ({ codice, dal, note }, command) => {
        const input = {
          ...command,
          soggetto: soggetto.id,
          codice,
          dal: isoDay(dal) ?? dal,
          note: orNull(note),
        };
        return (await execute(StoricizzaStatoCivileDocument, { input })).storicizzaStatoCivile;
      }}
      current={(payload) => (payload.soggetto ? values(payload.soggetto) : null)}
      onDone={(payload) => store(client, payload.soggetto)}
      submit="Salva lo stato civile"
      said="Stato civile salvato."
    >
      <div className="row">
        <div className="col-12 col-md-6">
          <SelectField name="codice" label="Stato civile" required choices={choices} />
        </div>
        <div className="col-12 col-md-6">
          <DateField
            name="dal"
            label="Storicizza dal"
            required
            help="gg/mm/aaaa: giorno da cui vale; il valore precedente resta nella storia"
          />
        </div>
        <div className="col-12">
          <TextAreaField name="note" label="Note - Stato Civile" />
        </div>
      </div>
    </CommandForm>
  );
}
