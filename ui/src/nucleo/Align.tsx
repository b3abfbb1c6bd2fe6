import { useId, useRef, useState } from 'react';
import type { UnNucleoAnagrafeFragment } from '~/gql/graphql';

type Confronto = NonNullable<UnNucleoAnagrafeFragment['confronto']>;

/** A kind of differences that waits for the operator. */
interface Kind {
  codice: string;
  descrizione: string;
  quante: number;
}

function waiting({ differenze, applicate }: Confronto): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { tipo } of differenze) {
    if (applicate.some((done) => done.codice === tipo.codice)) continue;
    const kind = kinds.get(tipo.codice) ?? { ...tipo, quante: 0 };
    kinds.set(tipo.codice, { ...kind, quante: kind.quante + 1 });
  }
  return [...kinds.values()];
}

interface Props {
  confronto: Confronto;
  pending: boolean;
  /** Which kinds are accepted; `null` for all that wait. */
  onAlign: (classi: string[] | null) => void;
}

/** «Allinea»: all that differs, or only some kinds of it. */
export function Align({ confronto, pending, onAlign }: Props) {
  const kinds = waiting(confronto);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [missing, setMissing] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const ids = useId();
  const chosen = kinds.map((kind) => kind.codice).filter((codice) => !left.includes(codice));

  function align(): void {
    setMissing(chosen.length === 0);
    if (chosen.length === 0) first.current?.focus();
    else onAlign(chosen.length === kinds.length ? null : chosen);
  }

  return (
    <>
      {kinds.length < 2 ? null : (
        <fieldset className="campo" aria-describedby={missing ? `${ids}-error` : undefined}>
          <legend className="etichetta">Differenze da allineare</legend>
          <div className="scelte">
            {kinds.map(({ codice, descrizione, quante }, i) => (
              <label key={codice} htmlFor={`${ids}-${codice}`}>
                <input
                  ref={i === 0 ? first : undefined}
                  id={`${ids}-${codice}`}
                  type="checkbox"
                  checked={!left.includes(codice)}
                  onChange={(event) => {
                    const { checked } = event.target;
                    setMissing(false);
                    setLeft(checked ? left.filter((other) => other !== codice) : [...left, codice]);
                  }}
                />
                {descrizione} ({quante})
              </label>
            ))}
          </div>
          {missing ? (
            <p className="errore" id={`${ids}-error`}>
              Scegliere almeno un genere di differenze.
            </p>
          ) : null}
        </fieldset>
      )}
      <div className="azioni">
        <button
          type="button"
          className="btn btn-primary"
          aria-disabled={pending || undefined}
          onClick={align}
        >
          {pending ? 'Attendere…' : 'Allinea'}
        </button>
      </div>
    </>
  );
}
