import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { CommandForm } from '~/command/CommandForm';
import { RegistraSoggettoDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { Alert } from '~/ui/Alert';
import { PageTitle } from '~/ui/PageTitle';
import { AnagraficaFields } from './AnagraficaFields';
import { AnagraficaSchema, EMPTY, anagraficaInput } from './anagraficaValues';
import { Holder } from './Holder';
import { store } from './query';

/** A person whom ANPR cannot give: without a codice fiscale, not resident, or while ANPR is away. */
export function Register() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [holder, setHolder] = useState<{ id: string; codiceFiscale: string | null } | null>(null);
  return (
    <>
      <PageTitle page="Nuovo soggetto">Nuovo soggetto</PageTitle>
      <p>
        Per chi ha un codice fiscale si usa prima la ricerca in ANPR. Qui si inserisce a mano chi ANPR non può
        dare; ciò che non è noto si lascia vuoto.
      </p>
      {holder === null ? null : (
        <Holder id={holder.id} codiceFiscale={holder.codiceFiscale}>
          <Alert tone="info" title="Il codice fiscale appartiene a un soggetto già presente">
            <p>
              <Link to="/soggetti/$id/anagrafica" params={{ id: holder.id }}>
                Apri la sua scheda
              </Link>
            </p>
          </Alert>
        </Holder>
      )}
      <div className="scheda">
        <CommandForm
          schema={AnagraficaSchema}
          initial={EMPTY}
          fieldOf={{ luogoNascita: 'luogo' }}
          send={async (values, { comando }) => {
            const input = { comando, anagrafica: anagraficaInput(values) };
            const payload = (await execute(RegistraSoggettoDocument, { input })).registraSoggetto;
            const id = payload.rifiuti.find((rifiuto) => rifiuto.titolare !== null)?.titolare ?? null;
            setHolder(id === null ? null : { id, codiceFiscale: input.anagrafica.codiceFiscale ?? null });
            return payload;
          }}
          onDone={async ({ soggetto }) => {
            await store(client, soggetto);
            if (soggetto) await navigate({ to: '/soggetti/$id/anagrafica', params: { id: soggetto.id } });
          }}
          submit="SALVA"
          said="Soggetto inserito."
        >
          {(form) => <AnagraficaFields form={form} />}
        </CommandForm>
      </div>
    </>
  );
}
