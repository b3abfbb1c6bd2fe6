import { Link, notFound } from '@tanstack/react-router';
import { useState } from 'react';
import { PageTitle } from '~/ui/PageTitle';
import { Path } from '~/ui/Path';
import { CloseUnit } from './CloseUnit';
import { NewUnit } from './NewUnit';
import { RenameUnit } from './RenameUnit';
import { UnitContact } from './UnitContact';
import { useTree } from './queries';
import { unitsOf } from './units';

/** A unit that one administers: what it is, and what can be done about it. */
export function Unit({ id }: { id: string }) {
  const units = unitsOf(useTree());
  const unit = units.find((one) => one.id === id);
  const [doing, setDoing] = useState<'new' | 'rename' | 'contact' | 'close' | null>(null);
  if (!unit) throw notFound();
  const done = () => setDoing(null);
  const above = units.find((one) => one.id === unit.padre?.id);
  const below = units.filter((one) => one.padre?.id === id);
  return (
    <>
      <Path
        above={[
          <Link key="home" to="/">
            Home
          </Link>,
          <Link key="unita" to="/unita">
            Unità organizzative
          </Link>,
        ]}
        here={unit.codice ?? ''}
      />
      <div className="intestazione-soggetto">
        <div>
          <PageTitle page="Unità organizzativa" code={unit.codice ?? undefined}>
            {unit.descrizione}
          </PageTitle>
          <dl>
            <div>
              <dt>Codice</dt>
              <dd>{unit.codice}</dd>
            </div>
            <div>
              <dt>Tipo</dt>
              <dd>{unit.tipo?.descrizione}</dd>
            </div>
            {above ? (
              <div>
                <dt>Unità superiore</dt>
                <dd>
                  <Link to="/unita/$id" params={{ id: above.id }}>
                    {above.etichetta}
                  </Link>
                </dd>
              </div>
            ) : null}
            <div>
              <dt>Recapito</dt>
              <dd>{unit.recapito ?? 'Non indicato'}</dd>
            </div>
            <div>
              <dt>Stato</dt>
              <dd>{unit.cessata ? 'Cessata' : 'In essere'}</dd>
            </div>
          </dl>
        </div>
        {unit.cessata ? null : (
          <div className="d-flex flex-wrap gap-2">
            <button type="button" className="btn btn-outline-primary" onClick={() => setDoing('rename')}>
              Rinomina
            </button>
            <button type="button" className="btn btn-outline-primary" onClick={() => setDoing('contact')}>
              Modifica il recapito
            </button>
            <button type="button" className="btn btn-outline-primary" onClick={() => setDoing('close')}>
              Cessa
            </button>
          </div>
        )}
      </div>
      <section aria-labelledby="sottostanti" className="scheda">
        <div className="azioni in-alto">
          <h2 id="sottostanti" className="mb-0">
            Unità sottostanti
          </h2>
          {unit.cessata || doing === 'new' ? null : (
            <button type="button" className="btn btn-primary" onClick={() => setDoing('new')}>
              Nuova unità
            </button>
          )}
        </div>
        {doing === 'new' ? <NewUnit above={unit} onClose={done} /> : null}
        {below.length === 0 ? (
          <p className="mb-0">Nessuna.</p>
        ) : (
          <ul className="elenco">
            {below.map((one) => (
              <li key={one.id}>
                <Link to="/unita/$id" params={{ id: one.id }}>
                  {one.etichetta}
                </Link>
                <span className="sotto">
                  {one.tipo?.descrizione}
                  {one.cessata ? ', cessata' : null}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="operatori" className="scheda">
        <h2 id="operatori">Operatori</h2>
        <Link to="/operatori" search={{ unita: id }}>
          Operatori con un incarico in questa unità
        </Link>
      </section>
      {doing === 'rename' ? <RenameUnit unit={unit} onClose={done} /> : null}
      {doing === 'contact' ? <UnitContact unit={unit} onClose={done} /> : null}
      {doing === 'close' ? <CloseUnit unit={unit} onClose={done} /> : null}
    </>
  );
}
