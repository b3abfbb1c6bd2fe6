import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
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
  kind: 'comune' | 'stato';
  required?: boolean;
  /** Fields that the chosen comune fills in when they are empty. */
  capField?: string;
}

interface Place {
  codice: string;
  denominazione: string;
  provincia?: string;
  cap?: string | null;
}

/** A comune or a foreign state, found by the beginning of its name. */
export function PlaceField({ name, nameField, label, kind, required = false, capField }: Props) {
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
    enabled: enabled && kind === 'stato',
    staleTime: Infinity,
  });
  const items: readonly Place[] = (kind === 'comune' ? comuni.data?.comuni : stati.data?.statiEsteri) ?? NONE;

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
        items={enabled ? items : NONE}
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

const NONE: readonly Place[] = [];
