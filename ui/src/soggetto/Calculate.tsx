import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { isoDay, orNull } from '~/form/rules';
import { CalcolaCodiceFiscaleDocument } from '~/gql/graphql';
import { execute } from '~/graphql/client';
import type { AnagraficaValues } from './anagraficaValues';

/** «Calcola»: the codice fiscale that the data would give. */
export function Calculate({ form }: { form: UseFormReturn<AnagraficaValues> }) {
  const [message, setMessage] = useState('');

  async function calculate(): Promise<void> {
    const d = form.getValues();
    const input = {
      cognome: orNull(d.cognome),
      nome: orNull(d.nome),
      sesso: orNull(d.sesso),
      dataNascita: isoDay(d.dataNascita),
      codiceLuogo: d.nazione === 'IGNOTA' ? null : orNull(d.luogo),
    };
    try {
      const { calcolaCodiceFiscale: result } = await execute(CalcolaCodiceFiscaleDocument, { input });
      if (result.codiceFiscale === null) {
        setMessage(result.rifiuti.map((rifiuto) => rifiuto.messaggio).join(' '));
        return;
      }
      form.setValue('codiceFiscale', result.codiceFiscale, { shouldDirty: true, shouldValidate: true });
      form.setValue('indicatoreCf', 'CALCOLATO', { shouldDirty: true, shouldValidate: true });
      setMessage('Codice fiscale calcolato: l’indicatore C.F. è «Calcolato».');
    } catch (error) {
      setMessage((error as Error).message);
    }
  }

  return (
    <div className="mb-3">
      <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => void calculate()}>
        Calcola<span className="visually-hidden"> il codice fiscale</span>
      </button>
      <p role="status" className="aiuto mb-0">
        {message}
      </p>
    </div>
  );
}
