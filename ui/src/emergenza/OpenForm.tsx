import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { type VoceDiLista, listQuery, useIo } from '~/common/queries';
import { normalize } from '~/format/codiceFiscale';
import { CodiceFiscaleField, SelectField, TextAreaField } from '~/form/fields';
import { codiceFiscale, required } from '~/form/rules';
import { ApriAccessoEmergenzaDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Opened } from '~/ui/Opened';
import { Loaded } from '~/ui/States';
import { forgetFiles, reloadAccesses } from './queries';

/** Characters of an explanation, at least. */
const SHORTEST = 20;

const Schema = v.object({
  codiceFiscale: v.pipe(required('Indicare il codice fiscale della persona.'), codiceFiscale),
  motivo: required('Scegliere il motivo.'),
  spiegazione: v.pipe(
    required('Scrivere perché serve aprire la scheda.'),
    v.minLength(SHORTEST, `Scrivere almeno ${SHORTEST} caratteri.`),
  ),
});

/** Whether a reason may be given in that role. */
function isOf(role: string, { attributi }: VoceDiLista): boolean {
  return attributi.every(({ nome, valore }) => nome !== 'ruolo' || valore === role);
}

interface Props {
  /** Whose file; asked for where it is not known yet. */
  codiceFiscale?: string;
  onClose: () => void;
}

/** A file that is closed to the operator is opened for an hour, for reasons that somebody else will judge. */
export function OpenForm({ codiceFiscale: known, onClose }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { ruolo } = useIo();
  const reasons = useQuery(listQuery('MOTIVO_EMERGENZA'));
  return (
    <Opened title="Accesso di emergenza" level={2}>
      <ul>
        <li>
          La scheda della persona e le segnalazioni che la riguardano, fino a questo momento, si aprono{' '}
          <strong>per 60 minuti</strong>, in sola lettura, al solo operatore che lo chiede.
        </li>
        <li>
          Lo vedono subito i coordinatori delle unità che seguono la persona, gli auditor e il responsabile
          della protezione dei dati.
        </li>
        <li>Un coordinatore o un auditor riesamina motivo, spiegazione e tutto ciò che è stato letto.</li>
      </ul>
      <Loaded from={reasons} rows={3}>
        {({ codifiche }) => (
          <CommandForm
            schema={Schema}
            initial={{ codiceFiscale: known ?? '', motivo: '', spiegazione: '' }}
            send={async ({ codiceFiscale: typed, motivo, spiegazione }, { comando }) => {
              const input = { comando, codiceFiscale: normalize(typed), motivo, spiegazione };
              return (await execute(ApriAccessoEmergenzaDocument, { input })).apriAccessoEmergenza;
            }}
            onDone={async ({ accesso }) => {
              if (!accesso) return;
              // That the file was closed is remembered, too.
              forgetFiles(client);
              void reloadAccesses(client);
              // What another form of the page holds of the person belongs to the file that opens now.
              await navigate({
                to: '/soggetti/$id/anagrafica',
                params: { id: accesso.soggettoId },
                ignoreBlocker: true,
              });
            }}
            onCancel={onClose}
            submit="Apri la scheda per 60 minuti"
            said="Accesso di emergenza aperto."
          >
            <CodiceFiscaleField
              name="codiceFiscale"
              label="Codice fiscale della persona"
              required
              readOnly={known !== undefined}
            />
            <SelectField
              name="motivo"
              label="Motivo"
              required
              choices={codifiche.filter((voce) => isOf(ruolo.codice, voce))}
            />
            <TextAreaField
              name="spiegazione"
              label="Spiegazione"
              required
              help={`Con parole proprie, almeno ${SHORTEST} caratteri: la legge chi riesamina l’accesso.`}
            />
          </CommandForm>
        )}
      </Loaded>
    </Opened>
  );
}
