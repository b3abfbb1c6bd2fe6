import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Icon } from '~/ui/Icon';
import type { Voce } from './query';

interface Props {
  voce: Voce;
  /** Whose entry it is. */
  persona: string | null;
}

/** The entry, opening its details below, with the way to its record. */
export function Description({ voce, persona }: Props) {
  const [open, setOpen] = useState(false);
  const details = [voce.codice?.descrizione, voce.operatore?.nominativo].filter(Boolean);
  return (
    <>
      <button type="button" className="espandi" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="apri" />
        {voce.descrizione}
      </button>
      {open ? (
        <div className="dettaglio">
          {details.map((detail) => (
            <div key={detail}>{detail}</div>
          ))}
          <Record voce={voce} persona={persona} />
        </div>
      ) : null}
    </>
  );
}

function Record({ voce, persona }: Props) {
  const text = (
    <>
      Apri<span className="visually-hidden"> {voce.descrizione}</span>
    </>
  );
  switch (voce.tipo) {
    case 'SEGNALAZIONE':
      return (
        <Link to="/segnalazioni/$id/dettagli" params={{ id: voce.riferimento }}>
          {text}
        </Link>
      );
    case 'ASSEGNAZIONE':
      return (
        <Link to="/segnalazioni/$id/assegnazioni" params={{ id: voce.riferimento }}>
          {text}
        </Link>
      );
    case 'NUCLEO_DI_FATTO':
      return persona === null ? null : (
        <Link to="/soggetti/$id/nucleo-di-fatto" params={{ id: persona }}>
          {text}
        </Link>
      );
    case 'NUCLEO_ANAGRAFE':
      return persona === null ? null : (
        <Link to="/soggetti/$id/nucleo-anagrafe" params={{ id: persona }}>
          {text}
        </Link>
      );
  }
}
