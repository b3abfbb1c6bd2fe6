import { useState } from 'react';
import { Value } from '~/common/Anagrafica';
import { formatDay } from '~/format/date';
import type { FascicoloFragment } from '~/gql/graphql';
import { type Column, DataTable } from '~/ui/DataTable';
import { Empty } from '~/ui/States';
import { IndirizzoForm } from './IndirizzoForm';
import { useMayChange, useSoggetto } from './query';

type Indirizzo = FascicoloFragment['indirizzi'][number];

/** Codes of list TIPO_INDIRIZZO. */
const RESIDENZA = '1';
const DOMICILIO = '3';

function line(indirizzo: Indirizzo): string {
  const { via, civico, cap, luogo, provincia } = indirizzo;
  const street = [via, civico].filter(Boolean).join(', ');
  const town = [cap, luogo, provincia && `(${provincia})`].filter(Boolean).join(' ');
  return [street, town].filter(Boolean).join(' – ');
}

const COLUMNS: Column<Indirizzo>[] = [
  {
    id: 'tipo',
    heading: 'Tipo',
    namesRow: true,
    cell: (i) => i.tipo.descrizione,
    sortBy: (i) => i.tipo.descrizione,
  },
  { id: 'indirizzo', heading: 'Indirizzo', cell: line },
  { id: 'presso', heading: 'Presso', cell: (i) => i.presso },
  { id: 'dal', heading: 'Valido dal', cell: (i) => formatDay(i.dal), sortBy: (i) => i.dal },
];

/** Drawer «Indirizzi»: residenza and domicilio, equal or different, and all that were. */
export function Indirizzi({ id }: { id: string }) {
  const soggetto = useSoggetto(id);
  const mayChange = useMayChange(id);
  const [adding, setAdding] = useState<Indirizzo | 'new' | null>(null);
  const residenza = soggetto.indirizzi.find((i) => i.tipo.codice === RESIDENZA);
  const domicilio = soggetto.indirizzi.find((i) => i.tipo.codice === DOMICILIO);
  const coincide = residenza && domicilio && line(residenza) === line(domicilio);
  return (
    <>
      <h2>Indirizzi</h2>
      <dl className="valori">
        <Value term="Residenza">{residenza ? line(residenza) : 'Non registrata'}</Value>
        <Value term="Domicilio">
          {coincide ? 'Coincide con la residenza' : domicilio ? line(domicilio) : 'Non registrato'}
        </Value>
      </dl>
      {mayChange && soggetto.anagrafica && adding === null ? (
        <div className="azioni in-alto">
          {residenza && !coincide ? (
            <button type="button" className="btn btn-outline-primary" onClick={() => setAdding(residenza)}>
              Il domicilio coincide con la residenza
            </button>
          ) : (
            <span />
          )}
          <button type="button" className="btn btn-primary" onClick={() => setAdding('new')}>
            Nuovo indirizzo
          </button>
        </div>
      ) : null}
      {adding === null ? null : (
        <IndirizzoForm
          soggetto={soggetto}
          from={adding === 'new' ? null : { tipo: DOMICILIO, indirizzo: adding }}
          onClose={() => setAdding(null)}
        />
      )}
      <h3>Indirizzi nel tempo</h3>
      {soggetto.indirizziStorici.length === 0 ? (
        <Empty />
      ) : (
        <DataTable
          caption="Tutti gli indirizzi registrati, dal più recente"
          captionHidden
          columns={COLUMNS}
          rows={soggetto.indirizziStorici}
          rowKey={(i) => i.tipo.codice + i.dal + line(i)}
        />
      )}
    </>
  );
}
