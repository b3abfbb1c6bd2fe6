import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { operatorName } from '~/common/operatorName';
import { More } from '~/ui/More';
import { Empty, Loaded } from '~/ui/States';
import { PeriodForm } from './PeriodForm';
import { PersonForm } from './PersonForm';
import { ReadingsTable } from './ReadingsTable';
import { personOf } from './persona';
import { type Filter, allReadings } from './queries';

/** «Registro delle letture»: what everybody has read, narrowed step by step. */
export function Register({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const query = useInfiniteQuery(allReadings(filter));
  const readings = query.data?.pages.flatMap(({ edges }) => edges.map(({ node }) => node)) ?? [];
  const narrow = (change: Filter) => onChange({ ...filter, ...change });
  return (
    <>
      <section aria-labelledby="persona" className="scheda">
        <h2 id="persona">Di una persona</h2>
        <p>
          Con il codice fiscale intero si trovano le letture che riguardano una persona e si prepara il
          rapporto da consegnarle.
        </p>
        <PersonForm onFound={(soggetto) => narrow({ soggetto })} />
        {filter.soggetto ? (
          <Link
            to="/registro/rapporto"
            search={{ soggetto: filter.soggetto, dal: filter.dal, al: filter.al }}
            className="btn btn-primary"
          >
            Rapporto per la persona
          </Link>
        ) : null}
      </section>
      <section aria-labelledby="letture" className="scheda">
        <h2 id="letture">Letture</h2>
        <PeriodForm period={filter} onChange={narrow} />
        <Active
          filter={filter}
          operatore={readings[0] && operatorName(readings[0].operatore)}
          onChange={onChange}
        />
        <Loaded from={query}>
          {() =>
            readings.length === 0 ? (
              <Empty>
                <p className="mb-0">Con altri filtri, o in un altro periodo, se ne trovano altre.</p>
              </Empty>
            ) : (
              <>
                <ReadingsTable caption="Letture, dalla più recente" readings={readings} onNarrow={narrow} />
                <More query={query} />
              </>
            )
          }
        </Loaded>
      </section>
    </>
  );
}

interface ActiveProps {
  filter: Filter;
  /** Name of the operator to whom the list is narrowed, where it is known. */
  operatore: string | undefined;
  onChange: (filter: Filter) => void;
}

/** The filters that hold, each with the way to take it off. */
function Active({ filter, operatore, onChange }: ActiveProps) {
  const { soggetto, operatore: byWhom, richiesta } = filter;
  const active = [
    soggetto ? (['soggetto', `Persona: ${personOf(soggetto)}`] as const) : null,
    byWhom ? (['operatore', `Operatore: ${operatore ?? byWhom.slice(0, 8)}`] as const) : null,
    richiesta ? (['richiesta', `Richiesta: ${richiesta.slice(0, 8)}`] as const) : null,
  ].filter((one) => one !== null);
  if (active.length === 0) return null;
  return (
    <ul className="filtri-attivi" aria-label="Filtri attivi">
      {active.map(([name, text]) => (
        <li key={name}>
          {text}{' '}
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            onClick={() => onChange({ ...filter, [name]: undefined })}
          >
            Togli<span className="visually-hidden"> il filtro {text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
