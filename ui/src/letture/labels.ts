// The codes of the log of readings, in words.

const ACCESSI: Record<string, string> = {
  RICERCA: 'Risultati di una ricerca',
  ELENCO: 'Elenco',
  INTESTAZIONE: 'Nome, nascita e codice fiscale',
  SCHEDA: 'Scheda',
  STORIA: 'Storia',
  QUADRO: 'Quadro riassuntivo',
  ANPR: 'Consultazione di ANPR',
  SEGUITO: 'Da chi la persona è seguita',
  TRACCIAMENTO: 'Registro delle letture',
  ESPORTAZIONE: 'Esportazione',
};

const ESITI: Record<string, string> = {
  MOSTRATO: 'Mostrato',
  NEGATO: 'Negato',
  VUOTO: 'Nessun dato',
};

const TITOLI: Record<string, string> = {
  INCARICO: 'Incarico dell’operatore',
  UNITA: 'Unità dell’operatore',
  CONCESSIONE: 'Concessione all’unità dell’operatore',
  EMERGENZA: 'Accesso di emergenza',
};

const CATEGORIE: Record<string, string> = {
  anagrafica: 'dati anagrafici',
  contatti: 'recapiti',
  sociale: 'situazione sociale',
  sanitaria: 'salute',
  giudiziaria: 'provvedimenti giudiziari',
  economica: 'situazione economica',
};

const LIVELLI: Record<string, string> = { LoA2: 'Livello 2', LoA3: 'Livello 3' };

/** Of which kinds the data were. */
export function categoryNames(codici: readonly string[]): string {
  return codici.map((codice) => CATEGORIE[codice] ?? codice).join(', ');
}

/** How surely the operator had proved who he is. */
export function levelName(codice: string): string {
  return LIVELLI[codice] ?? codice;
}

/** The first characters of an id: enough to tell one from another. */
export function short(id: string): string {
  return id.slice(0, 8);
}

/** In which way something was read. */
export function accessName(codice: string): string {
  return ACCESSI[codice] ?? codice;
}

/** Whether it was shown. */
export function outcomeName(codice: string): string {
  return ESITI[codice] ?? codice;
}

/** By which title it was open; none where one came to it through another file, or where nothing was shown. */
export function titleName(read: { accesso: string; esito: string; titolo: string | null }): string {
  if (read.titolo !== null) return TITOLI[read.titolo] ?? read.titolo;
  if (read.esito !== 'MOSTRATO') return '–';
  return read.accesso === 'TRACCIAMENTO'
    ? 'Controllo delle letture'
    : 'Attraverso un’altra scheda o una ricerca';
}
