import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { CodiceFiscaleField, TextField } from '~/form/fields';
import { codiceFiscale, required } from '~/form/rules';
import { AbilitaOperatoreDocument, type OperatoreAmministratoFragment } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Alert } from '~/ui/Alert';
import { PageTitle } from '~/ui/PageTitle';
import { Path } from '~/ui/Path';
import { MembershipFields } from './MembershipFields';
import { MembershipForm } from './MembershipForm';
import {
  EMPTY_MEMBERSHIP,
  type MembershipValues,
  NOT_IN_ORDER,
  inOrder,
  membershipFields,
  membershipInput,
} from './membership';
import { storeOperator } from './queries';

const Schema = v.pipe(
  v.object({
    codiceFiscale: v.pipe(required('Indicare il codice fiscale.'), codiceFiscale),
    cognome: required(),
    nome: required(),
    ...membershipFields,
  }),
  v.forward(
    v.check(({ dal, al }) => inOrder(dal, al), NOT_IN_ORDER),
    ['al'],
  ),
);

const EMPTY = { codiceFiscale: '', cognome: '', nome: '', ...EMPTY_MEMBERSHIP };

/** Somebody who has that codice fiscale is an operator already; what was typed about him. */
interface Known {
  id: string;
  typed: typeof EMPTY;
}

function membershipOf({
  ruolo,
  unita,
  profilo,
  dal,
  al,
  riservati,
  atto,
}: MembershipValues): MembershipValues {
  return { ruolo, unita, profilo, dal, al, riservati, atto };
}

/** «Abilita operatore»: a person becomes an operator, with a first membership. */
export function EnableOperator() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [known, setKnown] = useState<Known | null>(null);
  const [giving, setGiving] = useState(false);
  const open = async (operatore: OperatoreAmministratoFragment | null) => {
    if (operatore) await navigate({ to: '/operatori/$id', params: { id: operatore.operatore.id } });
  };
  return (
    <>
      <Path
        above={[
          <Link key="home" to="/">
            Home
          </Link>,
          <Link key="operatori" to="/operatori">
            Operatori
          </Link>,
        ]}
        here="Abilita operatore"
      />
      <PageTitle page="Abilita operatore">Abilita operatore</PageTitle>
      {known && giving ? (
        <section aria-labelledby="a-chi-opera" className="scheda">
          <h2 id="a-chi-opera">Incarico a chi è già operatore</h2>
          <p>I suoi dati anagrafici restano quelli con cui è stato abilitato.</p>
          <MembershipForm
            operatore={known.id}
            initial={membershipOf(known.typed)}
            onDone={open}
            onCancel={() => setGiving(false)}
          />
        </section>
      ) : (
        <div className="scheda">
          {known ? (
            <Alert tone="info" title="Chi ha questo codice fiscale è già operatore">
              <p>Non occorre abilitarlo di nuovo: gli si può conferire l’incarico indicato qui.</p>
              <button type="button" className="btn btn-primary btn-sm" onClick={() => setGiving(true)}>
                Passa all’incarico
              </button>
            </Alert>
          ) : null}
          <CommandForm
            schema={Schema}
            initial={known?.typed ?? EMPTY}
            send={async (values, { comando }) => {
              const { codiceFiscale, cognome, nome } = values;
              const incarico = membershipInput(membershipOf(values));
              const input = { comando, codiceFiscale, cognome, nome, incarico };
              const payload = (await execute(AbilitaOperatoreDocument, { input })).abilitaOperatore;
              const id = payload.rifiuti.find(({ titolare }) => titolare !== null)?.titolare ?? null;
              setKnown(id === null ? null : { id, typed: values });
              return payload;
            }}
            onDone={async ({ operatore }) => {
              await storeOperator(client, operatore);
              await open(operatore);
            }}
            onCancel={() => void navigate({ to: '/operatori' })}
            submit="Abilita"
            said="Operatore abilitato."
          >
            <fieldset>
              <legend>Persona</legend>
              <CodiceFiscaleField
                name="codiceFiscale"
                label="Codice fiscale"
                required
                help="Con questo accederà, mediante SPID, CIE o TS-CNS"
              />
              <TextField name="cognome" label="Cognome" required />
              <TextField name="nome" label="Nome" required />
            </fieldset>
            <fieldset>
              <legend>Primo incarico</legend>
              <MembershipFields />
            </fieldset>
          </CommandForm>
        </div>
      )}
    </>
  );
}
