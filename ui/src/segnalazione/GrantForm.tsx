import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { useUnits } from '~/common/queries';
import { DateField, RadioField, SelectField, TextAreaField } from '~/form/fields';
import { dayFromToday, isoDay, required } from '~/form/rules';
import { ConcediAccessoDocument, type PraticaFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Opened } from '~/ui/Opened';
import { reload, store } from './queries';

const Schema = v.pipe(
  v.object({
    unita: required('Scegliere l’unità.'),
    sezioni: v.string(),
    dal: dayFromToday,
    al: v.pipe(required(), dayFromToday),
    motivo: required('Indicare perché.'),
  }),
  v.forward(
    v.check(
      ({ dal, al }) => (isoDay(dal) ?? '') <= (isoDay(al) ?? '9'),
      'L’ultimo giorno viene prima del primo.',
    ),
    ['al'],
  ),
);

/** What the other unit may read of the notes; the private ones never. */
const SECTIONS = [
  { codice: 'ORDINARIA', descrizione: 'Solo le ordinarie' },
  { codice: 'RISERVATA', descrizione: 'Anche le riservate' },
];

/** Another unit is let read the segnalazione for some days. */
export function GrantForm({ pratica, onClose }: { pratica: PraticaFragment; onClose: () => void }) {
  const client = useQueryClient();
  const units = useUnits();
  return (
    <Opened title="Nuova concessione">
      <p>
        L’unità potrà leggere questa segnalazione e la scheda del soggetto, senza modificarle, nei giorni
        indicati: al massimo 366.
      </p>
      <CommandForm
        schema={Schema}
        initial={{ unita: '', sezioni: 'ORDINARIA', dal: '', al: '', motivo: '' }}
        version={pratica.versione}
        send={async ({ unita, sezioni, dal, al, motivo }, command) => {
          const input = {
            ...command,
            segnalazione: pratica.id,
            unita,
            sezioni: sezioni === 'RISERVATA' ? ['RISERVATA'] : [],
            dal: isoDay(dal),
            al: isoDay(al) ?? al,
            motivo,
          };
          return (await execute(ConcediAccessoDocument, { input })).concediAccesso;
        }}
        onReload={() => void reload(client, pratica.id)}
        onDone={async (payload) => {
          await store(client, payload.segnalazione);
          onClose();
        }}
        onCancel={onClose}
        submit="Concedi la lettura"
        said="Lettura concessa."
      >
        <SelectField name="unita" label="Unità" required choices={units} />
        <DateField name="dal" label="Dal" help="gg/mm/aaaa; se manca, da oggi" />
        <DateField name="al" label="Al" required />
        <RadioField name="sezioni" label="Annotazioni che potrà leggere" choices={SECTIONS} />
        <TextAreaField name="motivo" label="Motivo" required />
      </CommandForm>
    </Opened>
  );
}
