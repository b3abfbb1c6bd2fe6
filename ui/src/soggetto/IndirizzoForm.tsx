import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { PlaceField } from '~/common/PlaceField';
import { useList } from '~/common/queries';
import { DateField, RadioField, SelectField, TextField } from '~/form/fields';
import { isoDay, orNull, pastDay, required, text } from '~/form/rules';
import { formatDay, today } from '~/format/date';
import { type FascicoloFragment, RegistraIndirizzoDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Opened } from '~/ui/Opened';
import { store } from './query';

const Schema = v.object({
  tipo: required('Scegliere il tipo di indirizzo.'),
  dal: pastDay,
  dove: v.string(),
  codiceLuogo: required('Scegliere il luogo dall’elenco dei suggerimenti.'),
  nomeLuogo: text,
  localita: text,
  cap: text,
  via: required(),
  civico: text,
  presso: text,
});
type Values = v.InferOutput<typeof Schema>;

const WHERE = [
  { codice: 'ITALIA', descrizione: 'In Italia' },
  { codice: 'ESTERO', descrizione: 'All’estero' },
];

type Indirizzo = FascicoloFragment['indirizzi'][number];

function values(from: { tipo: string; indirizzo: Indirizzo } | null): Values {
  const indirizzo = from?.indirizzo;
  return {
    tipo: from?.tipo ?? '',
    dal: formatDay(today()),
    dove: indirizzo?.codiceLuogo.startsWith('Z') ? 'ESTERO' : 'ITALIA',
    codiceLuogo: indirizzo?.codiceLuogo ?? '',
    nomeLuogo: indirizzo?.luogo ?? '',
    localita: '',
    cap: indirizzo?.cap ?? '',
    via: indirizzo?.via ?? '',
    civico: indirizzo?.civico ?? '',
    presso: indirizzo?.presso ?? '',
  };
}

interface Props {
  soggetto: FascicoloFragment;
  /** An address to start from, as one of another kind. */
  from: { tipo: string; indirizzo: Indirizzo } | null;
  onClose: () => void;
}

/** An address that holds from a day on. */
export function IndirizzoForm({ soggetto, from, onClose }: Props) {
  const client = useQueryClient();
  const kinds = useList('TIPO_INDIRIZZO');
  return (
    <Opened title="Nuovo indirizzo">
      <CommandForm
        schema={Schema}
        initial={values(from)}
        version={soggetto.versione}
        fieldOf={{ luogo: 'localita' }}
        send={async (form, command) => {
          const input = {
            ...command,
            soggetto: soggetto.id,
            tipo: form.tipo,
            dal: isoDay(form.dal) ?? form.dal,
            codiceLuogo: form.codiceLuogo,
            luogo: form.dove === 'ESTERO' ? orNull(form.localita || form.nomeLuogo) : null,
            cap: orNull(form.cap),
            via: form.via,
            civico: orNull(form.civico),
            presso: orNull(form.presso),
          };
          return (await execute(RegistraIndirizzoDocument, { input })).registraIndirizzo;
        }}
        onDone={async (payload) => {
          await store(client, payload.soggetto);
          onClose();
        }}
        onReload={() => void client.invalidateQueries({ queryKey: ['soggetto', soggetto.id] })}
        current={(payload) => (payload.esito === 'VERSIONE_SUPERATA' ? values(from) : null)}
        submit="Salva l’indirizzo"
        said="Indirizzo salvato."
        onCancel={onClose}
      >
        {(form) => {
          const abroad = form.watch('dove') === 'ESTERO';
          return (
            <div className="row">
              <div className="col-12 col-md-6">
                <SelectField name="tipo" label="Tipo" required choices={kinds} />
              </div>
              <div className="col-12 col-md-6">
                <DateField name="dal" label="Valido dal" required />
              </div>
              <div className="col-12">
                <RadioField name="dove" label="Luogo" choices={WHERE} />
              </div>
              <div className="col-12 col-md-6">
                <PlaceField
                  key={abroad ? 'stato' : 'comune'}
                  name="codiceLuogo"
                  nameField="nomeLuogo"
                  label={abroad ? 'Stato estero' : 'Comune'}
                  kind={abroad ? 'stato' : 'comune'}
                  capField="cap"
                  required
                />
              </div>
              {abroad ? (
                <div className="col-12 col-md-6">
                  <TextField name="localita" label="Località" />
                </div>
              ) : null}
              <div className="col-12 col-md-6">
                <TextField name="cap" label={abroad ? 'Codice postale' : 'CAP'} maxLength={12} />
              </div>
              <div className="col-12 col-md-6">
                <TextField name="via" label="Via" required help="Con il tipo: via, piazza, contrada…" />
              </div>
              <div className="col-12 col-md-6">
                <TextField name="civico" label="Numero civico" />
              </div>
              <div className="col-12 col-md-6">
                <TextField name="presso" label="Presso" />
              </div>
            </div>
          );
        }}
      </CommandForm>
    </Opened>
  );
}
