import { useId, useState } from 'react';
import { useList } from '~/common/queries';
import type { Choice } from '~/form/fields';
import { useOwnUnits } from './queries';
import { type OperatorsSearch, setName, useName } from './search';

const STATES = [
  [undefined, 'Tutti'],
  ['abilitati', 'Abilitati'],
  ['disabilitati', 'Disabilitati'],
] as const;

interface Props {
  search: OperatorsSearch;
  onChange: (change: OperatorsSearch) => void;
}

/** Which operators the list shows. */
export function OperatorsFilter({ search, onChange }: Props) {
  const prefix = useId();
  const name = useName();
  const [typed, setTyped] = useState(name);
  return (
    <form
      className="filtri"
      role="search"
      aria-label="Operatori"
      onSubmit={(event) => {
        event.preventDefault();
        setName(typed.trim());
      }}
    >
      <div className="campo mb-0 con-pulsante">
        <label htmlFor={`${prefix}-nome`}>Cognome e nome</label>
        <div>
          <input
            id={`${prefix}-nome`}
            type="text"
            className="form-control"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="btn btn-outline-primary">
            Cerca
          </button>
        </div>
      </div>
      <Select
        id={`${prefix}-unita`}
        label="Unità"
        all="Tutte"
        choices={useOwnUnits()}
        value={search.unita}
        onChange={(unita) => onChange({ unita })}
      />
      <Select
        id={`${prefix}-ruolo`}
        label="Ruolo"
        all="Tutti"
        choices={useList('RUOLO')}
        value={search.ruolo}
        onChange={(ruolo) => onChange({ ruolo })}
      />
      <fieldset>
        <legend className="etichetta">Stato</legend>
        <div className="scelte">
          {STATES.map(([stato, text]) => (
            <label key={text} htmlFor={`${prefix}-${text}`}>
              <input
                id={`${prefix}-${text}`}
                type="radio"
                name={`${prefix}-stato`}
                checked={search.stato === stato}
                onChange={() => onChange({ stato })}
              />
              {text}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="etichetta">Incarichi</legend>
        <div className="scelte">
          <label htmlFor={`${prefix}-in-vigore`}>
            <input
              id={`${prefix}-in-vigore`}
              type="checkbox"
              checked={search.inVigore === true}
              onChange={(event) => onChange({ inVigore: event.target.checked || undefined })}
            />
            Solo in vigore oggi
          </label>
        </div>
      </fieldset>
    </form>
  );
}

interface SelectProps {
  id: string;
  label: string;
  all: string;
  choices: readonly Choice[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function Select({ id, label, all, choices, value, onChange }: SelectProps) {
  return (
    <div className="campo mb-0">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="form-select"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">{all}</option>
        {choices.map((choice) => (
          <option key={choice.codice} value={choice.codice}>
            {choice.descrizione}
          </option>
        ))}
      </select>
    </div>
  );
}
