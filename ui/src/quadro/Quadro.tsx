import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { today } from '~/format/date';
import { Alert } from '~/ui/Alert';
import { Loaded } from '~/ui/States';
import { QuadroTable } from './QuadroTable';
import { type View, quadroQuery } from './query';
import { yearsOf } from './scale';

interface Props {
  view: View;
  onChange: (change: {
    vista?: 'completa' | undefined;
    dal?: number | undefined;
    al?: number | undefined;
  }) => void;
}

/** Earliest year that can be chosen. */
const FIRST_YEAR = 2000;

/** Drawer «Quadro riassuntivo» (manual, figure 13): simplified or complete, with the years as zoom. */
export function Quadro({ view, onChange }: Props) {
  const query = useQuery({ ...quadroQuery(view), placeholderData: keepPreviousData });
  const thisYear = Number(today().slice(0, 4));
  const starts = query.data?.quadroRiassuntivo.gruppi.flatMap((g) => g.voci.map((voce) => voce.inizio)) ?? [];
  const found = yearsOf(starts, today());
  const years = {
    dal: view.dal ?? Math.min(found.dal, view.al ?? found.dal),
    al: view.al ?? Math.max(found.al, view.dal ?? 0),
  };
  const choices = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, i) => thisYear - i);
  return (
    <>
      <div className="azioni in-alto">
        <h2 className="mb-0">Quadro riassuntivo</h2>
        <button type="button" className="btn btn-outline-primary solo-schermo" onClick={() => window.print()}>
          Stampa
        </button>
      </div>
      <form className="row solo-schermo" onSubmit={(event) => event.preventDefault()}>
        <fieldset className="col-12 col-md-6 mb-3">
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
        <fieldset className="col-12 col-md-6 mb-3">
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
      <Loaded from={query} rows={10}>
        {({ quadroRiassuntivo }) => (
          <>
            {quadroRiassuntivo.troncato ? (
              <Alert
                tone="warning"
                title="Ci sono più voci di quante se ne possano mostrare: restringere gli anni."
              />
            ) : null}
            <QuadroTable gruppi={quadroRiassuntivo.gruppi} years={years} />
            <p className="aiuto">
              Le barre sono periodi, i rombi singoli giorni, la linea tratteggiata è oggi.
            </p>
          </>
        )}
      </Loaded>
    </>
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
