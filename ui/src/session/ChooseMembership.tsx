import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FaultAlert } from '~/command/problems';
import { membershipName } from './membership';
import { type Session, chooseMembership } from './session';

interface Props {
  session: Session;
  /** Where to go then. */
  back: string;
}

/** In which of his memberships the operator works from now on. */
export function ChooseMembership({ session, back }: Props) {
  const [chosen, setChosen] = useState(session.incarico ?? session.incarichi[0]?.numero);
  const choose = useMutation({
    mutationFn: chooseMembership,
    // A whole new page: nothing of what the other membership could see stays in memory.
    onSuccess: () => {
      sessionStorage.clear();
      window.location.assign(back);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined && !choose.isPending) choose.mutate(chosen);
      }}
    >
      {choose.error ? <FaultAlert fault={choose.error} /> : null}
      <fieldset className="campo">
        <legend className="etichetta">Incarico</legend>
        {session.incarichi.map((membership) => (
          <div key={membership.numero} className="scelte">
            <label htmlFor={`incarico-${membership.numero}`}>
              <input
                id={`incarico-${membership.numero}`}
                type="radio"
                name="incarico"
                checked={chosen === membership.numero}
                onChange={() => setChosen(membership.numero)}
              />
              <span>
                {membershipName(membership)}
                {membership.numero === session.incarico ? ' (quello di ora)' : null}
              </span>
            </label>
          </div>
        ))}
      </fieldset>
      <div className="azioni">
        <button type="submit" className="btn btn-primary" aria-disabled={choose.isPending || undefined}>
          {choose.isPending ? 'Attendere…' : 'Continua'}
        </button>
      </div>
    </form>
  );
}
