import { useState } from 'react';
import { GeneralInformation } from '~/common/Anagrafica';
import { Erased } from '~/common/Erased';
import { formatDay } from '~/format/date';
import type { FascicoloFragment } from '~/gql/graphql';
import { type Column, DataTable } from '~/ui/DataTable';
import { Empty } from '~/ui/States';
import { ContattiForm } from './ContattiForm';
import { Correct } from './Correct';
import { StatoCivileForm } from './StatoCivileForm';
import { useMayChange, useSoggetto } from './query';

type StatoCivile = FascicoloFragment['statiCivili'][number];

const HISTORY: Column<StatoCivile>[] = [
  { id: 'stato', heading: 'Stato civile', namesRow: true, cell: (s) => s.stato.descrizione },
  { id: 'dal', heading: 'Dal', cell: (s) => formatDay(s.dal) },
  { id: 'al', heading: 'Al', cell: (s) => formatDay(s.al) || 'in corso' },
  { id: 'note', heading: 'Note', cell: (s) => s.note },
];

/** Drawer «Anagrafica» (manual, figure 8). */
export function Anagrafica({ id }: { id: string }) {
  const soggetto = useSoggetto(id);
  const mayChange = useMayChange(id);
  const [correcting, setCorrecting] = useState(false);
  return (
    <>
      <h2>Anagrafica</h2>
      <h3>Informazioni generali</h3>
      {soggetto.anagrafica ? (
        <GeneralInformation dati={soggetto.anagrafica} />
      ) : (
        <Erased by={soggetto.cancellazione} />
      )}
      {soggetto.anagrafica && mayChange && !correcting ? (
        <div className="azioni mt-0">
          <button type="button" className="btn btn-outline-primary" onClick={() => setCorrecting(true)}>
            Correggi<span className="visually-hidden"> i dati anagrafici</span>
          </button>
        </div>
      ) : null}
      {soggetto.anagrafica && correcting ? (
        <Correct soggetto={soggetto} dati={soggetto.anagrafica} onClose={() => setCorrecting(false)} />
      ) : null}
      {soggetto.anagrafica ? (
        <>
          <section className="parte" aria-labelledby="stato-civile">
            <h3 id="stato-civile">Stato civile</h3>
            {mayChange ? <StatoCivileForm soggetto={soggetto} /> : null}
            {soggetto.statiCivili.length === 0 ? (
              <Empty />
            ) : (
              <DataTable
                caption="Stati civili nel tempo"
                columns={HISTORY}
                rows={soggetto.statiCivili}
                rowKey={(s) => s.dal}
              />
            )}
          </section>
          <section className="parte" aria-labelledby="recapiti">
            <h3 id="recapiti">Recapiti</h3>
            {soggetto.contatti?.cancellazione ? <Erased by={soggetto.contatti.cancellazione} /> : null}
            <ContattiForm soggetto={soggetto} readOnly={!mayChange} />
          </section>
        </>
      ) : null}
    </>
  );
}
