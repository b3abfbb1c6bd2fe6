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

/** A new segnalazione (manual, chapter 3); `seguita` when the person's file is not open to the unit yet. */
export function New({ soggetto: id, seguita }: { soggetto: string; seguita: boolean }) {
  const { soggetto } = useSuspenseQuery(segnalatoQuery(id)).data;
  const client = useQueryClient();
  const navigate = useNavigate();
  const anagrafica = soggetto?.anagrafica;
  if (!anagrafica && !seguita) return <NotFound />;
  return (
    <>
      <PageTitle
        page="Nuova segnalazione"
        code={soggetto?.codice == null ? undefined : `soggetto ${soggetto.codice}`}
      >
        Nuova segnalazione
      </PageTitle>
      <p>
        Soggetto segnalato:{' '}
        {anagrafica ? (
          <Link to="/soggetti/$id/anagrafica" params={{ id }}>
            {personWithBirth(anagrafica)}
          </Link>
        ) : (
          'persona seguita da un’altra unità, di cui la scheda si apre con questa segnalazione'
        )}
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
