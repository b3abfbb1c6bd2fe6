interface Props {
  stato: { codice: string; descrizione: string };
}

/** The state of a segnalazione, by its name; the colour says nothing more. */
export function Stato({ stato }: Props) {
  return <span className={`stato ${stato.codice.toLowerCase()}`}>{stato.descrizione}</span>;
}
