import { useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { TextField } from '~/form/fields';
import { orNull, text } from '~/form/rules';
import { type FascicoloFragment, ModificaContattiDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { store } from './query';

const mail = v.pipe(
  text,
  v.check((value) => value === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), 'L’indirizzo non è valido.'),
);
const phone = v.pipe(
  text,
  v.check(
    (value) => value === '' || /^\+?[\d\s./()-]{4,}$/.test(value),
    'Il numero di telefono non è valido.',
  ),
);

const Schema = v.object({
  email: mail,
  pec: mail,
  domicilioDigitale: mail,
  telefono1: phone,
  telefono2: phone,
  telefono3: phone,
});
type Values = v.InferOutput<typeof Schema>;

function values(soggetto: FascicoloFragment): Values {
  const { contatti } = soggetto;
  const [telefono1 = '', telefono2 = '', telefono3 = ''] = contatti?.telefoni ?? [];
  return {
    email: contatti?.email ?? '',
    pec: contatti?.pec ?? '',
    domicilioDigitale: contatti?.domicilioDigitale ?? '',
    telefono1,
    telefono2,
    telefono3,
  };
}

/** Mail addresses and telephones (manual, figure 8). */
export function ContattiForm({ soggetto, readOnly }: { soggetto: FascicoloFragment; readOnly: boolean }) {
  const client = useQueryClient();
  return (
    <CommandForm
      schema={Schema}
      initial={values(soggetto)}
      version={soggetto.versione}
      readOnly={readOnly}
      fieldOf={{ telefoni: 'telefono1' }}
      send={async (form, command) => {
        const { email, pec, domicilioDigitale, telefono1, telefono2, telefono3 } = form;
        const input = {
          ...command,
          soggetto: soggetto.id,
          email: orNull(email),
          pec: orNull(pec),
          domicilioDigitale: orNull(domicilioDigitale),
          telefoni: [telefono1, telefono2, telefono3].filter((telefono) => telefono !== ''),
        };
        return (await execute(ModificaContattiDocument, { input })).modificaContatti;
      }}
      current={(payload) => (payload.soggetto ? values(payload.soggetto) : null)}
      onDone={(payload) => store(client, payload.soggetto)}
      submit="Salva i recapiti"
      said="Recapiti salvati."
    >
      <div className="row">
        <div className="col-12 col-md-6">
          <TextField name="email" label="Email" type="email" readOnly={readOnly} />
        </div>
        <div className="col-12 col-md-6">
          <TextField name="pec" label="PEC" type="email" readOnly={readOnly} />
        </div>
        <div className="col-12 col-md-6">
          <TextField name="domicilioDigitale" label="Domicilio Digitale" type="email" readOnly={readOnly} />
        </div>
        <div className="col-12 col-md-6">
          <TextField name="telefono1" label="Telefono 1" type="tel" readOnly={readOnly} />
        </div>
        <div className="col-12 col-md-6">
          <TextField name="telefono2" label="Telefono 2" type="tel" readOnly={readOnly} />
        </div>
        <div className="col-12 col-md-6">
          <TextField name="telefono3" label="Telefono 3" type="tel" readOnly={readOnly} />
        </div>
      </div>
    </CommandForm>
  );
}
