import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { RequiredMark, useFieldError } from '~/form/Field';
import { Suggest } from '~/form/Suggest';
import { useFieldIds } from '~/form/context';
import { CercaSoggettiDocument, type SchedaFragment } from '~/gql/graphql';
import { question } from '~/graphql/query';
import { personWithBirth } from './person';
import { useDelayed } from './useDelayed';

interface Props {
  /** Field that takes the subject's id. */
  name: string;
  label: string;
  /** Who stands in the field already. */
  initial?: SchedaFragment | null;
  required?: boolean;
  readOnly?: boolean;
}

const NONE: readonly SchedaFragment[] = [];

/** A person of the internal registry, found while typing the name or the codice fiscale. */
export function SubjectField({ name, label, initial = null, required = false, readOnly = false }: Props) {
  const { setValue, watch } = useFormContext<Record<string, string>>();
  const error = useFieldError(name);
  const ids = useFieldIds(name, { help: false, error: error !== undefined });
  const [text, setText] = useState('');
  const [scheda, setScheda] = useState(initial);
  const chosen = watch(name) === scheda?.id ? scheda : null;
  const testo = useDelayed(text.trim());
  const enabled = testo.length > 1 && chosen === null;
  const query = useQuery({
    ...question(['ricerca', 'scelta'], CercaSoggettiDocument, { criteri: { testo }, first: 10, after: null }),
    enabled,
  });
  const items = enabled ? (query.data?.cercaSoggetti.edges.map((edge) => edge.node.soggetto) ?? NONE) : NONE;

  if (chosen) {
    return (
      <div className="campo">
        <span className="etichetta">{label}</span>
        <p className="mb-0">
          {[personWithBirth(chosen), chosen.codiceFiscale].filter(Boolean).join(' ')}{' '}
          {readOnly ? null : (
            <button
              type="button"
              className="btn btn-outline-primary btn-sm"
              onClick={() => setValue(name, '', { shouldDirty: true })}
            >
              Cambia<span className="visually-hidden"> persona</span>
            </button>
          )}
        </p>
      </div>
    );
  }
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
        onText={setText}
        onChoose={(found) => {
          setText('');
          setScheda(found);
          setValue(name, found.id, { shouldDirty: true, shouldValidate: true });
        }}
        items={items}
        itemKey={(found) => found.id}
        itemText={(found) => [personWithBirth(found), found.codiceFiscale].filter(Boolean).join(' ')}
        none={
          enabled && query.isSuccess && !query.isFetching
            ? 'Nessun soggetto trovato nell’anagrafe interna'
            : ''
        }
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
