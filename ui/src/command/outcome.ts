// What every mutation answers (see `EsitoComando` in the schema).

/** A rule that stood in the way. */
export interface Rifiuto {
  codice: string;
  messaggio: string;
  campi: readonly string[];
  titolare?: string | null;
  riferimento?: string | null;
}

/** Something that happened to a file, as its story tells it. */
export interface EventoIntervenuto {
  posizione: number;
  registratoIl: string;
  descrizione: string;
  operatore?: { nominativo: string } | null;
  dettagli: readonly { campo: string; prima?: string | null; dopo?: string | null }[];
}

/** The part that all payloads share. */
export interface Outcome {
  esito: 'ESEGUITO' | 'GIA_ESEGUITO' | 'RIFIUTATO' | 'VERSIONE_SUPERATA';
  rifiuti: readonly Rifiuto[];
  intervenuti: readonly EventoIntervenuto[];
  versione?: number | null;
  aggiornato: boolean;
}

/** Whether the command was carried out, now or the first time it came. */
export function done(outcome: Outcome): boolean {
  return outcome.esito === 'ESEGUITO' || outcome.esito === 'GIA_ESEGUITO';
}
