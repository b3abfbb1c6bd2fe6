import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Events } from '~/common/Events';
import { personName } from '~/common/person';
import { useIo } from '~/common/queries';
import type { OperatoreAmministratoFragment } from '~/gql/graphql';
import { PageTitle } from '~/ui/PageTitle';
import { Path } from '~/ui/Path';
import { Memberships } from './Memberships';
import { OperatorSessions } from './OperatorSessions';
import { SwitchOperator } from './SwitchOperator';
import { useOperator } from './queries';

/** An operator as his administrator sees him: memberships, open sessions, what became of him. */
export function Operator({ id }: { id: string }) {
  const scheda = useOperator(id);
  const himself = useIo().operatore.id === id;
  return (
    <>
      <Path
        above={[
          <Link key="home" to="/">
            Home
          </Link>,
          <Link key="operatori" to="/operatori">
            Operatori
          </Link>,
        ]}
        here={personName(scheda.operatore)}
      />
      <Header scheda={scheda} himself={himself} />
      {himself ? (
        <p>
          Questa è la propria scheda: nessuno modifica i propri diritti, per questo occorre un altro
          amministratore.
        </p>
      ) : null}
      <section aria-labelledby="incarichi" className="scheda">
        <Memberships scheda={scheda} himself={himself} />
      </section>
      <section aria-labelledby="sessioni" className="scheda">
        <OperatorSessions id={id} />
      </section>
      <section aria-labelledby="storia" className="scheda">
        <h2 id="storia">Storia</h2>
        <Events of={[...scheda.storia].reverse()} />
      </section>
    </>
  );
}

function Header({ scheda, himself }: { scheda: OperatoreAmministratoFragment; himself: boolean }) {
  const [switching, setSwitching] = useState(false);
  return (
    <div className="intestazione-soggetto">
      <div>
        <PageTitle page="Operatore">{personName(scheda.operatore)}</PageTitle>
        <dl>
          <div>
            <dt>Codice fiscale</dt>
            <dd>{scheda.codiceFiscale ?? 'Cancellato'}</dd>
          </div>
          <div>
            <dt>Stato</dt>
            <dd>{scheda.abilitato ? 'Abilitato' : 'Disabilitato'}</dd>
          </div>
        </dl>
      </div>
      {himself ? null : (
        <button type="button" className="btn btn-outline-primary" onClick={() => setSwitching(true)}>
          {scheda.abilitato ? 'Disabilita' : 'Riabilita'}
        </button>
      )}
      {switching ? <SwitchOperator scheda={scheda} onClose={() => setSwitching(false)} /> : null}
    </div>
  );
}
