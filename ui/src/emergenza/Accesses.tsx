import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useIo } from '~/common/queries';
import { formatInstant } from '~/format/date';
import type { AccessoInElencoFragment } from '~/gql/graphql';
import { type Column, DataTable } from '~/ui/DataTable';
import { More } from '~/ui/More';
import { PageTitle } from '~/ui/PageTitle';
import { Empty, Loaded } from '~/ui/States';
import { OpenForm } from './OpenForm';
import { Running } from './Running';
import { reviewOf, stateOf, whose } from './labels';
import { type Filter, accessesQuery } from './queries';

const COLUMNS: Column<AccessoInElencoFragment>[] = [
  {
    id: 'aperto',
    heading: 'Aperto il',
    namesRow: true,
    cell: (a) => (
      <Link to="/emergenze/$id" params={{ id: a.id }}>
        {formatInstant(a.apertoIl)}
        <span className="visually-hidden">
          : {a.operatore.operatore.nominativo}, {whose(a)}
        </span>
      </Link>
    ),
  },
  {
    id: 'operatore',
    heading: 'Da chi',
    cell: ({ operatore: { operatore, ruolo, unita } }) => (
      <>
        {operatore.nominativo}
        <span className="sotto">
          {ruolo.descrizione}, {unita.etichetta}
        </span>
      </>
    ),
  },
  { id: 'persona', heading: 'Scheda', cell: whose },
  { id: 'motivo', heading: 'Motivo', cell: (a) => a.motivo.descrizione },
  { id: 'stato', heading: 'Stato', cell: stateOf },
  { id: 'riesame', heading: 'Riesame', cell: reviewOf },
];

interface Props {
  filter: Filter;
  onChange: (filter: Filter) => void;
}

/** «Accessi di emergenza»: what was opened, by whom, and what became of it. */
export function Accesses({ filter, onChange }: Props) {
  const { puoAprireEmergenze } = useIo();
  const [opening, setOpening] = useState(false);
  return (
    <>
      <div className="azioni in-alto">
        <PageTitle page="Accessi di emergenza">Accessi di emergenza</PageTitle>
        {puoAprireEmergenze && !opening ? (
          <button type="button" className="btn btn-primary" onClick={() => setOpening(true)}>
            Apri un accesso di emergenza
          </button>
        ) : null}
      </div>
      {opening ? <OpenForm onClose={() => setOpening(false)} /> : null}
      {puoAprireEmergenze ? <Running /> : null}
      <section aria-labelledby="accessi" className="scheda">
        <h2 id="accessi">Elenco</h2>
        <form className="filtri" onSubmit={(event) => event.preventDefault()}>
          <fieldset>
            <legend className="etichetta">Quali</legend>
            <div className="scelte">
              <Choice
                name="Tutti"
                chosen={!filter.daRiesaminare}
                onChoose={() => onChange({ daRiesaminare: false })}
              />
              <Choice
                name="Da riesaminare"
                chosen={filter.daRiesaminare}
                onChoose={() => onChange({ daRiesaminare: true })}
              />
            </div>
          </fieldset>
        </form>
        <List filter={filter} />
      </section>
    </>
  );
}

function Choice({ name, chosen, onChoose }: { name: string; chosen: boolean; onChoose: () => void }) {
  const id = `quali-${name.toLowerCase().replace(/ /g, '-')}`;
  return (
    <label htmlFor={id}>
      <input id={id} type="radio" name="quali" checked={chosen} onChange={onChoose} />
      {name}
    </label>
  );
}

function List({ filter }: { filter: Filter }) {
  const query = useInfiniteQuery(accessesQuery(filter));
  return (
    <Loaded from={query}>
      {({ pages }) => {
        const rows = pages.flatMap(({ nodes }) => nodes);
        if (rows.length === 0)
          return (
            <Empty>
              <p className="mb-0">
                {filter.daRiesaminare
                  ? 'Nessun accesso attende un riesame.'
                  : 'Qui compaiono i propri accessi e quelli di cui si è informati per il proprio ruolo.'}
              </p>
            </Empty>
          );
        return (
          <>
            <DataTable
              caption="Accessi di emergenza, dal più recente"
              captionHidden
              columns={COLUMNS}
              rows={rows}
              rowKey={(a) => a.id}
            />
            <More query={query} />
          </>
        );
      }}
    </Loaded>
  );
}
