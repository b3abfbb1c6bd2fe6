import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { RequiredMark, useFieldError } from '~/form/Field';
import { Suggest } from '~/form/Suggest';
import { useFieldIds } from '~/form/context';
import { ComuniDocument, StatiEsteriDocument } from '~/gql/graphql';
import { question } from '~/graphql/query';
import { useDelayed } from './useDelayed';

interface Props {
  /** Field that takes the codice catastale. */
  name: string;
  /** Field that takes the name, as chosen. */
  nameField: string;
  label: string;
  kind: 'comune' | 'stato' | 'cittadinanza';
  required?: boolean;
  /** Field that takes the CAP of the chosen comune. */
  capField?: string;
  /** Other things that can be chosen. */
  also?: readonly Place[];
}

interface Place {
  codice: string;
  denominazione: string;
  provincia?: string;
  cap?: string | null;
}

const NONE: readonly Place[] = [];

/** A comune or a foreign state, found by the beginning of its name. */
export function PlaceField({ name, nameField, label, kind, required = false, capField, also = NONE }: Props) {
  const { setValue, getValues } = useFormContext<Record<string, string>>();
  const error = useFieldError(name);
  const ids = useFieldIds(name, { help: false, error: error !== undefined });
  const [text, setText] = useState(() => getValues(nameField) ?? '');
  const prefisso = useDelayed(text.trim());
  const enabled = prefisso.length > 1 && getValues(name) === '';
  const comuni = useQuery({
    ...question(['comuni'], ComuniDocument, { prefisso, alla: null }),
    enabled: enabled && kind === 'comune',
    staleTime: Infinity,
  });
  const stati = useQuery({
    ...question(['stati'], StatiEsteriDocument, { prefisso }),
    enabled: enabled && kind !== 'comune',
    staleTime: Infinity,
  });
  const found = useMemo((): readonly Place[] => {
    if (kind === 'comune') return comuni.data?.comuni ?? NONE;
    const states = stati.data?.statiEsteri ?? [];
    if (kind === 'stato') return states;
    const others = also.filter((a) => a.denominazione.toLowerCase().startsWith(prefisso.toLowerCase()));
    // A citizenship is an ISTAT code, and not every state gives one.
    const foreign = states.flatMap((s) =>
      s.cittadinanza && s.codiceIstat ? [{ ...s, codice: s.codiceIstat }] : [],
    );
    return [...others, ...foreign];
  }, [kind, comuni.data, stati.data, also, prefisso]);

  return (
    <div className="campo">
      <Suggest
        id={ids.id}
        label={
          <>
            {label}
            {required ? <RequiredMark /> : null}
          </>
        }
        value={text}
        onText={(typed) => {
          setText(typed);
          // A name changed by hand is no longer the one that was chosen.
          setValue(name, '', { shouldDirty: true });
          setValue(nameField, '', { shouldDirty: true });
        }}
        onChoose={(place) => {
          setText(place.denominazione);
          setValue(name, place.codice, { shouldDirty: true, shouldValidate: true });
          setValue(nameField, place.denominazione, { shouldDirty: true });
          if (capField && place.cap) setValue(capField, place.cap, { shouldDirty: true });
        }}
        items={enabled ? found : NONE}
        itemKey={(place) => place.codice + place.denominazione}
        itemText={(place) =>
          place.provincia ? `${place.denominazione} (${place.provincia})` : place.denominazione
        }
        none={enabled && !comuni.isFetching && !stati.isFetching ? 'Nessun luogo trovato' : ''}
        invalid={error !== undefined}
        describedBy={ids.describedBy}
        required={required}
      />
      {error === undefined ? null : (
        <p className="errore" id={ids.error}>
          {error}
        </p>
      )}
    </div>
  );
}
