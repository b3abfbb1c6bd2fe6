import { today } from '~/format/date';
import type { View } from './query';
import type { Years } from './scale';

/** What the address is changed to. */
export interface Change {
  vista?: 'completa' | undefined;
  dal?: number | undefined;
  al?: number | undefined;
}

/** Earliest year that can be chosen. */
const FIRST_YEAR = 2000;

interface Props {
  view: View;
  years: Years;
  onChange: (change: Change) => void;
}

/** Which view, and which years: the years are the zoom. */
export function Controls({ view, years, onChange }: Props) {
  const thisYear = Number(today().slice(0, 4));
  const choices = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, i) => thisYear - i);
  return (
    <form className="filtri" onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>Vista</legend>
        <div className="scelte">
          <label htmlFor="vista-semplificata">
            <input
              id="vista-semplificata"
              type="radio"
              name="vista"
              checked={!view.completa}
              onChange={() => onChange({ vista: undefined })}
            />
            Semplificata: il soggetto
          </label>
          <label htmlFor="vista-completa">
            <input
              id="vista-completa"
              type="radio"
              name="vista"
              checked={view.completa}
              onChange={() => onChange({ vista: 'completa' })}
            />
            Completa: anche il nucleo
          </label>
        </div>
      </fieldset>
      <fieldset>
        <legend>Anni</legend>
        <div className="scelte">
          <YearSelect
            id="quadro-dal"
            label="Dal"
            value={years.dal}
            choices={choices.filter((year) => year <= years.al)}
            onChange={(dal) => onChange({ dal })}
          />
          <YearSelect
            id="quadro-al"
            label="Al"
            value={years.al}
            choices={choices.filter((year) => year >= years.dal)}
            onChange={(al) => onChange({ al })}
          />
        </div>
      </fieldset>
    </form>
  );
}

function YearSelect({
  id,
  label,
  value,
  choices,
  onChange,
}: {
  id: string;
  label: string;
  value: number;
  choices: readonly number[];
  onChange: (year: number) => void;
}) {
  const list = choices.includes(value) ? choices : [...choices, value];
  return (
    <label htmlFor={id}>
      {label}
      <select
        id={id}
        className="form-select"
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {list.map((year) => (
          <option key={year} value={year}>
            {year}
          </option>
        ))}
      </select>
    </label>
  );
}
