interface Props {
  stato: { codice: string; descrizione: string };
}

/** The state of a segnalazione or of an alert, by its name; the colour says nothing more. */
export function Stato({ stato }: Props) {
  return <span className={`stato ${stato.codice.toLowerCase()}`}>{stato.descrizione}</span>;
}
