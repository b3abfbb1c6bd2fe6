import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { personName } from '~/common/person';
import type { OperatoriQuery } from '~/gql/graphql';
import { announce } from '~/ui/Announcer';
import { type Column, DataTable } from '~/ui/DataTable';
import { More } from '~/ui/More';
import { PageTitle } from '~/ui/PageTitle';
import { Empty, Loaded } from '~/ui/States';
import { OperatorsFilter } from './OperatorsFilter';
import { operatorsQuery } from './queries';
import { type OperatorsSearch, operatorsFilter, useName } from './search';

type Operator = OperatoriQuery['operatori']['edges'][number]['node'];

const COLUMNS: Column<Operator>[] = [
  {
    id: 'operatore',
    heading: 'Operatore',
    namesRow: true,
    cell: ({ operatore }) => (
      <Link to="/operatori/$id" params={{ id: operatore.id }}>
        {personName(operatore)}
      </Link>
    ),
  },
  { id: 'incarichi', heading: 'Incarichi in vigore', cell: (operator) => <Memberships of={operator} /> },
  {
    id: 'stato',
    heading: 'Stato',
    cell: ({ abilitato }) => (abilitato ? 'Abilitato' : 'Disabilitato'),
  },
];

function Memberships({ of }: { of: Operator }) {
  const now = of.incarichi.filter(({ inVigore }) => inVigore);
  if (now.length === 0) return 'Nessuno';
  return (
    <ul className="list-unstyled mb-0">
      {now.map(({ numero, ruolo, unita }) => (
        <li key={numero}>
          {ruolo.descrizione}
          <span className="sotto">{unita.etichetta}</span>
        </li>
      ))}
    </ul>
  );
}

interface Props {
  search: OperatorsSearch;
  onChange: (change: OperatorsSearch) => void;
}

/** «Operatori»: those with a membership in the units that one administers, now or formerly. */
export function Operators({ search, onChange }: Props) {
  const query = useInfiniteQuery(operatorsQuery(operatorsFilter(search, useName())));
  const rows = query.data?.pages.flatMap(({ edges }) => edges.map(({ node }) => node));
  const count = query.isPlaceholderData ? undefined : rows?.length;
  useEffect(() => {
    if (count !== undefined) announce(count === 0 ? 'Nessun operatore.' : `Operatori in elenco: ${count}.`);
  }, [count]);
  return (
    <>
      <div className="azioni in-alto">
        <PageTitle page="Operatori">Operatori</PageTitle>
        <Link to="/operatori/nuovo" className="btn btn-primary">
          Abilita operatore
        </Link>
      </div>
      <div className="scheda">
        <OperatorsFilter search={search} onChange={onChange} />
        <Loaded from={query}>
          {() =>
            rows?.length === 0 ? (
              <Empty>
                <p className="mb-0">Con altri filtri se ne trovano altri.</p>
              </Empty>
            ) : (
              <>
                <DataTable
                  caption="Operatori con un incarico nelle unità che si amministrano, per cognome e nome"
                  captionHidden
                  columns={COLUMNS}
                  rows={rows ?? []}
                  rowKey={({ operatore }) => operatore.id}
                />
                <More query={query} />
              </>
            )
          }
        </Loaded>
      </div>
    </>
  );
}
