import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { CommandForm } from '~/command/CommandForm';
import { personWithBirth } from '~/common/person';
import { CreaSegnalazioneDocument, UltimoSoggettoDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { question } from '~/graphql/query';
import { NotFound } from '~/ui/NotFound';
import { PageTitle } from '~/ui/PageTitle';
import { DetailsFields } from './DetailsFields';
import { DetailsSchema, blank, input } from './details';
import { store } from './queries';

/** Whom the new segnalazione is about. */
export function segnalatoQuery(id: string) {
  return question(['soggetto', id], UltimoSoggettoDocument, { id });
}

/** A new segnalazione (manual, chapter 3). */
export function New({ soggetto: id }: { soggetto: string }) {
  const { soggetto } = useSuspenseQuery(segnalatoQuery(id)).data;
  const client = useQueryClient();
  const navigate = useNavigate();
  if (!soggetto?.anagrafica) return <NotFound />;
  return (
    <>
      <PageTitle
        page="Nuova segnalazione"
        code={soggetto.codice === null ? undefined : `soggetto ${soggetto.codice}`}
      >
        Nuova segnalazione
      </PageTitle>
      <p>
        Soggetto segnalato:{' '}
        <Link to="/soggetti/$id/anagrafica" params={{ id }}>
          {personWithBirth(soggetto.anagrafica)}
        </Link>
        . I campi con l’asterisco (*) sono obbligatori.
      </p>
      <div className="scheda">
        <CommandForm
          schema={DetailsSchema}
          initial={blank()}
          send={async (values, { comando }) => {
            const variables = { input: { comando, segnalato: id, dettagli: input(values) } };
            return (await execute(CreaSegnalazioneDocument, variables)).creaSegnalazione;
          }}
          onDone={async ({ segnalazione }) => {
            await store(client, segnalazione);
            if (segnalazione)
              await navigate({ to: '/segnalazioni/$id/dettagli', params: { id: segnalazione.id } });
          }}
          submit="SALVA"
          said="Segnalazione salvata."
        >
          {(form) => <DetailsFields form={form} />}
        </CommandForm>
      </div>
    </>
  );
}
