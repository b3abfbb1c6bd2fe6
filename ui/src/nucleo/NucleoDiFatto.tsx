import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '~/format/date';
import type { UnComponenteFragment, UnNucleoFragment } from '~/gql/graphql';
import { useMayChange } from '~/soggetto/query';
import { type Column, DataTable } from '~/ui/DataTable';
import { Icon } from '~/ui/Icon';
import { Empty } from '~/ui/States';
import { AddMember } from './AddMember';
import { NotesForm } from './NotesForm';
import { RemoveMember } from './RemoveMember';
import { nucleiQuery } from './queries';

/** Drawer «Nucleo di fatto» (manual, figure 9): the household as the operators know it. */
export function NucleoDiFatto({ soggetto }: { soggetto: string }) {
  const { nucleoDiFatto: nuclei } = useSuspenseQuery(nucleiQuery(soggetto)).data;
  const mayChange = useMayChange(soggetto);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <div className="azioni in-alto">
        <h2 className="mb-0">Nucleo di fatto</h2>
        {mayChange && nuclei.length < 2 ? (
          <button
            type="button"
            className="btn btn-primary btn-piu"
            aria-label="Aggiungi un componente"
            title="Aggiungi un componente"
            aria-expanded={adding}
            onClick={() => setAdding(true)}
          >
            <Icon name="piu" />
          </button>
        ) : null}
      </div>
      {adding ? (
        <AddMember soggetto={soggetto} nucleo={nuclei[0] ?? null} onClose={() => setAdding(false)} />
      ) : null}
      {nuclei.length === 0 && !adding ? (
        <Empty>
          {mayChange ? (
            <p className="mb-0 mt-2">Con il pulsante «+» si aggiunge un componente e si apre il nucleo.</p>
          ) : null}
        </Empty>
      ) : null}
      {nuclei.map((nucleo) => (
        <One key={nucleo.id} nucleo={nucleo} soggetto={soggetto} />
      ))}
    </>
  );
}

function One({ nucleo, soggetto }: { nucleo: UnNucleoFragment; soggetto: string }) {
  const mayChange = useMayChange(soggetto);
  const [leaving, setLeaving] = useState<UnComponenteFragment | null>(null);
  const past = nucleo.appartenenze.filter((m) => m.al !== null);
  return (
    <section aria-labelledby={`nucleo-${nucleo.id}`} className="mb-4">
      <h3 id={`nucleo-${nucleo.id}`}>Nucleo {nucleo.nome ?? ''}</h3>
      <DataTable
        caption={`Componenti del nucleo ${nucleo.nome ?? ''}`}
        captionHidden
        columns={columns(soggetto, nucleo.intestatario.id, mayChange ? setLeaving : null)}
        rows={nucleo.componenti}
        rowKey={(m) => m.persona.id}
      />
      {leaving ? <RemoveMember nucleo={nucleo} member={leaving} onClose={() => setLeaving(null)} /> : null}
      {past.length === 0 ? null : (
        <details className="mb-3">
          <summary>Chi ne ha fatto parte in passato ({past.length})</summary>
          <DataTable
            caption="Componenti usciti dal nucleo"
            captionHidden
            columns={PAST}
            rows={past}
            rowKey={(m) => `${m.persona.id} ${m.dal}`}
          />
        </details>
      )}
      <NotesForm nucleo={nucleo} readOnly={!mayChange} />
    </section>
  );
}

const PERSON: Column<UnComponenteFragment>[] = [
  {
    id: 'cognome',
    heading: 'Cognome',
    namesRow: true,
    cell: ({ persona }) =>
      persona.presente ? (
        <Link to="/soggetti/$id/anagrafica" params={{ id: persona.id }}>
          {persona.cognome ?? persona.nome ?? 'Nome non disponibile'}
        </Link>
      ) : (
        (persona.cognome ?? persona.nome ?? 'Nome non disponibile')
      ),
  },
  { id: 'nome', heading: 'Nome', cell: ({ persona }) => persona.nome },
  { id: 'sesso', heading: 'Sesso', cell: ({ persona }) => persona.sesso },
  {
    id: 'nascita',
    heading: 'Data di nascita',
    cell: ({ persona }) => formatDay(persona.dataNascita, persona.precisioneNascita),
  },
  { id: 'luogo', heading: 'Luogo nascita', cell: ({ persona }) => persona.luogoNascita },
];

const PAST: Column<UnComponenteFragment>[] = [
  ...PERSON,
  { id: 'dal', heading: 'Dal', cell: (m) => formatDay(m.dal) },
  { id: 'al', heading: 'Al', cell: (m) => formatDay(m.al) },
  { id: 'motivo', heading: 'Motivo', cell: (m) => m.motivoUscita?.descrizione },
];

function columns(
  soggetto: string,
  intestatario: string,
  onLeave: ((member: UnComponenteFragment) => void) | null,
): Column<UnComponenteFragment>[] {
  const list: Column<UnComponenteFragment>[] = [
    ...PERSON,
    {
      id: 'relazione',
      heading: 'Relazione di parentela',
      cell: (m) => m.relazione?.descrizione ?? (m.persona.id === intestatario ? 'Intestatario' : ''),
    },
    { id: 'dal', heading: 'Dal', cell: (m) => formatDay(m.dal) },
  ];
  if (!onLeave) return list;
  return [
    ...list,
    {
      id: 'azioni',
      heading: 'Azioni',
      cell: (m) => (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => onLeave(m)}>
          Togli
          <span className="visually-hidden">
            {' '}
            {m.persona.id === soggetto ? 'il soggetto' : m.persona.nominativo} dal nucleo
          </span>
        </button>
      ),
    },
  ];
}
