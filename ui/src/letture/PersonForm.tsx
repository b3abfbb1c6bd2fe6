import { valibotResolver } from '@hookform/resolvers/valibot';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import * as v from 'valibot';
import { FaultAlert } from '~/command/problems';
import { normalize } from '~/format/codiceFiscale';
import { FormPrefix } from '~/form/context';
import { CodiceFiscaleField } from '~/form/fields';
import { codiceFiscale, required } from '~/form/rules';
import { InteressatoDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { rememberPerson } from './persona';

const Schema = v.object({
  codiceFiscale: v.pipe(required('Indicare il codice fiscale della persona.'), codiceFiscale),
});

/** Finds the person whose readings are wanted, by the whole codice fiscale. */
export function PersonForm({ onFound }: { onFound: (soggetto: string) => void }) {
  const form = useForm({
    defaultValues: { codiceFiscale: '' },
    resolver: valibotResolver(Schema),
    mode: 'onTouched',
  });
  const find = useMutation({
    mutationFn: async (typed: string) => {
      const asked = normalize(typed);
      const { interessato } = await execute(InteressatoDocument, { codiceFiscale: asked });
      if (interessato !== null) rememberPerson(interessato, asked);
      return interessato;
    },
    onSuccess: (soggetto) => {
      if (soggetto !== null) onFound(soggetto);
      else form.setError('codiceFiscale', { message: 'Nessuna scheda ha questo codice fiscale.' });
      if (soggetto === null) form.setFocus('codiceFiscale');
    },
  });
  return (
    <FormProvider {...form}>
      <FormPrefix value={useId()}>
        <form
          className="filtri in-riga"
          noValidate
          onSubmit={(event) => void form.handleSubmit((values) => find.mutate(values.codiceFiscale))(event)}
        >
          {find.error ? <FaultAlert fault={find.error} /> : null}
          <CodiceFiscaleField name="codiceFiscale" label="Codice fiscale della persona" required />
          <button type="submit" className="btn btn-primary" aria-disabled={find.isPending || undefined}>
            {find.isPending ? 'Attendere…' : 'Trova la persona'}
          </button>
        </form>
      </FormPrefix>
    </FormProvider>
  );
}
