/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Abilitazione di un nuovo operatore. */
export type AbilitaOperatoreInput = {
  /** Codice fiscale, con cui accederà. */
  codiceFiscale: string;
  /** Cognome. */
  cognome: string;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Il suo primo incarico. */
  incarico: IncaricoInput;
  /** Nome. */
  nome: string;
};

/** Accettazione. */
export type AccettaSegnalazioneInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** La segnalazione. */
  segnalazione: string | number;
  /** Versione della segnalazione mostrata. */
  versione?: number | null | undefined;
};

/** Nuova annotazione. */
export type AggiungiAnnotazioneInput = {
  /** Elenco AMBITO_RISERVATO; obbligatorio, e ammesso, solo per una riservata. */
  ambito?: string | null | undefined;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Giorno a cui si riferisce; se manca, oggi. */
  del?: string | null | undefined;
  /** La segnalazione. */
  segnalazione: string | number;
  /** Elenco SEZIONE: a chi sarà aperta. Non cambia più. */
  sezione: string;
  /** Il testo. */
  testo: string;
};

/** Componente da aggiungere: uno che ha una scheda (`componente`), oppure uno che non ne ha (`persona`). */
export type AggiungiComponenteInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** La persona che entra, se ha una scheda. */
  componente?: string | number | null | undefined;
  /** Perché entra pur essendo in un altro nucleo di fatto. */
  conferma?: string | null | undefined;
  /** Primo giorno. */
  dal: string;
  /** Elenco MOTIVO_INGRESSO_NUCLEO. */
  motivo?: string | null | undefined;
  /** Il nucleo; se manca, quello del soggetto, aperto ora se non ne ha. */
  nucleo?: string | number | null | undefined;
  /** La persona che entra, se non ha una scheda. */
  persona?: AnagraficaInput | null | undefined;
  /** Elenco RELAZIONE_PARENTELA. */
  relazione: string;
  /** Dalla scheda di chi si opera. */
  soggetto: string | number;
  /** Versione del nucleo su cui è stato compilato il modulo. */
  versione?: number | null | undefined;
};

/** Allineamento del nucleo all'ultimo confronto. */
export type AllineaNucleoInput = {
  /** Solo le differenze di questi generi (elenco DIFFERENZA_NUCLEO); se manca, tutte quelle non ancora applicate. */
  classi?: Array<string> | null | undefined;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Numero del confronto che l'operatore ha visto. */
  confronto: number;
  /** Il soggetto. */
  soggetto: string | number;
  /** Versione del nucleo anagrafe mostrato. */
  versione?: number | null | undefined;
};

/**
 * Dati anagrafici, per intero. Ciò che solo l'anagrafe nazionale può dire (identificativo ANPR, validazione del codice
 * fiscale) non si inserisce.
 */
export type AnagraficaInput = {
  /** Codici ISTAT degli stati (100 Italia, 999 apolide). */
  cittadinanze?: Array<string>;
  /** Codice fiscale, codice provvisorio, STP o ENI. */
  codiceFiscale?: string | null | undefined;
  /** Cognome; manca per chi non ne ha. */
  cognome?: string | null | undefined;
  /** Data di nascita, `1986-07-11` o `11/07/1986`, con 01 per ciò che non è noto. */
  dataNascita?: string | null | undefined;
  /** Data dello stato demografico. */
  dataStatoDemografico?: string | null | undefined;
  /** Elenco INDICATORE_CF: `CALCOLATO`, `MINISTERIALE`, `NON_DISPONIBILE`. */
  indicatoreCf: string;
  /** Luogo di nascita. */
  luogoNascita?: LuogoNascitaInput | null | undefined;
  /** Nome; manca per chi non ne ha. */
  nome?: string | null | undefined;
  /** `GIORNO` (se non indicato), `MESE` o `ANNO`: quanto ne è noto. */
  precisioneNascita?: string | null | undefined;
  /** `M` o `F`. */
  sesso?: string | null | undefined;
  /** Elenco STATO_DEMOGRAFICO. */
  statoDemografico?: string | null | undefined;
};

/** Apertura di un accesso di emergenza. */
export type ApriAccessoEmergenzaInput = {
  /** Codice fiscale della persona, per intero. */
  codiceFiscale: string;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Elenco MOTIVO_EMERGENZA. */
  motivo: string;
  /** Perché, con parole proprie: almeno 20 caratteri. */
  spiegazione: string;
};

/** Assegnazione. */
export type AssegnaSegnalazioneInput = {
  /** L'operatore che dovrà seguirla. */
  assegnatario: string | number;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Numero dell'incarico con cui la riceve; si può tacere se uno solo dei suoi riceve assegnazioni. */
  incarico?: number | null | undefined;
  /** Parole per lui. */
  nota?: string | null | undefined;
  /** La segnalazione. */
  segnalazione: string | number;
  /** Versione della segnalazione su cui è stato compilato il modulo. */
  versione?: number | null | undefined;
};

/** Dati da cui si calcola un codice fiscale. */
export type CalcolaCodiceFiscaleInput = {
  /** Codice catastale del comune di nascita, o dello stato estero (Znnn). */
  codiceLuogo?: string | null | undefined;
  /** Cognome alla nascita. */
  cognome?: string | null | undefined;
  /** Data di nascita, `2024-10-21` o `21/10/2024`. */
  dataNascita?: string | null | undefined;
  /** Tutti i nomi. */
  nome?: string | null | undefined;
  /** `M` o `F`. */
  sesso?: string | null | undefined;
};

/** Fine di un incarico. */
export type CessaIncaricoInput = {
  /** Ultimo giorno, `2024-10-21` o `21/10/2024`; il giorno prima del primo, se non deve valere affatto. */
  al: string;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Numero dell'incarico. */
  incarico: number;
  /** Perché. */
  motivo: string;
  /** L'operatore. */
  operatore: string | number;
  /** Versione mostrata dell'operatore. */
  versione?: number | null | undefined;
};

/** Fine di un'unità. */
export type CessaUnitaInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** L'unità. */
  unita: string | number;
  /** Versione mostrata dell'unità. */
  versione?: number | null | undefined;
};

/** Chiusura anticipata di un accesso di emergenza. */
export type ChiudiAccessoEmergenzaInput = {
  /** L'accesso. */
  accesso: string | number;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Versione mostrata. */
  versione?: number | null | undefined;
};

/** Chiusura di un avviso. */
export type ChiudiAvvisoInput = {
  /** Quale. */
  avviso: string | number;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Che cosa ne è risultato. */
  esito: EsitoAvviso;
  /** Come si è giunti all'esito. */
  nota: string;
  /** `versione` dell'avviso come è stato letto. */
  versione: number;
};

/** Chiusura. */
export type ChiudiPraticaInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** La segnalazione. */
  segnalazione: string | number;
  /** Versione della segnalazione mostrata. */
  versione?: number | null | undefined;
};

/** Concessione di lettura a un'altra unità. */
export type ConcediAccessoInput = {
  /** Ultimo giorno. */
  al: string;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Primo giorno, `2024-10-21` o `21/10/2024`; se manca, oggi. */
  dal?: string | null | undefined;
  /** Perché. */
  motivo: string;
  /** La segnalazione. */
  segnalazione: string | number;
  /** Annotazioni che potrà leggere (elenco SEZIONE): le ordinarie sempre, le riservate se indicate. */
  sezioni?: Array<string> | null | undefined;
  /** L'unità che potrà leggerla. */
  unita: string | number;
  /** Versione della segnalazione mostrata. */
  versione?: number | null | undefined;
};

/** Altro incarico di un operatore. Si aggiunge a quelli che ha, quali che siano: non si dice con quale versione. */
export type ConferisciIncaricoInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** L'incarico. */
  incarico: IncaricoInput;
  /** L'operatore. */
  operatore: string | number;
};

/** «Confronto Nucleo con Anagrafe». */
export type ConfrontaNucleoInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Numero della pratica per cui si interroga ANPR. */
  motivo: string;
  /** Il soggetto. */
  soggetto: string | number;
  /** Versione del nucleo anagrafe mostrato. */
  versione?: number | null | undefined;
};

/** Ricerca in ANPR. */
export type ConsultaAnprInput = {
  /** Codice fiscale, l'unico parametro. */
  codiceFiscale: string;
  /** Identificativo della richiesta, creato dal client: ripeterla con lo stesso non interroga due volte. */
  comando: string;
  /** Numero della pratica per cui si interroga ANPR. */
  motivo: string;
};

/** Quanto un soggetto corrisponde a ciò che si è cercato. */
export type Corrispondenza =
  /** Parole intere, o l'identificativo stesso. */
  | 'ESATTA'
  /** Ciò che si è scritto ne è l'inizio. */
  | 'PREFISSO'
  /** A un errore di battitura di distanza, o stesso codice fiscale salvo omocodia. */
  | 'SIMILE';

/** Nuova segnalazione. */
export type CreaSegnalazioneInput = {
  /** Identificativo della richiesta, creato dal client: ripeterla con lo stesso non ne crea due. */
  comando: string;
  /** Che cosa è stato detto. */
  dettagli: DettagliSegnalazioneInput;
  /** Numero nel sistema da cui è ripresa. */
  numeroOriginario?: string | null | undefined;
  /** Il soggetto segnalato. */
  segnalato: string | number;
};

/** Che cosa si cerca. Il codice fiscale prevale sul resto, cognome e nome sui nomi in `testo`; la data restringe. */
export type CriteriInput = {
  /** Codice fiscale o il suo inizio. */
  codiceFiscale?: string | null | undefined;
  /** Cognome o il suo inizio. */
  cognome?: string | null | undefined;
  /** Data di nascita, `1986-07-11` o `11/07/1986`. */
  dataNascita?: string | null | undefined;
  /** Nome o il suo inizio. */
  nome?: string | null | undefined;
  /** Una riga: nomi in qualunque ordine, codice fiscale o il suo inizio, codice soggetto, data di nascita. */
  testo?: string | null | undefined;
};

/** Chi segnala, quando non ha una scheda. */
export type DatiSegnalanteInput = {
  /** Nome della persona o dell'ente. */
  denominazione: string;
  /** Come raggiungerlo. */
  recapito?: string | null | undefined;
};

/** «Dettagli» di una segnalazione, per intero. */
export type DettagliSegnalazioneInput = {
  /** Elenco CANALE. */
  canale: string;
  /** Giorno del contatto, `2024-10-21` o `21/10/2024`. */
  dataContatto: string;
  /** Chi segnala, se non ha una scheda. */
  datiSegnalante?: DatiSegnalanteInput | null | undefined;
  /** Elenco MOTIVO_SEGNALAZIONE. */
  motivo: string;
  /** Note; obbligatorie quando una voce è «altro». */
  note?: string | null | undefined;
  /** Chi segnala, se ha una scheda. */
  segnalante?: string | number | null | undefined;
  /** Elenco TIPO_SEGNALANTE. */
  tipoSegnalante: string;
  /** Elenco URGENZA. */
  urgenza: string;
};

/** Disabilitazione di un operatore. */
export type DisabilitaOperatoreInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Perché. */
  motivo: string;
  /** L'operatore. */
  operatore: string | number;
  /** Versione mostrata dell'operatore. */
  versione?: number | null | undefined;
};

/** Che cosa è stato di una richiesta. */
export type Esito =
  /** Eseguita ora. */
  | 'ESEGUITO'
  /** Era già stata eseguita: stesso identificativo, stesso contenuto. */
  | 'GIA_ESEGUITO'
  /** Rifiutata: nulla è cambiato, `rifiuti` dice perché. */
  | 'RIFIUTATO'
  /**
   * La scheda è cambiata dopo che il modulo era stato caricato: nulla è stato fatto, `intervenuti` dice che cosa è
   * successo nel frattempo.
   */
  | 'VERSIONE_SUPERATA';

/** Esito dell'esame di un avviso. */
export type EsitoAvviso =
  /** Un errore, e null'altro. */
  | 'ERRORE'
  /** Il lavoro lo richiedeva. */
  | 'GIUSTIFICATO'
  /** Non avrebbe potuto: passa a chi ne decide. */
  | 'VIOLAZIONE';

/** Quali letture; nulla significa tutte. */
export type FiltroLettureInput = {
  /** Prima di questo istante. */
  al?: string | null | undefined;
  /** Da questo istante. */
  dal?: string | null | undefined;
  /** Da parte di chi. */
  operatore?: string | number | null | undefined;
  /** In risposta a quale richiesta. */
  richiesta?: string | number | null | undefined;
  /** Di chi. */
  soggetto?: string | number | null | undefined;
};

/** Quali operatori; nulla significa tutti quelli che si amministrano. */
export type FiltroOperatoriInput = {
  /** Abilitati, o disabilitati. */
  abilitati?: boolean | null | undefined;
  /** Contano solo gli incarichi in vigore oggi; altrimenti anche quelli finiti e futuri. */
  inVigore?: boolean | null | undefined;
  /** Con un incarico in questo ruolo (elenco RUOLO). */
  ruolo?: string | null | undefined;
  /** Inizio di cognome e nome, in qualunque ordine. */
  testo?: string | null | undefined;
  /** Con un incarico in questa unità. */
  unita?: string | number | null | undefined;
};

/** Quali segnalazioni; nulla significa tutte. */
export type FiltroSegnalazioniInput = {
  /** Ultimo giorno del contatto. */
  al?: string | null | undefined;
  /** Assegnate a chi. */
  assegnatario?: string | number | null | undefined;
  /** Inserite da chi. */
  autore?: string | number | null | undefined;
  /** Primo giorno del contatto. */
  dal?: string | null | undefined;
  /** Distretto. */
  distretto?: string | number | null | undefined;
  /** Seguite ora da chi: l'assegnatario, altrimenti l'autore; le chiuse da nessuno. */
  inCaricoA?: string | number | null | undefined;
  /** Elenco MOTIVO_SEGNALAZIONE. */
  motivo?: string | null | undefined;
  /** Numero nel sistema precedente. */
  numeroOriginario?: string | null | undefined;
  /** Su chi. */
  segnalato?: string | number | null | undefined;
  /** Elenco STATO_SEGNALAZIONE. */
  stato?: string | null | undefined;
};

/** Import del soggetto consultato. */
export type ImportaSoggettoInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Identificativo della consultazione. */
  consultazione: string | number;
};

/** Incarico da conferire. */
export type IncaricoInput = {
  /** Ultimo giorno. */
  al?: string | null | undefined;
  /** Atto con cui è conferito. */
  atto: string;
  /** Primo giorno, `2024-10-21` o `21/10/2024`; se manca, oggi. */
  dal?: string | null | undefined;
  /** Profilo professionale. */
  profilo?: string | null | undefined;
  /** Apre le sezioni riservate. */
  riservati?: boolean | null | undefined;
  /** Ruolo (elenco RUOLO). */
  ruolo: string;
  /** Unità organizzativa. */
  unita: string | number;
};

/** Come si raggiunge l'ufficio di un'unità. */
export type IndicaRecapitoUnitaInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Telefono, posta, orari, in una riga; se manca, il recapito si toglie. */
  recapito?: string | null | undefined;
  /** L'unità. */
  unita: string | number;
  /** Versione mostrata dell'unità. */
  versione?: number | null | undefined;
};

/** Nuova unità. */
export type IstituisciUnitaInput = {
  /** Codice, per esempio `SIGESS_COM1`. */
  codice: string;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Descrizione. */
  descrizione: string;
  /** Unità superiore. */
  padre: string | number;
  /** Tipo (elenco TIPO_UO). */
  tipo: string;
};

/** Luogo di nascita: un comune, oppure uno stato estero, oppure una descrizione. */
export type LuogoNascitaInput = {
  /** Codice catastale del comune. */
  comune?: string | null | undefined;
  /** Descrizione, quando nessun archivio ha il luogo. */
  descrizione?: string | null | undefined;
  /** Località estera. */
  localita?: string | null | undefined;
  /** Codice catastale dello stato estero (Znnn). */
  stato?: string | null | undefined;
};

/** Dati anagrafici corretti. */
export type ModificaAnagraficaInput = {
  /** Dati anagrafici, per intero. */
  anagrafica: AnagraficaInput;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Perché vengono corretti. */
  motivo?: string | null | undefined;
  /** Il soggetto. */
  soggetto: string | number;
  /** Versione della scheda su cui è stato compilato il modulo. */
  versione?: number | null | undefined;
};

/** Recapiti. */
export type ModificaContattiInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Domicilio digitale. */
  domicilioDigitale?: string | null | undefined;
  /** E-mail. */
  email?: string | null | undefined;
  /** PEC. */
  pec?: string | null | undefined;
  /** Il soggetto. */
  soggetto: string | number;
  /** Telefoni, al più tre. */
  telefoni?: Array<string>;
  /** Versione della scheda su cui è stato compilato il modulo. */
  versione?: number | null | undefined;
};

/** Note del nucleo. */
export type ModificaNoteNucleoInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Il testo; vuoto per toglierle. */
  note: string;
  /** Il nucleo. */
  nucleo: string | number;
  /** Versione del nucleo su cui è stato compilato il modulo. */
  versione?: number | null | undefined;
};

/** Dettagli modificati. */
export type ModificaSegnalazioneInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** I dettagli, per intero. */
  dettagli: DettagliSegnalazioneInput;
  /** La segnalazione. */
  segnalazione: string | number;
  /** Versione della segnalazione su cui è stato compilato il modulo. */
  versione?: number | null | undefined;
};

/** «Nazione nascita». */
export type NazioneNascita =
  /** Estera. */
  | 'ESTERA'
  /** Italiana. */
  | 'ITALIANA';

/** Come il soggetto è entrato nell'anagrafe interna. */
export type OrigineSoggetto =
  /** Importato da ANPR. */
  | 'IMPORTATO'
  /** Inserito a mano. */
  | 'REGISTRATO';

/** Quanto è nota una data; il resto vale 01. */
export type PrecisioneData =
  /** Solo l'anno. */
  | 'ANNO'
  /** Per intero. */
  | 'GIORNO'
  /** Mese e anno. */
  | 'MESE';

/** Presa in esame di un avviso. */
export type PrendiAvvisoInput = {
  /** Quale. */
  avviso: string | number;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** `versione` dell'avviso come è stato letto. */
  versione: number;
};

/** Esito. */
export type RegistraEsitoInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Elenco ESITO_SEGNALAZIONE. */
  esito: string;
  /** Note. */
  note?: string | null | undefined;
  /** Di un duplicato, la segnalazione originale. */
  originale?: string | number | null | undefined;
  /** La segnalazione. */
  segnalazione: string | number;
  /** Versione della segnalazione mostrata. */
  versione?: number | null | undefined;
};

/** Indirizzo che vale da una data. */
export type RegistraIndirizzoInput = {
  /** CAP. */
  cap?: string | null | undefined;
  /** Numero civico. */
  civico?: string | null | undefined;
  /** Codice catastale del comune, o dello stato estero (Znnn). */
  codiceLuogo: string;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Primo giorno in cui vale. */
  dal: string;
  /** Località, all'estero; in Italia si ricava dal codice. */
  luogo?: string | null | undefined;
  /** Presso. */
  presso?: string | null | undefined;
  /** Il soggetto. */
  soggetto: string | number;
  /** Elenco TIPO_INDIRIZZO. */
  tipo: string;
  /** Versione della scheda su cui è stato compilato il modulo. */
  versione?: number | null | undefined;
  /** Via. */
  via: string;
};

/** Soggetto da inserire a mano. */
export type RegistraSoggettoInput = {
  /** Dati anagrafici. */
  anagrafica: AnagraficaInput;
  /** Identificativo della richiesta, creato dal client: ripeterla con lo stesso non la esegue due volte. */
  comando: string;
};

/** Restituzione. */
export type RestituisciSegnalazioneInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Elenco MOTIVO_RIASSEGNAZIONE. */
  motivo: string;
  /** Spiegazione. */
  nota?: string | null | undefined;
  /** La segnalazione. */
  segnalazione: string | number;
  /** Versione della segnalazione mostrata. */
  versione?: number | null | undefined;
};

/** Rettifica di un'annotazione. */
export type RettificaAnnotazioneInput = {
  /** L'annotazione. */
  annotazione: string | number;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Perché. */
  motivo: string;
  /** Il testo corretto; quello di prima resta leggibile. */
  testo: string;
  /** Versione dell'annotazione mostrata. */
  versione?: number | null | undefined;
};

/** Revoca di una concessione. */
export type RevocaAccessoInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Numero della concessione. */
  concessione: number;
  /** Perché. */
  motivo?: string | null | undefined;
  /** La segnalazione. */
  segnalazione: string | number;
  /** Versione della segnalazione mostrata. */
  versione?: number | null | undefined;
};

/** Nuova abilitazione di un operatore disabilitato. */
export type RiabilitaOperatoreInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Perché. */
  motivo: string;
  /** L'operatore. */
  operatore: string | number;
  /** Versione mostrata dell'operatore. */
  versione?: number | null | undefined;
};

/** Riapertura. */
export type RiapriPraticaInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Perché. */
  motivo: string;
  /** La segnalazione. */
  segnalazione: string | number;
  /** Versione della segnalazione mostrata. */
  versione?: number | null | undefined;
};

/** Riesame di un accesso di emergenza. */
export type RiesaminaAccessoEmergenzaInput = {
  /** L'accesso. */
  accesso: string | number;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Elenco ESITO_RIESAME. */
  esito: string;
  /** Note; obbligatorie se non è giustificato. */
  note?: string | null | undefined;
  /** Versione mostrata. */
  versione?: number | null | undefined;
};

/** Componente che esce. */
export type RimuoviComponenteInput = {
  /** Ultimo giorno. */
  al: string;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** La persona che esce. */
  componente: string | number;
  /** Elenco MOTIVO_USCITA_NUCLEO. */
  motivo: string;
  /** Il nucleo. */
  nucleo: string | number;
  /** Versione del nucleo su cui è stato compilato il modulo. */
  versione?: number | null | undefined;
};

/** Altra descrizione di un'unità. */
export type RinominaUnitaInput = {
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** La descrizione. */
  descrizione: string;
  /** L'unità. */
  unita: string | number;
  /** Versione mostrata dell'unità. */
  versione?: number | null | undefined;
};

/** Sesso. */
export type Sesso =
  /** Femmina. */
  | 'F'
  /** Maschio. */
  | 'M';

/** Stato di un avviso. */
export type StatoAvviso =
  /** Nessuno l'ha preso. */
  | 'APERTO'
  /** Ha un esito. */
  | 'CHIUSO'
  /** Qualcuno lo sta esaminando. */
  | 'IN_ESAME';

/** Stato civile che vale da una data («Storicizza dal»). */
export type StoricizzaStatoCivileInput = {
  /** Elenco STATO_CIVILE. */
  codice: string;
  /** Identificativo della richiesta, creato dal client. */
  comando: string;
  /** Primo giorno in cui vale. */
  dal: string;
  /** «Note - Stato Civile». */
  note?: string | null | undefined;
  /** Il soggetto. */
  soggetto: string | number;
  /** Versione della scheda su cui è stato compilato il modulo. */
  versione?: number | null | undefined;
};

/** Di chi è un blocco. */
export type TipoGruppo =
  /** Di un nucleo. */
  | 'NUCLEO'
  /** Di una persona. */
  | 'PERSONA';

/** Genere di un luogo di nascita. */
export type TipoLuogo =
  /** Comune italiano. */
  | 'COMUNE'
  /** Luogo descritto a parole. */
  | 'DESCRITTO'
  /** Stato estero. */
  | 'ESTERO';

/** Genere di una voce. */
export type TipoVoceQuadro =
  /** Segnalazione in mano a un operatore. */
  | 'ASSEGNAZIONE'
  /** Appartenenza a un nucleo in anagrafe. */
  | 'NUCLEO_ANAGRAFE'
  /** Appartenenza a un nucleo di fatto. */
  | 'NUCLEO_DI_FATTO'
  /** Segnalazione, nel giorno del contatto. */
  | 'SEGNALAZIONE';

export type IncaricoAmministratoFragment = { numero: number, profilo: string | null, dal: string | null, al: string | null, atto: string | null, riservati: boolean, inVigore: boolean, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } };

export type OperatoreAmministratoFragment = { codiceFiscale: string | null, versione: number, abilitato: boolean, operatore: { id: string, cognome: string | null, nome: string | null, nominativo: string }, incarichi: Array<{ numero: number, profilo: string | null, dal: string | null, al: string | null, atto: string | null, riservati: boolean, inVigore: boolean, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }>, storia: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { id: string, nominativo: string } | null, ruolo: { codice: string, descrizione: string } | null, unita: { etichetta: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }> };

export type UnitaAmministrataFragment = { id: string, versione: number | null, codice: string | null, descrizione: string | null, etichetta: string, recapito: string | null, cessata: boolean, tipo: { codice: string, descrizione: string } | null, padre: { id: string } | null };

export type OperatoriQueryVariables = Exact<{
  filtro: FiltroOperatoriInput;
  first: number;
  after?: string | null | undefined;
}>;


export type OperatoriQuery = { operatori: { edges: Array<{ node: { abilitato: boolean, operatore: { id: string, nominativo: string }, incarichi: Array<{ numero: number, inVigore: boolean, ruolo: { codice: string, descrizione: string }, unita: { etichetta: string } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OperatoreQueryVariables = Exact<{
  id: string | number;
}>;


export type OperatoreQuery = { operatore: { codiceFiscale: string | null, versione: number, abilitato: boolean, operatore: { id: string, cognome: string | null, nome: string | null, nominativo: string }, incarichi: Array<{ numero: number, profilo: string | null, dal: string | null, al: string | null, atto: string | null, riservati: boolean, inVigore: boolean, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }>, storia: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { id: string, nominativo: string } | null, ruolo: { codice: string, descrizione: string } | null, unita: { etichetta: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }> } | null };

export type SessioniOperatoreQueryVariables = Exact<{
  operatore: string | number;
}>;


export type SessioniOperatoreQuery = { sessioniOperatore: Array<{ id: string, gestore: string, livello: string, creata: string, vista: string, scade: string }> | null };

export type AlberoUnitaQueryVariables = Exact<{ [key: string]: never; }>;


export type AlberoUnitaQuery = { unitaOrganizzative: Array<{ id: string, versione: number | null, codice: string | null, descrizione: string | null, etichetta: string, recapito: string | null, cessata: boolean, tipo: { codice: string, descrizione: string } | null, padre: { id: string } | null }> };

export type AbilitaOperatoreMutationVariables = Exact<{
  input: AbilitaOperatoreInput;
}>;


export type AbilitaOperatoreMutation = { abilitaOperatore: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, operatore: { codiceFiscale: string | null, versione: number, abilitato: boolean, operatore: { id: string, cognome: string | null, nome: string | null, nominativo: string }, incarichi: Array<{ numero: number, profilo: string | null, dal: string | null, al: string | null, atto: string | null, riservati: boolean, inVigore: boolean, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }>, storia: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { id: string, nominativo: string } | null, ruolo: { codice: string, descrizione: string } | null, unita: { etichetta: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }> } | null } };

export type DisabilitaOperatoreMutationVariables = Exact<{
  input: DisabilitaOperatoreInput;
}>;


export type DisabilitaOperatoreMutation = { disabilitaOperatore: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, operatore: { codiceFiscale: string | null, versione: number, abilitato: boolean, operatore: { id: string, cognome: string | null, nome: string | null, nominativo: string }, incarichi: Array<{ numero: number, profilo: string | null, dal: string | null, al: string | null, atto: string | null, riservati: boolean, inVigore: boolean, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }>, storia: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { id: string, nominativo: string } | null, ruolo: { codice: string, descrizione: string } | null, unita: { etichetta: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }> } | null } };

export type RiabilitaOperatoreMutationVariables = Exact<{
  input: RiabilitaOperatoreInput;
}>;


export type RiabilitaOperatoreMutation = { riabilitaOperatore: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, operatore: { codiceFiscale: string | null, versione: number, abilitato: boolean, operatore: { id: string, cognome: string | null, nome: string | null, nominativo: string }, incarichi: Array<{ numero: number, profilo: string | null, dal: string | null, al: string | null, atto: string | null, riservati: boolean, inVigore: boolean, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }>, storia: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { id: string, nominativo: string } | null, ruolo: { codice: string, descrizione: string } | null, unita: { etichetta: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }> } | null } };

export type ConferisciIncaricoMutationVariables = Exact<{
  input: ConferisciIncaricoInput;
}>;


export type ConferisciIncaricoMutation = { conferisciIncarico: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, operatore: { codiceFiscale: string | null, versione: number, abilitato: boolean, operatore: { id: string, cognome: string | null, nome: string | null, nominativo: string }, incarichi: Array<{ numero: number, profilo: string | null, dal: string | null, al: string | null, atto: string | null, riservati: boolean, inVigore: boolean, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }>, storia: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { id: string, nominativo: string } | null, ruolo: { codice: string, descrizione: string } | null, unita: { etichetta: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }> } | null } };

export type CessaIncaricoMutationVariables = Exact<{
  input: CessaIncaricoInput;
}>;


export type CessaIncaricoMutation = { cessaIncarico: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, operatore: { codiceFiscale: string | null, versione: number, abilitato: boolean, operatore: { id: string, cognome: string | null, nome: string | null, nominativo: string }, incarichi: Array<{ numero: number, profilo: string | null, dal: string | null, al: string | null, atto: string | null, riservati: boolean, inVigore: boolean, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }>, storia: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { id: string, nominativo: string } | null, ruolo: { codice: string, descrizione: string } | null, unita: { etichetta: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }> } | null } };

export type TerminaSessioniOperatoreMutationVariables = Exact<{
  operatore: string | number;
  sessione?: string | null | undefined;
}>;


export type TerminaSessioniOperatoreMutation = { terminaSessioniOperatore: { esito: Esito, versione: number | null, aggiornato: boolean, terminate: number | null, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }> } };

export type IstituisciUnitaMutationVariables = Exact<{
  input: IstituisciUnitaInput;
}>;


export type IstituisciUnitaMutation = { istituisciUnita: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, unita: { id: string, versione: number | null, codice: string | null, descrizione: string | null, etichetta: string, recapito: string | null, cessata: boolean, tipo: { codice: string, descrizione: string } | null, padre: { id: string } | null } | null } };

export type RinominaUnitaMutationVariables = Exact<{
  input: RinominaUnitaInput;
}>;


export type RinominaUnitaMutation = { rinominaUnita: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, unita: { id: string, versione: number | null, codice: string | null, descrizione: string | null, etichetta: string, recapito: string | null, cessata: boolean, tipo: { codice: string, descrizione: string } | null, padre: { id: string } | null } | null } };

export type IndicaRecapitoUnitaMutationVariables = Exact<{
  input: IndicaRecapitoUnitaInput;
}>;


export type IndicaRecapitoUnitaMutation = { indicaRecapitoUnita: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, unita: { id: string, versione: number | null, codice: string | null, descrizione: string | null, etichetta: string, recapito: string | null, cessata: boolean, tipo: { codice: string, descrizione: string } | null, padre: { id: string } | null } | null } };

export type CessaUnitaMutationVariables = Exact<{
  input: CessaUnitaInput;
}>;


export type CessaUnitaMutation = { cessaUnita: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, unita: { id: string, versione: number | null, codice: string | null, descrizione: string | null, etichetta: string, recapito: string | null, cessata: boolean, tipo: { codice: string, descrizione: string } | null, padre: { id: string } | null } | null } };

export type UnAnnotazioneFragment = { id: string, versione: number, del: string, scrittaIl: string, sezione: { codice: string, descrizione: string }, ambito: { codice: string, descrizione: string } | null, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, testo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, rettifiche: Array<{ il: string, rettificataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, testoPrecedente: { testo: string | null, cancellazione: { quando: string, base: string } | null } }> };

export type AnnotazioniQueryVariables = Exact<{
  segnalazione: string | number;
  first: number;
  after?: string | null | undefined;
}>;


export type AnnotazioniQuery = { segnalazione: { id: string, annotazioni: { edges: Array<{ node: { id: string, versione: number, del: string, scrittaIl: string, sezione: { codice: string, descrizione: string }, ambito: { codice: string, descrizione: string } | null, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, testo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, rettifiche: Array<{ il: string, rettificataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, testoPrecedente: { testo: string | null, cancellazione: { quando: string, base: string } | null } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type AggiungiAnnotazioneMutationVariables = Exact<{
  input: AggiungiAnnotazioneInput;
}>;


export type AggiungiAnnotazioneMutation = { aggiungiAnnotazione: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, annotazione: { id: string } | null } };

export type RettificaAnnotazioneMutationVariables = Exact<{
  input: RettificaAnnotazioneInput;
}>;


export type RettificaAnnotazioneMutation = { rettificaAnnotazione: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, annotazione: { id: string, versione: number, del: string, scrittaIl: string, sezione: { codice: string, descrizione: string }, ambito: { codice: string, descrizione: string } | null, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, testo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, rettifiche: Array<{ il: string, rettificataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, testoPrecedente: { testo: string | null, cancellazione: { quando: string, base: string } | null } }> } | null } };

export type UnAvvisoFragment = { id: string, versione: number, genere: string, descrizione: string, spiegazione: string, riferimento: string, quando: string, quanti: number, soggetti: Array<string>, stato: StatoAvviso | null, operatore: { id: string, nominativo: string }, passi: Array<{ quando: string, stato: StatoAvviso, esito: EsitoAvviso | null, nota: string | null, autore: { id: string, nominativo: string } | null }> };

export type AvvisiQueryVariables = Exact<{
  stato?: StatoAvviso | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AvvisiQuery = { avvisi: { edges: Array<{ node: { id: string, descrizione: string, genere: string, riferimento: string, quando: string, quanti: number, stato: StatoAvviso | null, operatore: { id: string, nominativo: string }, passi: Array<{ esito: EsitoAvviso | null, autore: { nominativo: string } | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AvvisoQueryVariables = Exact<{
  id: string | number;
}>;


export type AvvisoQuery = { avviso: { id: string, versione: number, genere: string, descrizione: string, spiegazione: string, riferimento: string, quando: string, quanti: number, soggetti: Array<string>, stato: StatoAvviso | null, operatore: { id: string, nominativo: string }, passi: Array<{ quando: string, stato: StatoAvviso, esito: EsitoAvviso | null, nota: string | null, autore: { id: string, nominativo: string } | null }> } | null };

export type PrendiAvvisoMutationVariables = Exact<{
  input: PrendiAvvisoInput;
}>;


export type PrendiAvvisoMutation = { prendiAvviso: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, avviso: { id: string, versione: number, genere: string, descrizione: string, spiegazione: string, riferimento: string, quando: string, quanti: number, soggetti: Array<string>, stato: StatoAvviso | null, operatore: { id: string, nominativo: string }, passi: Array<{ quando: string, stato: StatoAvviso, esito: EsitoAvviso | null, nota: string | null, autore: { id: string, nominativo: string } | null }> } | null } };

export type ChiudiAvvisoMutationVariables = Exact<{
  input: ChiudiAvvisoInput;
}>;


export type ChiudiAvvisoMutation = { chiudiAvviso: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, avviso: { id: string, versione: number, genere: string, descrizione: string, spiegazione: string, riferimento: string, quando: string, quanti: number, soggetti: Array<string>, stato: StatoAvviso | null, operatore: { id: string, nominativo: string }, passi: Array<{ quando: string, stato: StatoAvviso, esito: EsitoAvviso | null, nota: string | null, autore: { id: string, nominativo: string } | null }> } | null } };

export type VoceFragment = { codice: string, descrizione: string };

export type SchedaFragment = { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null };

export type DatiAnagraficiFragment = { cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, nazioneNascita: NazioneNascita | null, codiceFiscale: string | null, cfValidato: boolean | null, idAnpr: string | null, dataStatoDemografico: string | null, luogoNascita: { tipo: TipoLuogo, codice: string | null, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, indicatoreCf: { codice: string, descrizione: string }, avvisiCodiceFiscale: Array<{ codice: string, messaggio: string }>, cittadinanze: Array<{ codice: string, descrizione: string }>, statoDemografico: { codice: string, descrizione: string } | null };

export type EventoFragment = { posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> };

export type RifiutatoFragment = { codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null };

export type LaSuaAperturaFragment = { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null };

export type IoQueryVariables = Exact<{ [key: string]: never; }>;


export type IoQuery = { io: { puoOperare: boolean, avvisiAperti: number, puoAprireEmergenze: boolean, puoRiesaminareEmergenze: boolean, ruolo: { codice: string, descrizione: string }, operatore: { id: string, nominativo: string }, unita: { id: string, etichetta: string } } };

export type CodificaQueryVariables = Exact<{
  lista: string;
}>;


export type CodificaQuery = { codifiche: Array<{ richiedeNota: boolean, codice: string, descrizione: string, padre: { codice: string, descrizione: string } | null, attributi: Array<{ nome: string, valore: string }> }> };

export type ComuniQueryVariables = Exact<{
  prefisso: string;
  alla?: string | null | undefined;
}>;


export type ComuniQuery = { comuni: Array<{ codice: string, denominazione: string, provincia: string, cap: string | null }> };

export type StatiEsteriQueryVariables = Exact<{
  prefisso: string;
}>;


export type StatiEsteriQuery = { statiEsteri: Array<{ codice: string, codiceIstat: string | null, denominazione: string, cittadinanza: boolean }> };

export type UnitaQueryVariables = Exact<{ [key: string]: never; }>;


export type UnitaQuery = { unitaOrganizzative: Array<{ id: string, etichetta: string, cessata: boolean }> };

export type AccessoInElencoFragment = { id: string, soggettoId: string, apertoIl: string, scade: string, chiusoIl: string | null, inCorso: boolean, secondiRimasti: number, daRiesaminare: boolean, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, operatore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, motivo: { codice: string, descrizione: string }, riesame: { esito: { codice: string, descrizione: string } } | null };

export type UnAccessoFragment = { versione: number, id: string, soggettoId: string, apertoIl: string, scade: string, chiusoIl: string | null, inCorso: boolean, secondiRimasti: number, daRiesaminare: boolean, spiegazione: { testo: string | null, cancellazione: { quando: string, base: string } | null }, riesami: Array<{ il: string, da: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, esito: { codice: string, descrizione: string }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null }>, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, operatore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, motivo: { codice: string, descrizione: string }, riesame: { esito: { codice: string, descrizione: string } } | null };

export type AccessiEmergenzaQueryVariables = Exact<{
  daRiesaminare?: boolean | null | undefined;
  propri?: boolean | null | undefined;
  scheda?: string | number | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AccessiEmergenzaQuery = { accessiEmergenza: { nodes: Array<{ id: string, soggettoId: string, apertoIl: string, scade: string, chiusoIl: string | null, inCorso: boolean, secondiRimasti: number, daRiesaminare: boolean, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, operatore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, motivo: { codice: string, descrizione: string }, riesame: { esito: { codice: string, descrizione: string } } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AccessoEmergenzaQueryVariables = Exact<{
  id: string | number;
}>;


export type AccessoEmergenzaQuery = { accessoEmergenza: { versione: number, id: string, soggettoId: string, apertoIl: string, scade: string, chiusoIl: string | null, inCorso: boolean, secondiRimasti: number, daRiesaminare: boolean, spiegazione: { testo: string | null, cancellazione: { quando: string, base: string } | null }, riesami: Array<{ il: string, da: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, esito: { codice: string, descrizione: string }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null }>, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, operatore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, motivo: { codice: string, descrizione: string }, riesame: { esito: { codice: string, descrizione: string } } | null } | null };

export type EmergenzeDaRiesaminareQueryVariables = Exact<{ [key: string]: never; }>;


export type EmergenzeDaRiesaminareQuery = { io: { emergenzeDaRiesaminare: number } };

export type ApriAccessoEmergenzaMutationVariables = Exact<{
  input: ApriAccessoEmergenzaInput;
}>;


export type ApriAccessoEmergenzaMutation = { apriAccessoEmergenza: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, accesso: { id: string, soggettoId: string } | null } };

export type ChiudiAccessoEmergenzaMutationVariables = Exact<{
  input: ChiudiAccessoEmergenzaInput;
}>;


export type ChiudiAccessoEmergenzaMutation = { chiudiAccessoEmergenza: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, accesso: { id: string } | null } };

export type RiesaminaAccessoEmergenzaMutationVariables = Exact<{
  input: RiesaminaAccessoEmergenzaInput;
}>;


export type RiesaminaAccessoEmergenzaMutation = { riesaminaAccessoEmergenza: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, accesso: { versione: number, id: string, soggettoId: string, apertoIl: string, scade: string, chiusoIl: string | null, inCorso: boolean, secondiRimasti: number, daRiesaminare: boolean, spiegazione: { testo: string | null, cancellazione: { quando: string, base: string } | null }, riesami: Array<{ il: string, da: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, esito: { codice: string, descrizione: string }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null }>, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, operatore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, motivo: { codice: string, descrizione: string }, riesame: { esito: { codice: string, descrizione: string } } | null } | null } };

export type UltimoSoggettoQueryVariables = Exact<{
  id: string | number;
}>;


export type UltimoSoggettoQuery = { soggetto: { id: string, codice: number | null, anagrafica: { nominativo: string, dataNascita: string | null, precisioneNascita: PrecisioneData | null } | null } | null };

export type RigaLetturaFragment = { quando: string, richiesta: string, operazione: string | null, incarico: number | null, sessione: string | null, indirizzo: string | null, livello: string, categorie: Array<string>, operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string }, dettagli: Array<{ accesso: string, esito: string, titolo: string | null, emergenza: string | null, soggetti: Array<string>, segnalazioni: Array<string>, nuclei: Array<string>, consultazioni: Array<string> }> };

export type MieLettureQueryVariables = Exact<{
  dal?: string | null | undefined;
  al?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type MieLettureQuery = { mieLetture: { edges: Array<{ node: { quando: string, richiesta: string, operazione: string | null, incarico: number | null, sessione: string | null, indirizzo: string | null, livello: string, categorie: Array<string>, operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string }, dettagli: Array<{ accesso: string, esito: string, titolo: string | null, emergenza: string | null, soggetti: Array<string>, segnalazioni: Array<string>, nuclei: Array<string>, consultazioni: Array<string> }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LettureQueryVariables = Exact<{
  filtro: FiltroLettureInput;
  first: number;
  after?: string | null | undefined;
}>;


export type LettureQuery = { letture: { edges: Array<{ node: { quando: string, richiesta: string, operazione: string | null, incarico: number | null, sessione: string | null, indirizzo: string | null, livello: string, categorie: Array<string>, operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string }, dettagli: Array<{ accesso: string, esito: string, titolo: string | null, emergenza: string | null, soggetti: Array<string>, segnalazioni: Array<string>, nuclei: Array<string>, consultazioni: Array<string> }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LettureSubiteQueryVariables = Exact<{
  soggetto: string | number;
  dal?: string | null | undefined;
  al?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type LettureSubiteQuery = { lettureSubite: { edges: Array<{ node: { quando: string, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string }, modi: Array<{ accesso: string, esito: string, titolo: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type InteressatoQueryVariables = Exact<{
  codiceFiscale: string;
}>;


export type InteressatoQuery = { interessato: string | null };

export type UnNucleoFragment = { id: string, nome: string | null, versione: number, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, intestatario: { id: string }, componenti: Array<{ dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null }>, appartenenze: Array<{ dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null }> };

export type UnComponenteFragment = { dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null };

export type NucleiDiFattoQueryVariables = Exact<{
  soggetto: string | number;
}>;


export type NucleiDiFattoQuery = { nucleoDiFatto: Array<{ id: string, nome: string | null, versione: number, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, intestatario: { id: string }, componenti: Array<{ dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null }>, appartenenze: Array<{ dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null }> }> };

export type UnComponenteAnagrafeFragment = { id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null };

export type UnNucleoAnagrafeFragment = { versione: number, verificato: boolean, causa: { codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, componenti: Array<{ id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null }>, confronto: { numero: number, allineato: boolean, applicate: Array<{ codice: string, descrizione: string }>, provenienza: { consultatoIl: string, dataRiferimento: string }, differenze: Array<{ campi: Array<string>, tipo: { codice: string, descrizione: string }, qui: { id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null } | null, anagrafe: { id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null } | null }>, invariati: Array<{ id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null }> } | null };

export type NucleoAnagrafeQueryVariables = Exact<{
  soggetto: string | number;
}>;


export type NucleoAnagrafeQuery = { nucleoAnagrafe: { versione: number, verificato: boolean, causa: { codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, componenti: Array<{ id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null }>, confronto: { numero: number, allineato: boolean, applicate: Array<{ codice: string, descrizione: string }>, provenienza: { consultatoIl: string, dataRiferimento: string }, differenze: Array<{ campi: Array<string>, tipo: { codice: string, descrizione: string }, qui: { id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null } | null, anagrafe: { id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null } | null }>, invariati: Array<{ id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null }> } | null } | null };

export type AggiungiComponenteMutationVariables = Exact<{
  input: AggiungiComponenteInput;
}>;


export type AggiungiComponenteMutation = { aggiungiComponente: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, nucleo: { id: string, nome: string | null, versione: number, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, intestatario: { id: string }, componenti: Array<{ dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null }>, appartenenze: Array<{ dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null }> } | null } };

export type RimuoviComponenteMutationVariables = Exact<{
  input: RimuoviComponenteInput;
}>;


export type RimuoviComponenteMutation = { rimuoviComponente: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, nucleo: { id: string, nome: string | null, versione: number, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, intestatario: { id: string }, componenti: Array<{ dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null }>, appartenenze: Array<{ dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null }> } | null } };

export type ModificaNoteNucleoMutationVariables = Exact<{
  input: ModificaNoteNucleoInput;
}>;


export type ModificaNoteNucleoMutation = { modificaNoteNucleo: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, nucleo: { id: string, nome: string | null, versione: number, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, intestatario: { id: string }, componenti: Array<{ dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null }>, appartenenze: Array<{ dal: string, al: string | null, persona: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, relazione: { codice: string, descrizione: string } | null, motivoIngresso: { codice: string, descrizione: string } | null, motivoUscita: { codice: string, descrizione: string } | null }> } | null } };

export type ConfrontaNucleoMutationVariables = Exact<{
  input: ConfrontaNucleoInput;
}>;


export type ConfrontaNucleoMutation = { confrontaNucleo: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, nucleo: { versione: number, verificato: boolean, causa: { codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, componenti: Array<{ id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null }>, confronto: { numero: number, allineato: boolean, applicate: Array<{ codice: string, descrizione: string }>, provenienza: { consultatoIl: string, dataRiferimento: string }, differenze: Array<{ campi: Array<string>, tipo: { codice: string, descrizione: string }, qui: { id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null } | null, anagrafe: { id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null } | null }>, invariati: Array<{ id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null }> } | null } | null } };

export type AllineaNucleoMutationVariables = Exact<{
  input: AllineaNucleoInput;
}>;


export type AllineaNucleoMutation = { allineaNucleo: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, nucleo: { versione: number, verificato: boolean, causa: { codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, componenti: Array<{ id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null }>, confronto: { numero: number, allineato: boolean, applicate: Array<{ codice: string, descrizione: string }>, provenienza: { consultatoIl: string, dataRiferimento: string }, differenze: Array<{ campi: Array<string>, tipo: { codice: string, descrizione: string }, qui: { id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null } | null, anagrafe: { id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null } | null }>, invariati: Array<{ id: string, dal: string | null, scheda: { id: string, presente: boolean } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null, dataStatoDemografico: string | null, cfValidato: boolean | null, idAnpr: string | null, luogoNascita: { tipo: TipoLuogo, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, statoDemografico: { codice: string, descrizione: string } | null, indicatoreCf: { codice: string, descrizione: string }, cittadinanze: Array<{ descrizione: string }> } | null, relazione: { codice: string, descrizione: string } | null }> } | null } | null } };

export type QuadroQueryVariables = Exact<{
  soggetto: string | number;
  conNucleo: boolean;
  dal?: string | null | undefined;
  al?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type QuadroQuery = { quadroRiassuntivo: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, gruppi: Array<{ tipo: TipoGruppo, id: string, titolo: string, persona: { id: string, presente: boolean } | null, voci: Array<{ id: string, tipo: TipoVoceQuadro, descrizione: string, inizio: string, fine: string | null, istantanea: boolean, riferimento: string, codice: { codice: string, descrizione: string } | null, unita: { etichetta: string } | null, operatore: { nominativo: string } | null }> }> } };

export type CercaSoggettiQueryVariables = Exact<{
  criteri: CriteriInput;
  first: number;
  after?: string | null | undefined;
}>;


export type CercaSoggettiQuery = { cercaSoggetti: { edges: Array<{ cursor: string, node: { corrispondenza: Corrispondenza, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ConsultazioneFragment = { id: string, scade: string, anagrafica: { cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, nazioneNascita: NazioneNascita | null, codiceFiscale: string | null, cfValidato: boolean | null, idAnpr: string | null, dataStatoDemografico: string | null, luogoNascita: { tipo: TipoLuogo, codice: string | null, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, indicatoreCf: { codice: string, descrizione: string }, avvisiCodiceFiscale: Array<{ codice: string, messaggio: string }>, cittadinanze: Array<{ codice: string, descrizione: string }>, statoDemografico: { codice: string, descrizione: string } | null }, provenienza: { consultatoIl: string, dataRiferimento: string }, famiglia: Array<{ dal: string | null, relazione: { codice: string, descrizione: string } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null } }>, famigliaNonVerificata: { codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null } | null, soggettoEsistente: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null };

export type ConsultaAnprMutationVariables = Exact<{
  input: ConsultaAnprInput;
}>;


export type ConsultaAnprMutation = { consultaAnpr: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, consultazione: { id: string, scade: string, anagrafica: { cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, nazioneNascita: NazioneNascita | null, codiceFiscale: string | null, cfValidato: boolean | null, idAnpr: string | null, dataStatoDemografico: string | null, luogoNascita: { tipo: TipoLuogo, codice: string | null, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, indicatoreCf: { codice: string, descrizione: string }, avvisiCodiceFiscale: Array<{ codice: string, messaggio: string }>, cittadinanze: Array<{ codice: string, descrizione: string }>, statoDemografico: { codice: string, descrizione: string } | null }, provenienza: { consultatoIl: string, dataRiferimento: string }, famiglia: Array<{ dal: string | null, relazione: { codice: string, descrizione: string } | null, anagrafica: { cognome: string | null, nome: string | null, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, codiceFiscale: string | null } }>, famigliaNonVerificata: { codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null } | null, soggettoEsistente: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null } | null } };

export type ImportaSoggettoMutationVariables = Exact<{
  input: ImportaSoggettoInput;
}>;


export type ImportaSoggettoMutation = { importaSoggetto: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, soggetto: { id: string } | null } };

export type InElencoFragment = { id: string, numero: string, creataIl: string, dataContatto: string, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { id: string, nominativo: string }, unita: { etichetta: string }, responsabile: { id: string, nominativo: string } | null, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, stato: { codice: string, descrizione: string } };

export type SegnalazioniQueryVariables = Exact<{
  filtro?: FiltroSegnalazioniInput | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SegnalazioniQuery = { segnalazioni: { edges: Array<{ node: { id: string, numero: string, creataIl: string, dataContatto: string, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { id: string, nominativo: string }, unita: { etichetta: string }, responsabile: { id: string, nominativo: string } | null, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, stato: { codice: string, descrizione: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UnaNotaFragment = { testo: string | null, cancellazione: { quando: string, base: string } | null };

export type UnEsitoFragment = { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null };

export type UnIncaricoFragment = { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } };

export type UnaConcessioneFragment = { numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null };

export type PraticaFragment = { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> };

export type SegnalazioneQueryVariables = Exact<{
  id: string | number;
}>;


export type SegnalazioneQuery = { segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null };

export type RiferimentoSegnalazioneQueryVariables = Exact<{
  numero: string;
}>;


export type RiferimentoSegnalazioneQuery = { segnalazione: { id: string, numero: string | null } | null };

export type OperatoriAbilitatiQueryVariables = Exact<{
  testo?: string | null | undefined;
}>;


export type OperatoriAbilitatiQuery = { operatoriAbilitati: Array<{ id: string, nominativo: string, incarichiAssegnabili: Array<{ numero: number, ruolo: { codice: string, descrizione: string }, unita: { etichetta: string } }> }> };

export type CreaSegnalazioneMutationVariables = Exact<{
  input: CreaSegnalazioneInput;
}>;


export type CreaSegnalazioneMutation = { creaSegnalazione: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null } };

export type ModificaSegnalazioneMutationVariables = Exact<{
  input: ModificaSegnalazioneInput;
}>;


export type ModificaSegnalazioneMutation = { modificaSegnalazione: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null } };

export type AssegnaSegnalazioneMutationVariables = Exact<{
  input: AssegnaSegnalazioneInput;
}>;


export type AssegnaSegnalazioneMutation = { assegnaSegnalazione: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null } };

export type AccettaSegnalazioneMutationVariables = Exact<{
  input: AccettaSegnalazioneInput;
}>;


export type AccettaSegnalazioneMutation = { accettaSegnalazione: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null } };

export type RestituisciSegnalazioneMutationVariables = Exact<{
  input: RestituisciSegnalazioneInput;
}>;


export type RestituisciSegnalazioneMutation = { restituisciSegnalazione: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null } };

export type RegistraEsitoMutationVariables = Exact<{
  input: RegistraEsitoInput;
}>;


export type RegistraEsitoMutation = { registraEsito: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null } };

export type ChiudiPraticaMutationVariables = Exact<{
  input: ChiudiPraticaInput;
}>;


export type ChiudiPraticaMutation = { chiudiPratica: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null } };

export type RiapriPraticaMutationVariables = Exact<{
  input: RiapriPraticaInput;
}>;


export type RiapriPraticaMutation = { riapriPratica: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null } };

export type ConcediAccessoMutationVariables = Exact<{
  input: ConcediAccessoInput;
}>;


export type ConcediAccessoMutation = { concediAccesso: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null } };

export type RevocaAccessoMutationVariables = Exact<{
  input: RevocaAccessoInput;
}>;


export type RevocaAccessoMutation = { revocaAccesso: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, segnalazione: { id: string, numero: string | null, numeroOriginario: string | null, versione: number, creataIl: string, dataContatto: string, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, segnalato: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null }, autore: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, canale: { codice: string, descrizione: string }, motivo: { codice: string, descrizione: string }, urgenza: { codice: string, descrizione: string }, segnalante: { denominazione: string | null, recapito: string | null, tipo: { codice: string, descrizione: string }, soggetto: { id: string, presente: boolean, codice: number | null, cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, luogoNascita: string | null, codiceFiscale: string | null } | null, cancellazione: { quando: string, base: string } | null }, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, stato: { codice: string, descrizione: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } } | null, assegnazioni: Array<{ il: string, accettataIl: string | null, assegnatario: { operatore: { id: string, nominativo: string }, ruolo: { codice: string, descrizione: string }, unita: { id: string, etichetta: string } }, assegnante: { nominativo: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null, restituzione: { il: string, motivo: { codice: string, descrizione: string }, nota: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }>, chiusura: { il: string, autonomamente: boolean, chiusaDa: { nominativo: string }, esito: { esito: { codice: string, descrizione: string }, originale: { id: string, numero: string | null } | null, note: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null } | null, concessioni: Array<{ numero: number, dal: string, al: string, inVigore: boolean, concessaIl: string, unita: { etichetta: string }, sezioni: Array<{ codice: string, descrizione: string }>, concessaDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null }, revoca: { il: string, revocataDa: { nominativo: string }, motivo: { testo: string | null, cancellazione: { quando: string, base: string } | null } | null } | null }> } | null } };

export type SeguitoDaQueryVariables = Exact<{
  codiceFiscale: string;
}>;


export type SeguitoDaQuery = { seguitoDa: { soggetto: string, unita: Array<{ id: string, etichetta: string, recapito: string | null }> } | null };

export type FascicoloFragment = { id: string, codice: number | null, versione: number, origine: OrigineSoggetto, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, anagrafica: { cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, nazioneNascita: NazioneNascita | null, codiceFiscale: string | null, cfValidato: boolean | null, idAnpr: string | null, dataStatoDemografico: string | null, luogoNascita: { tipo: TipoLuogo, codice: string | null, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, indicatoreCf: { codice: string, descrizione: string }, avvisiCodiceFiscale: Array<{ codice: string, messaggio: string }>, cittadinanze: Array<{ codice: string, descrizione: string }>, statoDemografico: { codice: string, descrizione: string } | null } | null, cancellazione: { quando: string, base: string } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, contatti: { email: string | null, pec: string | null, domicilioDigitale: string | null, telefoni: Array<string>, cancellazione: { quando: string, base: string } | null } | null, statoCivile: { dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } } | null, statiCivili: Array<{ dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } }>, indirizzi: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }>, indirizziStorici: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }> };

export type UnoStatoCivileFragment = { dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } };

export type UnIndirizzoFragment = { dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } };

export type SoggettoQueryVariables = Exact<{
  id: string | number;
}>;


export type SoggettoQuery = { soggetto: { id: string, codice: number | null, versione: number, origine: OrigineSoggetto, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, anagrafica: { cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, nazioneNascita: NazioneNascita | null, codiceFiscale: string | null, cfValidato: boolean | null, idAnpr: string | null, dataStatoDemografico: string | null, luogoNascita: { tipo: TipoLuogo, codice: string | null, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, indicatoreCf: { codice: string, descrizione: string }, avvisiCodiceFiscale: Array<{ codice: string, messaggio: string }>, cittadinanze: Array<{ codice: string, descrizione: string }>, statoDemografico: { codice: string, descrizione: string } | null } | null, cancellazione: { quando: string, base: string } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, contatti: { email: string | null, pec: string | null, domicilioDigitale: string | null, telefoni: Array<string>, cancellazione: { quando: string, base: string } | null } | null, statoCivile: { dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } } | null, statiCivili: Array<{ dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } }>, indirizzi: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }>, indirizziStorici: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }> } | null };

export type ModificaContattiMutationVariables = Exact<{
  input: ModificaContattiInput;
}>;


export type ModificaContattiMutation = { modificaContatti: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, soggetto: { id: string, codice: number | null, versione: number, origine: OrigineSoggetto, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, anagrafica: { cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, nazioneNascita: NazioneNascita | null, codiceFiscale: string | null, cfValidato: boolean | null, idAnpr: string | null, dataStatoDemografico: string | null, luogoNascita: { tipo: TipoLuogo, codice: string | null, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, indicatoreCf: { codice: string, descrizione: string }, avvisiCodiceFiscale: Array<{ codice: string, messaggio: string }>, cittadinanze: Array<{ codice: string, descrizione: string }>, statoDemografico: { codice: string, descrizione: string } | null } | null, cancellazione: { quando: string, base: string } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, contatti: { email: string | null, pec: string | null, domicilioDigitale: string | null, telefoni: Array<string>, cancellazione: { quando: string, base: string } | null } | null, statoCivile: { dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } } | null, statiCivili: Array<{ dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } }>, indirizzi: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }>, indirizziStorici: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }> } | null } };

export type StoricizzaStatoCivileMutationVariables = Exact<{
  input: StoricizzaStatoCivileInput;
}>;


export type StoricizzaStatoCivileMutation = { storicizzaStatoCivile: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, soggetto: { id: string, codice: number | null, versione: number, origine: OrigineSoggetto, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, anagrafica: { cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, nazioneNascita: NazioneNascita | null, codiceFiscale: string | null, cfValidato: boolean | null, idAnpr: string | null, dataStatoDemografico: string | null, luogoNascita: { tipo: TipoLuogo, codice: string | null, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, indicatoreCf: { codice: string, descrizione: string }, avvisiCodiceFiscale: Array<{ codice: string, messaggio: string }>, cittadinanze: Array<{ codice: string, descrizione: string }>, statoDemografico: { codice: string, descrizione: string } | null } | null, cancellazione: { quando: string, base: string } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, contatti: { email: string | null, pec: string | null, domicilioDigitale: string | null, telefoni: Array<string>, cancellazione: { quando: string, base: string } | null } | null, statoCivile: { dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } } | null, statiCivili: Array<{ dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } }>, indirizzi: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }>, indirizziStorici: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }> } | null } };

export type ModificaAnagraficaMutationVariables = Exact<{
  input: ModificaAnagraficaInput;
}>;


export type ModificaAnagraficaMutation = { modificaAnagrafica: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, soggetto: { id: string, codice: number | null, versione: number, origine: OrigineSoggetto, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, anagrafica: { cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, nazioneNascita: NazioneNascita | null, codiceFiscale: string | null, cfValidato: boolean | null, idAnpr: string | null, dataStatoDemografico: string | null, luogoNascita: { tipo: TipoLuogo, codice: string | null, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, indicatoreCf: { codice: string, descrizione: string }, avvisiCodiceFiscale: Array<{ codice: string, messaggio: string }>, cittadinanze: Array<{ codice: string, descrizione: string }>, statoDemografico: { codice: string, descrizione: string } | null } | null, cancellazione: { quando: string, base: string } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, contatti: { email: string | null, pec: string | null, domicilioDigitale: string | null, telefoni: Array<string>, cancellazione: { quando: string, base: string } | null } | null, statoCivile: { dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } } | null, statiCivili: Array<{ dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } }>, indirizzi: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }>, indirizziStorici: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }> } | null } };

export type RegistraSoggettoMutationVariables = Exact<{
  input: RegistraSoggettoInput;
}>;


export type RegistraSoggettoMutation = { registraSoggetto: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, soggetto: { id: string, codice: number | null, versione: number, origine: OrigineSoggetto, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, anagrafica: { cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, nazioneNascita: NazioneNascita | null, codiceFiscale: string | null, cfValidato: boolean | null, idAnpr: string | null, dataStatoDemografico: string | null, luogoNascita: { tipo: TipoLuogo, codice: string | null, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, indicatoreCf: { codice: string, descrizione: string }, avvisiCodiceFiscale: Array<{ codice: string, messaggio: string }>, cittadinanze: Array<{ codice: string, descrizione: string }>, statoDemografico: { codice: string, descrizione: string } | null } | null, cancellazione: { quando: string, base: string } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, contatti: { email: string | null, pec: string | null, domicilioDigitale: string | null, telefoni: Array<string>, cancellazione: { quando: string, base: string } | null } | null, statoCivile: { dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } } | null, statiCivili: Array<{ dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } }>, indirizzi: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }>, indirizziStorici: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }> } | null } };

export type RegistraIndirizzoMutationVariables = Exact<{
  input: RegistraIndirizzoInput;
}>;


export type RegistraIndirizzoMutation = { registraIndirizzo: { esito: Esito, versione: number | null, aggiornato: boolean, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }>, intervenuti: Array<{ posizione: number, registratoIl: string, descrizione: string, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> }>, soggetto: { id: string, codice: number | null, versione: number, origine: OrigineSoggetto, apertura: { modificabile: boolean, emergenza: { id: string, scade: string, secondiRimasti: number } | null }, anagrafica: { cognome: string | null, nome: string | null, nominativo: string, sesso: Sesso | null, dataNascita: string | null, precisioneNascita: PrecisioneData | null, nazioneNascita: NazioneNascita | null, codiceFiscale: string | null, cfValidato: boolean | null, idAnpr: string | null, dataStatoDemografico: string | null, luogoNascita: { tipo: TipoLuogo, codice: string | null, denominazione: string | null, provincia: string | null, stato: string | null, localita: string | null } | null, indicatoreCf: { codice: string, descrizione: string }, avvisiCodiceFiscale: Array<{ codice: string, messaggio: string }>, cittadinanze: Array<{ codice: string, descrizione: string }>, statoDemografico: { codice: string, descrizione: string } | null } | null, cancellazione: { quando: string, base: string } | null, provenienza: { consultatoIl: string, dataRiferimento: string } | null, contatti: { email: string | null, pec: string | null, domicilioDigitale: string | null, telefoni: Array<string>, cancellazione: { quando: string, base: string } | null } | null, statoCivile: { dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } } | null, statiCivili: Array<{ dal: string, al: string | null, note: string | null, stato: { codice: string, descrizione: string } }>, indirizzi: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }>, indirizziStorici: Array<{ dal: string, codiceLuogo: string, luogo: string, provincia: string | null, cap: string | null, via: string, civico: string | null, presso: string | null, tipo: { codice: string, descrizione: string } }> } | null } };

export type CalcolaCodiceFiscaleQueryVariables = Exact<{
  input: CalcolaCodiceFiscaleInput;
}>;


export type CalcolaCodiceFiscaleQuery = { calcolaCodiceFiscale: { codiceFiscale: string | null, rifiuti: Array<{ codice: string, messaggio: string, campi: Array<string>, titolare: string | null, riferimento: string | null }> } };

export type StoriaQueryVariables = Exact<{
  soggetto?: string | number | null | undefined;
  segnalazione?: string | number | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type StoriaQuery = { storia: { edges: Array<{ node: { tipoScheda: string, posizione: number, registratoIl: string, descrizione: string, ruolo: { codice: string, descrizione: string } | null, unita: { etichetta: string } | null, operatore: { nominativo: string } | null, dettagli: Array<{ campo: string, prima: string | null, dopo: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const VoceFragmentDoc = new TypedDocumentString(`
    fragment Voce on Voce {
  codice
  descrizione
}
    `, {"fragmentName":"Voce"}) as unknown as TypedDocumentString<VoceFragment, unknown>;
export const IncaricoAmministratoFragmentDoc = new TypedDocumentString(`
    fragment IncaricoAmministrato on IncaricoOperatore {
  numero
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  profilo
  dal
  al
  atto
  riservati
  inVigore
}
    fragment Voce on Voce {
  codice
  descrizione
}`, {"fragmentName":"IncaricoAmministrato"}) as unknown as TypedDocumentString<IncaricoAmministratoFragment, unknown>;
export const EventoFragmentDoc = new TypedDocumentString(`
    fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
    `, {"fragmentName":"Evento"}) as unknown as TypedDocumentString<EventoFragment, unknown>;
export const OperatoreAmministratoFragmentDoc = new TypedDocumentString(`
    fragment OperatoreAmministrato on SchedaOperatore {
  operatore {
    id
    cognome
    nome
    nominativo
  }
  codiceFiscale
  versione
  abilitato
  incarichi {
    ...IncaricoAmministrato
  }
  storia {
    ...Evento
    operatore {
      id
    }
    ruolo {
      ...Voce
    }
    unita {
      etichetta
    }
  }
}
    fragment IncaricoAmministrato on IncaricoOperatore {
  numero
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  profilo
  dal
  al
  atto
  riservati
  inVigore
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}`, {"fragmentName":"OperatoreAmministrato"}) as unknown as TypedDocumentString<OperatoreAmministratoFragment, unknown>;
export const UnitaAmministrataFragmentDoc = new TypedDocumentString(`
    fragment UnitaAmministrata on UnitaOrganizzativa {
  id
  versione
  codice
  descrizione
  etichetta
  tipo {
    ...Voce
  }
  padre {
    id
  }
  recapito
  cessata
}
    fragment Voce on Voce {
  codice
  descrizione
}`, {"fragmentName":"UnitaAmministrata"}) as unknown as TypedDocumentString<UnitaAmministrataFragment, unknown>;
export const UnIncaricoFragmentDoc = new TypedDocumentString(`
    fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}`, {"fragmentName":"UnIncarico"}) as unknown as TypedDocumentString<UnIncaricoFragment, unknown>;
export const UnaNotaFragmentDoc = new TypedDocumentString(`
    fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
    `, {"fragmentName":"UnaNota"}) as unknown as TypedDocumentString<UnaNotaFragment, unknown>;
export const UnAnnotazioneFragmentDoc = new TypedDocumentString(`
    fragment UnAnnotazione on Annotazione {
  id
  versione
  sezione {
    ...Voce
  }
  ambito {
    ...Voce
  }
  del
  scrittaIl
  autore {
    ...UnIncarico
  }
  testo {
    ...UnaNota
  }
  rettifiche {
    il
    rettificataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
    testoPrecedente {
      ...UnaNota
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}`, {"fragmentName":"UnAnnotazione"}) as unknown as TypedDocumentString<UnAnnotazioneFragment, unknown>;
export const UnAvvisoFragmentDoc = new TypedDocumentString(`
    fragment UnAvviso on AvvisoLettura {
  id
  versione
  genere
  descrizione
  spiegazione
  riferimento
  quando
  quanti
  soggetti
  stato
  operatore {
    id
    nominativo
  }
  passi {
    quando
    stato
    esito
    nota
    autore {
      id
      nominativo
    }
  }
}
    `, {"fragmentName":"UnAvviso"}) as unknown as TypedDocumentString<UnAvvisoFragment, unknown>;
export const SchedaFragmentDoc = new TypedDocumentString(`
    fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
    `, {"fragmentName":"Scheda"}) as unknown as TypedDocumentString<SchedaFragment, unknown>;
export const AccessoInElencoFragmentDoc = new TypedDocumentString(`
    fragment AccessoInElenco on AccessoEmergenza {
  id
  soggettoId
  soggetto {
    ...Scheda
  }
  operatore {
    ...UnIncarico
  }
  motivo {
    ...Voce
  }
  apertoIl
  scade
  chiusoIl
  inCorso
  secondiRimasti
  daRiesaminare
  riesame {
    esito {
      ...Voce
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}`, {"fragmentName":"AccessoInElenco"}) as unknown as TypedDocumentString<AccessoInElencoFragment, unknown>;
export const UnAccessoFragmentDoc = new TypedDocumentString(`
    fragment UnAccesso on AccessoEmergenza {
  ...AccessoInElenco
  versione
  spiegazione {
    ...UnaNota
  }
  riesami {
    da {
      ...UnIncarico
    }
    il
    esito {
      ...Voce
    }
    note {
      ...UnaNota
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment AccessoInElenco on AccessoEmergenza {
  id
  soggettoId
  soggetto {
    ...Scheda
  }
  operatore {
    ...UnIncarico
  }
  motivo {
    ...Voce
  }
  apertoIl
  scade
  chiusoIl
  inCorso
  secondiRimasti
  daRiesaminare
  riesame {
    esito {
      ...Voce
    }
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}`, {"fragmentName":"UnAccesso"}) as unknown as TypedDocumentString<UnAccessoFragment, unknown>;
export const RigaLetturaFragmentDoc = new TypedDocumentString(`
    fragment RigaLettura on Lettura {
  quando
  richiesta
  operazione
  incarico
  sessione
  indirizzo
  livello
  categorie
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  dettagli {
    accesso
    esito
    titolo
    emergenza
    soggetti
    segnalazioni
    nuclei
    consultazioni
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}`, {"fragmentName":"RigaLettura"}) as unknown as TypedDocumentString<RigaLetturaFragment, unknown>;
export const UnComponenteFragmentDoc = new TypedDocumentString(`
    fragment UnComponente on ComponenteNucleo {
  persona {
    ...Scheda
  }
  relazione {
    ...Voce
  }
  motivoIngresso {
    ...Voce
  }
  dal
  al
  motivoUscita {
    ...Voce
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}`, {"fragmentName":"UnComponente"}) as unknown as TypedDocumentString<UnComponenteFragment, unknown>;
export const UnNucleoFragmentDoc = new TypedDocumentString(`
    fragment UnNucleo on NucleoDiFatto {
  id
  nome
  versione
  note {
    testo
    cancellazione {
      quando
      base
    }
  }
  intestatario {
    id
  }
  componenti {
    ...UnComponente
  }
  appartenenze {
    ...UnComponente
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment UnComponente on ComponenteNucleo {
  persona {
    ...Scheda
  }
  relazione {
    ...Voce
  }
  motivoIngresso {
    ...Voce
  }
  dal
  al
  motivoUscita {
    ...Voce
  }
}`, {"fragmentName":"UnNucleo"}) as unknown as TypedDocumentString<UnNucleoFragment, unknown>;
export const RifiutatoFragmentDoc = new TypedDocumentString(`
    fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
    `, {"fragmentName":"Rifiutato"}) as unknown as TypedDocumentString<RifiutatoFragment, unknown>;
export const UnComponenteAnagrafeFragmentDoc = new TypedDocumentString(`
    fragment UnComponenteAnagrafe on ComponenteAnagrafe {
  id
  scheda {
    id
    presente
  }
  anagrafica {
    cognome
    nome
    sesso
    dataNascita
    precisioneNascita
    codiceFiscale
    luogoNascita {
      tipo
      denominazione
      provincia
      stato
      localita
    }
    statoDemografico {
      ...Voce
    }
    dataStatoDemografico
    indicatoreCf {
      ...Voce
    }
    cfValidato
    cittadinanze {
      descrizione
    }
    idAnpr
  }
  relazione {
    ...Voce
  }
  dal
}
    fragment Voce on Voce {
  codice
  descrizione
}`, {"fragmentName":"UnComponenteAnagrafe"}) as unknown as TypedDocumentString<UnComponenteAnagrafeFragment, unknown>;
export const UnNucleoAnagrafeFragmentDoc = new TypedDocumentString(`
    fragment UnNucleoAnagrafe on NucleoAnagrafe {
  versione
  verificato
  causa {
    ...Rifiutato
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  componenti {
    ...UnComponenteAnagrafe
  }
  confronto {
    numero
    allineato
    applicate {
      ...Voce
    }
    provenienza {
      consultatoIl
      dataRiferimento
    }
    differenze {
      tipo {
        ...Voce
      }
      campi
      qui {
        ...UnComponenteAnagrafe
      }
      anagrafe {
        ...UnComponenteAnagrafe
      }
    }
    invariati {
      ...UnComponenteAnagrafe
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment UnComponenteAnagrafe on ComponenteAnagrafe {
  id
  scheda {
    id
    presente
  }
  anagrafica {
    cognome
    nome
    sesso
    dataNascita
    precisioneNascita
    codiceFiscale
    luogoNascita {
      tipo
      denominazione
      provincia
      stato
      localita
    }
    statoDemografico {
      ...Voce
    }
    dataStatoDemografico
    indicatoreCf {
      ...Voce
    }
    cfValidato
    cittadinanze {
      descrizione
    }
    idAnpr
  }
  relazione {
    ...Voce
  }
  dal
}`, {"fragmentName":"UnNucleoAnagrafe"}) as unknown as TypedDocumentString<UnNucleoAnagrafeFragment, unknown>;
export const DatiAnagraficiFragmentDoc = new TypedDocumentString(`
    fragment DatiAnagrafici on Anagrafica {
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  nazioneNascita
  luogoNascita {
    tipo
    codice
    denominazione
    provincia
    stato
    localita
  }
  codiceFiscale
  indicatoreCf {
    ...Voce
  }
  cfValidato
  avvisiCodiceFiscale {
    codice
    messaggio
  }
  idAnpr
  cittadinanze {
    codice
    descrizione
  }
  statoDemografico {
    ...Voce
  }
  dataStatoDemografico
}
    fragment Voce on Voce {
  codice
  descrizione
}`, {"fragmentName":"DatiAnagrafici"}) as unknown as TypedDocumentString<DatiAnagraficiFragment, unknown>;
export const ConsultazioneFragmentDoc = new TypedDocumentString(`
    fragment Consultazione on ConsultazioneAnpr {
  id
  scade
  anagrafica {
    ...DatiAnagrafici
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  famiglia {
    relazione {
      ...Voce
    }
    dal
    anagrafica {
      cognome
      nome
      sesso
      dataNascita
      precisioneNascita
      codiceFiscale
    }
  }
  famigliaNonVerificata {
    ...Rifiutato
  }
  soggettoEsistente {
    ...Scheda
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment DatiAnagrafici on Anagrafica {
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  nazioneNascita
  luogoNascita {
    tipo
    codice
    denominazione
    provincia
    stato
    localita
  }
  codiceFiscale
  indicatoreCf {
    ...Voce
  }
  cfValidato
  avvisiCodiceFiscale {
    codice
    messaggio
  }
  idAnpr
  cittadinanze {
    codice
    descrizione
  }
  statoDemografico {
    ...Voce
  }
  dataStatoDemografico
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`, {"fragmentName":"Consultazione"}) as unknown as TypedDocumentString<ConsultazioneFragment, unknown>;
export const InElencoFragmentDoc = new TypedDocumentString(`
    fragment InElenco on SegnalazioneInElenco {
  id
  numero
  segnalato {
    ...Scheda
  }
  creataIl
  dataContatto
  autore {
    id
    nominativo
  }
  unita {
    etichetta
  }
  responsabile {
    id
    nominativo
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  stato {
    ...Voce
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}`, {"fragmentName":"InElenco"}) as unknown as TypedDocumentString<InElencoFragment, unknown>;
export const LaSuaAperturaFragmentDoc = new TypedDocumentString(`
    fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
    `, {"fragmentName":"LaSuaApertura"}) as unknown as TypedDocumentString<LaSuaAperturaFragment, unknown>;
export const UnEsitoFragmentDoc = new TypedDocumentString(`
    fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}`, {"fragmentName":"UnEsito"}) as unknown as TypedDocumentString<UnEsitoFragment, unknown>;
export const UnaConcessioneFragmentDoc = new TypedDocumentString(`
    fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}`, {"fragmentName":"UnaConcessione"}) as unknown as TypedDocumentString<UnaConcessioneFragment, unknown>;
export const PraticaFragmentDoc = new TypedDocumentString(`
    fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}`, {"fragmentName":"Pratica"}) as unknown as TypedDocumentString<PraticaFragment, unknown>;
export const UnoStatoCivileFragmentDoc = new TypedDocumentString(`
    fragment UnoStatoCivile on StatoCivile {
  stato {
    ...Voce
  }
  dal
  al
  note
}
    fragment Voce on Voce {
  codice
  descrizione
}`, {"fragmentName":"UnoStatoCivile"}) as unknown as TypedDocumentString<UnoStatoCivileFragment, unknown>;
export const UnIndirizzoFragmentDoc = new TypedDocumentString(`
    fragment UnIndirizzo on Indirizzo {
  tipo {
    ...Voce
  }
  dal
  codiceLuogo
  luogo
  provincia
  cap
  via
  civico
  presso
}
    fragment Voce on Voce {
  codice
  descrizione
}`, {"fragmentName":"UnIndirizzo"}) as unknown as TypedDocumentString<UnIndirizzoFragment, unknown>;
export const FascicoloFragmentDoc = new TypedDocumentString(`
    fragment Fascicolo on Soggetto {
  id
  apertura {
    ...LaSuaApertura
  }
  codice
  versione
  origine
  anagrafica {
    ...DatiAnagrafici
  }
  cancellazione {
    quando
    base
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  contatti {
    email
    pec
    domicilioDigitale
    telefoni
    cancellazione {
      quando
      base
    }
  }
  statoCivile {
    ...UnoStatoCivile
  }
  statiCivili {
    ...UnoStatoCivile
  }
  indirizzi {
    ...UnIndirizzo
  }
  indirizziStorici {
    ...UnIndirizzo
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment DatiAnagrafici on Anagrafica {
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  nazioneNascita
  luogoNascita {
    tipo
    codice
    denominazione
    provincia
    stato
    localita
  }
  codiceFiscale
  indicatoreCf {
    ...Voce
  }
  cfValidato
  avvisiCodiceFiscale {
    codice
    messaggio
  }
  idAnpr
  cittadinanze {
    codice
    descrizione
  }
  statoDemografico {
    ...Voce
  }
  dataStatoDemografico
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnoStatoCivile on StatoCivile {
  stato {
    ...Voce
  }
  dal
  al
  note
}
fragment UnIndirizzo on Indirizzo {
  tipo {
    ...Voce
  }
  dal
  codiceLuogo
  luogo
  provincia
  cap
  via
  civico
  presso
}`, {"fragmentName":"Fascicolo"}) as unknown as TypedDocumentString<FascicoloFragment, unknown>;
export const OperatoriDocument = new TypedDocumentString(`
    query Operatori($filtro: FiltroOperatoriInput!, $first: Int!, $after: String) {
  operatori(filtro: $filtro, first: $first, after: $after) {
    edges {
      node {
        abilitato
        operatore {
          id
          nominativo
        }
        incarichi {
          numero
          inVigore
          ruolo {
            ...Voce
          }
          unita {
            etichetta
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}`) as unknown as TypedDocumentString<OperatoriQuery, OperatoriQueryVariables>;
export const OperatoreDocument = new TypedDocumentString(`
    query Operatore($id: ID!) {
  operatore(id: $id) {
    ...OperatoreAmministrato
  }
}
    fragment IncaricoAmministrato on IncaricoOperatore {
  numero
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  profilo
  dal
  al
  atto
  riservati
  inVigore
}
fragment OperatoreAmministrato on SchedaOperatore {
  operatore {
    id
    cognome
    nome
    nominativo
  }
  codiceFiscale
  versione
  abilitato
  incarichi {
    ...IncaricoAmministrato
  }
  storia {
    ...Evento
    operatore {
      id
    }
    ruolo {
      ...Voce
    }
    unita {
      etichetta
    }
  }
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}`) as unknown as TypedDocumentString<OperatoreQuery, OperatoreQueryVariables>;
export const SessioniOperatoreDocument = new TypedDocumentString(`
    query SessioniOperatore($operatore: ID!) {
  sessioniOperatore(operatore: $operatore) {
    id
    gestore
    livello
    creata
    vista
    scade
  }
}
    `) as unknown as TypedDocumentString<SessioniOperatoreQuery, SessioniOperatoreQueryVariables>;
export const AlberoUnitaDocument = new TypedDocumentString(`
    query AlberoUnita {
  unitaOrganizzative {
    ...UnitaAmministrata
  }
}
    fragment UnitaAmministrata on UnitaOrganizzativa {
  id
  versione
  codice
  descrizione
  etichetta
  tipo {
    ...Voce
  }
  padre {
    id
  }
  recapito
  cessata
}
fragment Voce on Voce {
  codice
  descrizione
}`) as unknown as TypedDocumentString<AlberoUnitaQuery, AlberoUnitaQueryVariables>;
export const AbilitaOperatoreDocument = new TypedDocumentString(`
    mutation AbilitaOperatore($input: AbilitaOperatoreInput!) {
  abilitaOperatore(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    operatore {
      ...OperatoreAmministrato
    }
  }
}
    fragment IncaricoAmministrato on IncaricoOperatore {
  numero
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  profilo
  dal
  al
  atto
  riservati
  inVigore
}
fragment OperatoreAmministrato on SchedaOperatore {
  operatore {
    id
    cognome
    nome
    nominativo
  }
  codiceFiscale
  versione
  abilitato
  incarichi {
    ...IncaricoAmministrato
  }
  storia {
    ...Evento
    operatore {
      id
    }
    ruolo {
      ...Voce
    }
    unita {
      etichetta
    }
  }
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<AbilitaOperatoreMutation, AbilitaOperatoreMutationVariables>;
export const DisabilitaOperatoreDocument = new TypedDocumentString(`
    mutation DisabilitaOperatore($input: DisabilitaOperatoreInput!) {
  disabilitaOperatore(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    operatore {
      ...OperatoreAmministrato
    }
  }
}
    fragment IncaricoAmministrato on IncaricoOperatore {
  numero
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  profilo
  dal
  al
  atto
  riservati
  inVigore
}
fragment OperatoreAmministrato on SchedaOperatore {
  operatore {
    id
    cognome
    nome
    nominativo
  }
  codiceFiscale
  versione
  abilitato
  incarichi {
    ...IncaricoAmministrato
  }
  storia {
    ...Evento
    operatore {
      id
    }
    ruolo {
      ...Voce
    }
    unita {
      etichetta
    }
  }
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<DisabilitaOperatoreMutation, DisabilitaOperatoreMutationVariables>;
export const RiabilitaOperatoreDocument = new TypedDocumentString(`
    mutation RiabilitaOperatore($input: RiabilitaOperatoreInput!) {
  riabilitaOperatore(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    operatore {
      ...OperatoreAmministrato
    }
  }
}
    fragment IncaricoAmministrato on IncaricoOperatore {
  numero
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  profilo
  dal
  al
  atto
  riservati
  inVigore
}
fragment OperatoreAmministrato on SchedaOperatore {
  operatore {
    id
    cognome
    nome
    nominativo
  }
  codiceFiscale
  versione
  abilitato
  incarichi {
    ...IncaricoAmministrato
  }
  storia {
    ...Evento
    operatore {
      id
    }
    ruolo {
      ...Voce
    }
    unita {
      etichetta
    }
  }
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<RiabilitaOperatoreMutation, RiabilitaOperatoreMutationVariables>;
export const ConferisciIncaricoDocument = new TypedDocumentString(`
    mutation ConferisciIncarico($input: ConferisciIncaricoInput!) {
  conferisciIncarico(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    operatore {
      ...OperatoreAmministrato
    }
  }
}
    fragment IncaricoAmministrato on IncaricoOperatore {
  numero
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  profilo
  dal
  al
  atto
  riservati
  inVigore
}
fragment OperatoreAmministrato on SchedaOperatore {
  operatore {
    id
    cognome
    nome
    nominativo
  }
  codiceFiscale
  versione
  abilitato
  incarichi {
    ...IncaricoAmministrato
  }
  storia {
    ...Evento
    operatore {
      id
    }
    ruolo {
      ...Voce
    }
    unita {
      etichetta
    }
  }
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<ConferisciIncaricoMutation, ConferisciIncaricoMutationVariables>;
export const CessaIncaricoDocument = new TypedDocumentString(`
    mutation CessaIncarico($input: CessaIncaricoInput!) {
  cessaIncarico(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    operatore {
      ...OperatoreAmministrato
    }
  }
}
    fragment IncaricoAmministrato on IncaricoOperatore {
  numero
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  profilo
  dal
  al
  atto
  riservati
  inVigore
}
fragment OperatoreAmministrato on SchedaOperatore {
  operatore {
    id
    cognome
    nome
    nominativo
  }
  codiceFiscale
  versione
  abilitato
  incarichi {
    ...IncaricoAmministrato
  }
  storia {
    ...Evento
    operatore {
      id
    }
    ruolo {
      ...Voce
    }
    unita {
      etichetta
    }
  }
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<CessaIncaricoMutation, CessaIncaricoMutationVariables>;
export const TerminaSessioniOperatoreDocument = new TypedDocumentString(`
    mutation TerminaSessioniOperatore($operatore: ID!, $sessione: UUID) {
  terminaSessioniOperatore(operatore: $operatore, sessione: $sessione) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    terminate
  }
}
    fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<TerminaSessioniOperatoreMutation, TerminaSessioniOperatoreMutationVariables>;
export const IstituisciUnitaDocument = new TypedDocumentString(`
    mutation IstituisciUnita($input: IstituisciUnitaInput!) {
  istituisciUnita(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    unita {
      ...UnitaAmministrata
    }
  }
}
    fragment UnitaAmministrata on UnitaOrganizzativa {
  id
  versione
  codice
  descrizione
  etichetta
  tipo {
    ...Voce
  }
  padre {
    id
  }
  recapito
  cessata
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<IstituisciUnitaMutation, IstituisciUnitaMutationVariables>;
export const RinominaUnitaDocument = new TypedDocumentString(`
    mutation RinominaUnita($input: RinominaUnitaInput!) {
  rinominaUnita(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    unita {
      ...UnitaAmministrata
    }
  }
}
    fragment UnitaAmministrata on UnitaOrganizzativa {
  id
  versione
  codice
  descrizione
  etichetta
  tipo {
    ...Voce
  }
  padre {
    id
  }
  recapito
  cessata
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<RinominaUnitaMutation, RinominaUnitaMutationVariables>;
export const IndicaRecapitoUnitaDocument = new TypedDocumentString(`
    mutation IndicaRecapitoUnita($input: IndicaRecapitoUnitaInput!) {
  indicaRecapitoUnita(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    unita {
      ...UnitaAmministrata
    }
  }
}
    fragment UnitaAmministrata on UnitaOrganizzativa {
  id
  versione
  codice
  descrizione
  etichetta
  tipo {
    ...Voce
  }
  padre {
    id
  }
  recapito
  cessata
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<IndicaRecapitoUnitaMutation, IndicaRecapitoUnitaMutationVariables>;
export const CessaUnitaDocument = new TypedDocumentString(`
    mutation CessaUnita($input: CessaUnitaInput!) {
  cessaUnita(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    unita {
      ...UnitaAmministrata
    }
  }
}
    fragment UnitaAmministrata on UnitaOrganizzativa {
  id
  versione
  codice
  descrizione
  etichetta
  tipo {
    ...Voce
  }
  padre {
    id
  }
  recapito
  cessata
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<CessaUnitaMutation, CessaUnitaMutationVariables>;
export const AnnotazioniDocument = new TypedDocumentString(`
    query Annotazioni($segnalazione: ID!, $first: Int!, $after: String) {
  segnalazione(id: $segnalazione) {
    id
    annotazioni(first: $first, after: $after) {
      edges {
        node {
          ...UnAnnotazione
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment UnAnnotazione on Annotazione {
  id
  versione
  sezione {
    ...Voce
  }
  ambito {
    ...Voce
  }
  del
  scrittaIl
  autore {
    ...UnIncarico
  }
  testo {
    ...UnaNota
  }
  rettifiche {
    il
    rettificataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
    testoPrecedente {
      ...UnaNota
    }
  }
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}`) as unknown as TypedDocumentString<AnnotazioniQuery, AnnotazioniQueryVariables>;
export const AggiungiAnnotazioneDocument = new TypedDocumentString(`
    mutation AggiungiAnnotazione($input: AggiungiAnnotazioneInput!) {
  aggiungiAnnotazione(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    annotazione {
      id
    }
  }
}
    fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<AggiungiAnnotazioneMutation, AggiungiAnnotazioneMutationVariables>;
export const RettificaAnnotazioneDocument = new TypedDocumentString(`
    mutation RettificaAnnotazione($input: RettificaAnnotazioneInput!) {
  rettificaAnnotazione(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    annotazione {
      ...UnAnnotazione
    }
  }
}
    fragment UnAnnotazione on Annotazione {
  id
  versione
  sezione {
    ...Voce
  }
  ambito {
    ...Voce
  }
  del
  scrittaIl
  autore {
    ...UnIncarico
  }
  testo {
    ...UnaNota
  }
  rettifiche {
    il
    rettificataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
    testoPrecedente {
      ...UnaNota
    }
  }
}
fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}`) as unknown as TypedDocumentString<RettificaAnnotazioneMutation, RettificaAnnotazioneMutationVariables>;
export const AvvisiDocument = new TypedDocumentString(`
    query Avvisi($stato: StatoAvviso, $first: Int!, $after: String) {
  avvisi(stato: $stato, first: $first, after: $after) {
    edges {
      node {
        id
        descrizione
        genere
        riferimento
        quando
        quanti
        stato
        operatore {
          id
          nominativo
        }
        passi {
          esito
          autore {
            nominativo
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AvvisiQuery, AvvisiQueryVariables>;
export const AvvisoDocument = new TypedDocumentString(`
    query Avviso($id: ID!) {
  avviso(id: $id) {
    ...UnAvviso
  }
}
    fragment UnAvviso on AvvisoLettura {
  id
  versione
  genere
  descrizione
  spiegazione
  riferimento
  quando
  quanti
  soggetti
  stato
  operatore {
    id
    nominativo
  }
  passi {
    quando
    stato
    esito
    nota
    autore {
      id
      nominativo
    }
  }
}`) as unknown as TypedDocumentString<AvvisoQuery, AvvisoQueryVariables>;
export const PrendiAvvisoDocument = new TypedDocumentString(`
    mutation PrendiAvviso($input: PrendiAvvisoInput!) {
  prendiAvviso(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    avviso {
      ...UnAvviso
    }
  }
}
    fragment UnAvviso on AvvisoLettura {
  id
  versione
  genere
  descrizione
  spiegazione
  riferimento
  quando
  quanti
  soggetti
  stato
  operatore {
    id
    nominativo
  }
  passi {
    quando
    stato
    esito
    nota
    autore {
      id
      nominativo
    }
  }
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<PrendiAvvisoMutation, PrendiAvvisoMutationVariables>;
export const ChiudiAvvisoDocument = new TypedDocumentString(`
    mutation ChiudiAvviso($input: ChiudiAvvisoInput!) {
  chiudiAvviso(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    avviso {
      ...UnAvviso
    }
  }
}
    fragment UnAvviso on AvvisoLettura {
  id
  versione
  genere
  descrizione
  spiegazione
  riferimento
  quando
  quanti
  soggetti
  stato
  operatore {
    id
    nominativo
  }
  passi {
    quando
    stato
    esito
    nota
    autore {
      id
      nominativo
    }
  }
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<ChiudiAvvisoMutation, ChiudiAvvisoMutationVariables>;
export const IoDocument = new TypedDocumentString(`
    query Io {
  io {
    puoOperare
    avvisiAperti
    puoAprireEmergenze
    puoRiesaminareEmergenze
    ruolo {
      ...Voce
    }
    operatore {
      id
      nominativo
    }
    unita {
      id
      etichetta
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}`) as unknown as TypedDocumentString<IoQuery, IoQueryVariables>;
export const CodificaDocument = new TypedDocumentString(`
    query Codifica($lista: String!) {
  codifiche(lista: $lista) {
    ...Voce
    richiedeNota
    padre {
      ...Voce
    }
    attributi {
      nome
      valore
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}`) as unknown as TypedDocumentString<CodificaQuery, CodificaQueryVariables>;
export const ComuniDocument = new TypedDocumentString(`
    query Comuni($prefisso: String!, $alla: Data) {
  comuni(prefisso: $prefisso, alla: $alla) {
    codice
    denominazione
    provincia
    cap
  }
}
    `) as unknown as TypedDocumentString<ComuniQuery, ComuniQueryVariables>;
export const StatiEsteriDocument = new TypedDocumentString(`
    query StatiEsteri($prefisso: String!) {
  statiEsteri(prefisso: $prefisso) {
    codice
    codiceIstat
    denominazione
    cittadinanza
  }
}
    `) as unknown as TypedDocumentString<StatiEsteriQuery, StatiEsteriQueryVariables>;
export const UnitaDocument = new TypedDocumentString(`
    query Unita {
  unitaOrganizzative {
    id
    etichetta
    cessata
  }
}
    `) as unknown as TypedDocumentString<UnitaQuery, UnitaQueryVariables>;
export const AccessiEmergenzaDocument = new TypedDocumentString(`
    query AccessiEmergenza($daRiesaminare: Boolean, $propri: Boolean, $scheda: ID, $first: Int!, $after: String) {
  accessiEmergenza(
    daRiesaminare: $daRiesaminare
    propri: $propri
    scheda: $scheda
    first: $first
    after: $after
  ) {
    nodes {
      ...AccessoInElenco
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment AccessoInElenco on AccessoEmergenza {
  id
  soggettoId
  soggetto {
    ...Scheda
  }
  operatore {
    ...UnIncarico
  }
  motivo {
    ...Voce
  }
  apertoIl
  scade
  chiusoIl
  inCorso
  secondiRimasti
  daRiesaminare
  riesame {
    esito {
      ...Voce
    }
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}`) as unknown as TypedDocumentString<AccessiEmergenzaQuery, AccessiEmergenzaQueryVariables>;
export const AccessoEmergenzaDocument = new TypedDocumentString(`
    query AccessoEmergenza($id: ID!) {
  accessoEmergenza(id: $id) {
    ...UnAccesso
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment AccessoInElenco on AccessoEmergenza {
  id
  soggettoId
  soggetto {
    ...Scheda
  }
  operatore {
    ...UnIncarico
  }
  motivo {
    ...Voce
  }
  apertoIl
  scade
  chiusoIl
  inCorso
  secondiRimasti
  daRiesaminare
  riesame {
    esito {
      ...Voce
    }
  }
}
fragment UnAccesso on AccessoEmergenza {
  ...AccessoInElenco
  versione
  spiegazione {
    ...UnaNota
  }
  riesami {
    da {
      ...UnIncarico
    }
    il
    esito {
      ...Voce
    }
    note {
      ...UnaNota
    }
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}`) as unknown as TypedDocumentString<AccessoEmergenzaQuery, AccessoEmergenzaQueryVariables>;
export const EmergenzeDaRiesaminareDocument = new TypedDocumentString(`
    query EmergenzeDaRiesaminare {
  io {
    emergenzeDaRiesaminare
  }
}
    `) as unknown as TypedDocumentString<EmergenzeDaRiesaminareQuery, EmergenzeDaRiesaminareQueryVariables>;
export const ApriAccessoEmergenzaDocument = new TypedDocumentString(`
    mutation ApriAccessoEmergenza($input: ApriAccessoEmergenzaInput!) {
  apriAccessoEmergenza(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    accesso {
      id
      soggettoId
    }
  }
}
    fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<ApriAccessoEmergenzaMutation, ApriAccessoEmergenzaMutationVariables>;
export const ChiudiAccessoEmergenzaDocument = new TypedDocumentString(`
    mutation ChiudiAccessoEmergenza($input: ChiudiAccessoEmergenzaInput!) {
  chiudiAccessoEmergenza(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    accesso {
      id
    }
  }
}
    fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<ChiudiAccessoEmergenzaMutation, ChiudiAccessoEmergenzaMutationVariables>;
export const RiesaminaAccessoEmergenzaDocument = new TypedDocumentString(`
    mutation RiesaminaAccessoEmergenza($input: RiesaminaAccessoEmergenzaInput!) {
  riesaminaAccessoEmergenza(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    accesso {
      ...UnAccesso
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment AccessoInElenco on AccessoEmergenza {
  id
  soggettoId
  soggetto {
    ...Scheda
  }
  operatore {
    ...UnIncarico
  }
  motivo {
    ...Voce
  }
  apertoIl
  scade
  chiusoIl
  inCorso
  secondiRimasti
  daRiesaminare
  riesame {
    esito {
      ...Voce
    }
  }
}
fragment UnAccesso on AccessoEmergenza {
  ...AccessoInElenco
  versione
  spiegazione {
    ...UnaNota
  }
  riesami {
    da {
      ...UnIncarico
    }
    il
    esito {
      ...Voce
    }
    note {
      ...UnaNota
    }
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}`) as unknown as TypedDocumentString<RiesaminaAccessoEmergenzaMutation, RiesaminaAccessoEmergenzaMutationVariables>;
export const UltimoSoggettoDocument = new TypedDocumentString(`
    query UltimoSoggetto($id: ID!) {
  soggetto(id: $id) {
    id
    codice
    anagrafica {
      nominativo
      dataNascita
      precisioneNascita
    }
  }
}
    `) as unknown as TypedDocumentString<UltimoSoggettoQuery, UltimoSoggettoQueryVariables>;
export const MieLettureDocument = new TypedDocumentString(`
    query MieLetture($dal: Istante, $al: Istante, $first: Int!, $after: String) {
  mieLetture(dal: $dal, al: $al, first: $first, after: $after) {
    edges {
      node {
        ...RigaLettura
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment RigaLettura on Lettura {
  quando
  richiesta
  operazione
  incarico
  sessione
  indirizzo
  livello
  categorie
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  dettagli {
    accesso
    esito
    titolo
    emergenza
    soggetti
    segnalazioni
    nuclei
    consultazioni
  }
}`) as unknown as TypedDocumentString<MieLettureQuery, MieLettureQueryVariables>;
export const LettureDocument = new TypedDocumentString(`
    query Letture($filtro: FiltroLettureInput!, $first: Int!, $after: String) {
  letture(filtro: $filtro, first: $first, after: $after) {
    edges {
      node {
        ...RigaLettura
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment RigaLettura on Lettura {
  quando
  richiesta
  operazione
  incarico
  sessione
  indirizzo
  livello
  categorie
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
  dettagli {
    accesso
    esito
    titolo
    emergenza
    soggetti
    segnalazioni
    nuclei
    consultazioni
  }
}`) as unknown as TypedDocumentString<LettureQuery, LettureQueryVariables>;
export const LettureSubiteDocument = new TypedDocumentString(`
    query LettureSubite($soggetto: ID!, $dal: Istante, $al: Istante, $first: Int!, $after: String) {
  lettureSubite(
    soggetto: $soggetto
    dal: $dal
    al: $al
    first: $first
    after: $after
  ) {
    edges {
      node {
        quando
        ruolo {
          ...Voce
        }
        unita {
          id
          etichetta
        }
        modi {
          accesso
          esito
          titolo
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}`) as unknown as TypedDocumentString<LettureSubiteQuery, LettureSubiteQueryVariables>;
export const InteressatoDocument = new TypedDocumentString(`
    query Interessato($codiceFiscale: String!) {
  interessato(codiceFiscale: $codiceFiscale)
}
    `) as unknown as TypedDocumentString<InteressatoQuery, InteressatoQueryVariables>;
export const NucleiDiFattoDocument = new TypedDocumentString(`
    query NucleiDiFatto($soggetto: ID!) {
  nucleoDiFatto(soggetto: $soggetto) {
    ...UnNucleo
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment UnNucleo on NucleoDiFatto {
  id
  nome
  versione
  note {
    testo
    cancellazione {
      quando
      base
    }
  }
  intestatario {
    id
  }
  componenti {
    ...UnComponente
  }
  appartenenze {
    ...UnComponente
  }
}
fragment UnComponente on ComponenteNucleo {
  persona {
    ...Scheda
  }
  relazione {
    ...Voce
  }
  motivoIngresso {
    ...Voce
  }
  dal
  al
  motivoUscita {
    ...Voce
  }
}`) as unknown as TypedDocumentString<NucleiDiFattoQuery, NucleiDiFattoQueryVariables>;
export const NucleoAnagrafeDocument = new TypedDocumentString(`
    query NucleoAnagrafe($soggetto: ID!) {
  nucleoAnagrafe(soggetto: $soggetto) {
    ...UnNucleoAnagrafe
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment UnComponenteAnagrafe on ComponenteAnagrafe {
  id
  scheda {
    id
    presente
  }
  anagrafica {
    cognome
    nome
    sesso
    dataNascita
    precisioneNascita
    codiceFiscale
    luogoNascita {
      tipo
      denominazione
      provincia
      stato
      localita
    }
    statoDemografico {
      ...Voce
    }
    dataStatoDemografico
    indicatoreCf {
      ...Voce
    }
    cfValidato
    cittadinanze {
      descrizione
    }
    idAnpr
  }
  relazione {
    ...Voce
  }
  dal
}
fragment UnNucleoAnagrafe on NucleoAnagrafe {
  versione
  verificato
  causa {
    ...Rifiutato
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  componenti {
    ...UnComponenteAnagrafe
  }
  confronto {
    numero
    allineato
    applicate {
      ...Voce
    }
    provenienza {
      consultatoIl
      dataRiferimento
    }
    differenze {
      tipo {
        ...Voce
      }
      campi
      qui {
        ...UnComponenteAnagrafe
      }
      anagrafe {
        ...UnComponenteAnagrafe
      }
    }
    invariati {
      ...UnComponenteAnagrafe
    }
  }
}`) as unknown as TypedDocumentString<NucleoAnagrafeQuery, NucleoAnagrafeQueryVariables>;
export const AggiungiComponenteDocument = new TypedDocumentString(`
    mutation AggiungiComponente($input: AggiungiComponenteInput!) {
  aggiungiComponente(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    nucleo {
      ...UnNucleo
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment UnNucleo on NucleoDiFatto {
  id
  nome
  versione
  note {
    testo
    cancellazione {
      quando
      base
    }
  }
  intestatario {
    id
  }
  componenti {
    ...UnComponente
  }
  appartenenze {
    ...UnComponente
  }
}
fragment UnComponente on ComponenteNucleo {
  persona {
    ...Scheda
  }
  relazione {
    ...Voce
  }
  motivoIngresso {
    ...Voce
  }
  dal
  al
  motivoUscita {
    ...Voce
  }
}`) as unknown as TypedDocumentString<AggiungiComponenteMutation, AggiungiComponenteMutationVariables>;
export const RimuoviComponenteDocument = new TypedDocumentString(`
    mutation RimuoviComponente($input: RimuoviComponenteInput!) {
  rimuoviComponente(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    nucleo {
      ...UnNucleo
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment UnNucleo on NucleoDiFatto {
  id
  nome
  versione
  note {
    testo
    cancellazione {
      quando
      base
    }
  }
  intestatario {
    id
  }
  componenti {
    ...UnComponente
  }
  appartenenze {
    ...UnComponente
  }
}
fragment UnComponente on ComponenteNucleo {
  persona {
    ...Scheda
  }
  relazione {
    ...Voce
  }
  motivoIngresso {
    ...Voce
  }
  dal
  al
  motivoUscita {
    ...Voce
  }
}`) as unknown as TypedDocumentString<RimuoviComponenteMutation, RimuoviComponenteMutationVariables>;
export const ModificaNoteNucleoDocument = new TypedDocumentString(`
    mutation ModificaNoteNucleo($input: ModificaNoteNucleoInput!) {
  modificaNoteNucleo(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    nucleo {
      ...UnNucleo
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment UnNucleo on NucleoDiFatto {
  id
  nome
  versione
  note {
    testo
    cancellazione {
      quando
      base
    }
  }
  intestatario {
    id
  }
  componenti {
    ...UnComponente
  }
  appartenenze {
    ...UnComponente
  }
}
fragment UnComponente on ComponenteNucleo {
  persona {
    ...Scheda
  }
  relazione {
    ...Voce
  }
  motivoIngresso {
    ...Voce
  }
  dal
  al
  motivoUscita {
    ...Voce
  }
}`) as unknown as TypedDocumentString<ModificaNoteNucleoMutation, ModificaNoteNucleoMutationVariables>;
export const ConfrontaNucleoDocument = new TypedDocumentString(`
    mutation ConfrontaNucleo($input: ConfrontaNucleoInput!) {
  confrontaNucleo(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    nucleo {
      ...UnNucleoAnagrafe
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment UnComponenteAnagrafe on ComponenteAnagrafe {
  id
  scheda {
    id
    presente
  }
  anagrafica {
    cognome
    nome
    sesso
    dataNascita
    precisioneNascita
    codiceFiscale
    luogoNascita {
      tipo
      denominazione
      provincia
      stato
      localita
    }
    statoDemografico {
      ...Voce
    }
    dataStatoDemografico
    indicatoreCf {
      ...Voce
    }
    cfValidato
    cittadinanze {
      descrizione
    }
    idAnpr
  }
  relazione {
    ...Voce
  }
  dal
}
fragment UnNucleoAnagrafe on NucleoAnagrafe {
  versione
  verificato
  causa {
    ...Rifiutato
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  componenti {
    ...UnComponenteAnagrafe
  }
  confronto {
    numero
    allineato
    applicate {
      ...Voce
    }
    provenienza {
      consultatoIl
      dataRiferimento
    }
    differenze {
      tipo {
        ...Voce
      }
      campi
      qui {
        ...UnComponenteAnagrafe
      }
      anagrafe {
        ...UnComponenteAnagrafe
      }
    }
    invariati {
      ...UnComponenteAnagrafe
    }
  }
}`) as unknown as TypedDocumentString<ConfrontaNucleoMutation, ConfrontaNucleoMutationVariables>;
export const AllineaNucleoDocument = new TypedDocumentString(`
    mutation AllineaNucleo($input: AllineaNucleoInput!) {
  allineaNucleo(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    nucleo {
      ...UnNucleoAnagrafe
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment UnComponenteAnagrafe on ComponenteAnagrafe {
  id
  scheda {
    id
    presente
  }
  anagrafica {
    cognome
    nome
    sesso
    dataNascita
    precisioneNascita
    codiceFiscale
    luogoNascita {
      tipo
      denominazione
      provincia
      stato
      localita
    }
    statoDemografico {
      ...Voce
    }
    dataStatoDemografico
    indicatoreCf {
      ...Voce
    }
    cfValidato
    cittadinanze {
      descrizione
    }
    idAnpr
  }
  relazione {
    ...Voce
  }
  dal
}
fragment UnNucleoAnagrafe on NucleoAnagrafe {
  versione
  verificato
  causa {
    ...Rifiutato
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  componenti {
    ...UnComponenteAnagrafe
  }
  confronto {
    numero
    allineato
    applicate {
      ...Voce
    }
    provenienza {
      consultatoIl
      dataRiferimento
    }
    differenze {
      tipo {
        ...Voce
      }
      campi
      qui {
        ...UnComponenteAnagrafe
      }
      anagrafe {
        ...UnComponenteAnagrafe
      }
    }
    invariati {
      ...UnComponenteAnagrafe
    }
  }
}`) as unknown as TypedDocumentString<AllineaNucleoMutation, AllineaNucleoMutationVariables>;
export const QuadroDocument = new TypedDocumentString(`
    query Quadro($soggetto: ID!, $conNucleo: Boolean!, $dal: Data, $al: Data, $after: String) {
  quadroRiassuntivo(
    soggetto: $soggetto
    conNucleo: $conNucleo
    dal: $dal
    al: $al
    after: $after
  ) {
    pageInfo {
      hasNextPage
      endCursor
    }
    gruppi {
      tipo
      id
      titolo
      persona {
        id
        presente
      }
      voci {
        id
        tipo
        descrizione
        codice {
          ...Voce
        }
        inizio
        fine
        istantanea
        riferimento
        unita {
          etichetta
        }
        operatore {
          nominativo
        }
      }
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}`) as unknown as TypedDocumentString<QuadroQuery, QuadroQueryVariables>;
export const CercaSoggettiDocument = new TypedDocumentString(`
    query CercaSoggetti($criteri: CriteriInput!, $first: Int!, $after: String) {
  cercaSoggetti(criteri: $criteri, first: $first, after: $after) {
    edges {
      cursor
      node {
        corrispondenza
        soggetto {
          ...Scheda
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}`) as unknown as TypedDocumentString<CercaSoggettiQuery, CercaSoggettiQueryVariables>;
export const ConsultaAnprDocument = new TypedDocumentString(`
    mutation ConsultaAnpr($input: ConsultaAnprInput!) {
  consultaAnpr(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    consultazione {
      ...Consultazione
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment DatiAnagrafici on Anagrafica {
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  nazioneNascita
  luogoNascita {
    tipo
    codice
    denominazione
    provincia
    stato
    localita
  }
  codiceFiscale
  indicatoreCf {
    ...Voce
  }
  cfValidato
  avvisiCodiceFiscale {
    codice
    messaggio
  }
  idAnpr
  cittadinanze {
    codice
    descrizione
  }
  statoDemografico {
    ...Voce
  }
  dataStatoDemografico
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment Consultazione on ConsultazioneAnpr {
  id
  scade
  anagrafica {
    ...DatiAnagrafici
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  famiglia {
    relazione {
      ...Voce
    }
    dal
    anagrafica {
      cognome
      nome
      sesso
      dataNascita
      precisioneNascita
      codiceFiscale
    }
  }
  famigliaNonVerificata {
    ...Rifiutato
  }
  soggettoEsistente {
    ...Scheda
  }
}`) as unknown as TypedDocumentString<ConsultaAnprMutation, ConsultaAnprMutationVariables>;
export const ImportaSoggettoDocument = new TypedDocumentString(`
    mutation ImportaSoggetto($input: ImportaSoggettoInput!) {
  importaSoggetto(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    soggetto {
      id
    }
  }
}
    fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<ImportaSoggettoMutation, ImportaSoggettoMutationVariables>;
export const SegnalazioniDocument = new TypedDocumentString(`
    query Segnalazioni($filtro: FiltroSegnalazioniInput, $first: Int!, $after: String) {
  segnalazioni(filtro: $filtro, first: $first, after: $after) {
    edges {
      node {
        ...InElenco
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment InElenco on SegnalazioneInElenco {
  id
  numero
  segnalato {
    ...Scheda
  }
  creataIl
  dataContatto
  autore {
    id
    nominativo
  }
  unita {
    etichetta
  }
  responsabile {
    id
    nominativo
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  stato {
    ...Voce
  }
}`) as unknown as TypedDocumentString<SegnalazioniQuery, SegnalazioniQueryVariables>;
export const SegnalazioneDocument = new TypedDocumentString(`
    query Segnalazione($id: ID!) {
  segnalazione(id: $id) {
    ...Pratica
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<SegnalazioneQuery, SegnalazioneQueryVariables>;
export const RiferimentoSegnalazioneDocument = new TypedDocumentString(`
    query RiferimentoSegnalazione($numero: String!) {
  segnalazione(numero: {numero: $numero}) {
    id
    numero
  }
}
    `) as unknown as TypedDocumentString<RiferimentoSegnalazioneQuery, RiferimentoSegnalazioneQueryVariables>;
export const OperatoriAbilitatiDocument = new TypedDocumentString(`
    query OperatoriAbilitati($testo: String) {
  operatoriAbilitati(testo: $testo) {
    id
    nominativo
    incarichiAssegnabili {
      numero
      ruolo {
        ...Voce
      }
      unita {
        etichetta
      }
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}`) as unknown as TypedDocumentString<OperatoriAbilitatiQuery, OperatoriAbilitatiQueryVariables>;
export const CreaSegnalazioneDocument = new TypedDocumentString(`
    mutation CreaSegnalazione($input: CreaSegnalazioneInput!) {
  creaSegnalazione(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    segnalazione {
      ...Pratica
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<CreaSegnalazioneMutation, CreaSegnalazioneMutationVariables>;
export const ModificaSegnalazioneDocument = new TypedDocumentString(`
    mutation ModificaSegnalazione($input: ModificaSegnalazioneInput!) {
  modificaSegnalazione(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    segnalazione {
      ...Pratica
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<ModificaSegnalazioneMutation, ModificaSegnalazioneMutationVariables>;
export const AssegnaSegnalazioneDocument = new TypedDocumentString(`
    mutation AssegnaSegnalazione($input: AssegnaSegnalazioneInput!) {
  assegnaSegnalazione(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    segnalazione {
      ...Pratica
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<AssegnaSegnalazioneMutation, AssegnaSegnalazioneMutationVariables>;
export const AccettaSegnalazioneDocument = new TypedDocumentString(`
    mutation AccettaSegnalazione($input: AccettaSegnalazioneInput!) {
  accettaSegnalazione(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    segnalazione {
      ...Pratica
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<AccettaSegnalazioneMutation, AccettaSegnalazioneMutationVariables>;
export const RestituisciSegnalazioneDocument = new TypedDocumentString(`
    mutation RestituisciSegnalazione($input: RestituisciSegnalazioneInput!) {
  restituisciSegnalazione(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    segnalazione {
      ...Pratica
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<RestituisciSegnalazioneMutation, RestituisciSegnalazioneMutationVariables>;
export const RegistraEsitoDocument = new TypedDocumentString(`
    mutation RegistraEsito($input: RegistraEsitoInput!) {
  registraEsito(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    segnalazione {
      ...Pratica
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<RegistraEsitoMutation, RegistraEsitoMutationVariables>;
export const ChiudiPraticaDocument = new TypedDocumentString(`
    mutation ChiudiPratica($input: ChiudiPraticaInput!) {
  chiudiPratica(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    segnalazione {
      ...Pratica
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<ChiudiPraticaMutation, ChiudiPraticaMutationVariables>;
export const RiapriPraticaDocument = new TypedDocumentString(`
    mutation RiapriPratica($input: RiapriPraticaInput!) {
  riapriPratica(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    segnalazione {
      ...Pratica
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<RiapriPraticaMutation, RiapriPraticaMutationVariables>;
export const ConcediAccessoDocument = new TypedDocumentString(`
    mutation ConcediAccesso($input: ConcediAccessoInput!) {
  concediAccesso(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    segnalazione {
      ...Pratica
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<ConcediAccessoMutation, ConcediAccessoMutationVariables>;
export const RevocaAccessoDocument = new TypedDocumentString(`
    mutation RevocaAccesso($input: RevocaAccessoInput!) {
  revocaAccesso(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    segnalazione {
      ...Pratica
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Scheda on SchedaSoggetto {
  id
  presente
  codice
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  luogoNascita
  codiceFiscale
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment UnaNota on Nota {
  testo
  cancellazione {
    quando
    base
  }
}
fragment UnEsito on EsitoSegnalazione {
  esito {
    ...Voce
  }
  originale {
    id
    numero
  }
  note {
    ...UnaNota
  }
}
fragment UnIncarico on Incarico {
  operatore {
    id
    nominativo
  }
  ruolo {
    ...Voce
  }
  unita {
    id
    etichetta
  }
}
fragment UnaConcessione on Concessione {
  numero
  unita {
    etichetta
  }
  sezioni {
    ...Voce
  }
  dal
  al
  inVigore
  concessaDa {
    nominativo
  }
  concessaIl
  motivo {
    ...UnaNota
  }
  revoca {
    il
    revocataDa {
      nominativo
    }
    motivo {
      ...UnaNota
    }
  }
}
fragment Pratica on Segnalazione {
  id
  apertura {
    ...LaSuaApertura
  }
  numero
  numeroOriginario
  versione
  creataIl
  segnalato {
    ...Scheda
  }
  autore {
    ...UnIncarico
  }
  dataContatto
  canale {
    ...Voce
  }
  motivo {
    ...Voce
  }
  urgenza {
    ...Voce
  }
  segnalante {
    tipo {
      ...Voce
    }
    soggetto {
      ...Scheda
    }
    denominazione
    recapito
    cancellazione {
      quando
      base
    }
  }
  note {
    ...UnaNota
  }
  stato {
    ...Voce
  }
  esito {
    ...UnEsito
  }
  assegnatario {
    ...UnIncarico
  }
  assegnazioni {
    assegnatario {
      ...UnIncarico
    }
    assegnante {
      nominativo
    }
    il
    nota {
      ...UnaNota
    }
    accettataIl
    restituzione {
      il
      motivo {
        ...Voce
      }
      nota {
        ...UnaNota
      }
    }
  }
  chiusura {
    il
    chiusaDa {
      nominativo
    }
    autonomamente
    esito {
      ...UnEsito
    }
  }
  concessioni {
    ...UnaConcessione
  }
}`) as unknown as TypedDocumentString<RevocaAccessoMutation, RevocaAccessoMutationVariables>;
export const SeguitoDaDocument = new TypedDocumentString(`
    query SeguitoDa($codiceFiscale: String!) {
  seguitoDa(codiceFiscale: $codiceFiscale) {
    soggetto
    unita {
      id
      etichetta
      recapito
    }
  }
}
    `) as unknown as TypedDocumentString<SeguitoDaQuery, SeguitoDaQueryVariables>;
export const SoggettoDocument = new TypedDocumentString(`
    query Soggetto($id: ID!) {
  soggetto(id: $id) {
    ...Fascicolo
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment DatiAnagrafici on Anagrafica {
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  nazioneNascita
  luogoNascita {
    tipo
    codice
    denominazione
    provincia
    stato
    localita
  }
  codiceFiscale
  indicatoreCf {
    ...Voce
  }
  cfValidato
  avvisiCodiceFiscale {
    codice
    messaggio
  }
  idAnpr
  cittadinanze {
    codice
    descrizione
  }
  statoDemografico {
    ...Voce
  }
  dataStatoDemografico
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment Fascicolo on Soggetto {
  id
  apertura {
    ...LaSuaApertura
  }
  codice
  versione
  origine
  anagrafica {
    ...DatiAnagrafici
  }
  cancellazione {
    quando
    base
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  contatti {
    email
    pec
    domicilioDigitale
    telefoni
    cancellazione {
      quando
      base
    }
  }
  statoCivile {
    ...UnoStatoCivile
  }
  statiCivili {
    ...UnoStatoCivile
  }
  indirizzi {
    ...UnIndirizzo
  }
  indirizziStorici {
    ...UnIndirizzo
  }
}
fragment UnoStatoCivile on StatoCivile {
  stato {
    ...Voce
  }
  dal
  al
  note
}
fragment UnIndirizzo on Indirizzo {
  tipo {
    ...Voce
  }
  dal
  codiceLuogo
  luogo
  provincia
  cap
  via
  civico
  presso
}`) as unknown as TypedDocumentString<SoggettoQuery, SoggettoQueryVariables>;
export const ModificaContattiDocument = new TypedDocumentString(`
    mutation ModificaContatti($input: ModificaContattiInput!) {
  modificaContatti(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    soggetto {
      ...Fascicolo
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment DatiAnagrafici on Anagrafica {
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  nazioneNascita
  luogoNascita {
    tipo
    codice
    denominazione
    provincia
    stato
    localita
  }
  codiceFiscale
  indicatoreCf {
    ...Voce
  }
  cfValidato
  avvisiCodiceFiscale {
    codice
    messaggio
  }
  idAnpr
  cittadinanze {
    codice
    descrizione
  }
  statoDemografico {
    ...Voce
  }
  dataStatoDemografico
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment Fascicolo on Soggetto {
  id
  apertura {
    ...LaSuaApertura
  }
  codice
  versione
  origine
  anagrafica {
    ...DatiAnagrafici
  }
  cancellazione {
    quando
    base
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  contatti {
    email
    pec
    domicilioDigitale
    telefoni
    cancellazione {
      quando
      base
    }
  }
  statoCivile {
    ...UnoStatoCivile
  }
  statiCivili {
    ...UnoStatoCivile
  }
  indirizzi {
    ...UnIndirizzo
  }
  indirizziStorici {
    ...UnIndirizzo
  }
}
fragment UnoStatoCivile on StatoCivile {
  stato {
    ...Voce
  }
  dal
  al
  note
}
fragment UnIndirizzo on Indirizzo {
  tipo {
    ...Voce
  }
  dal
  codiceLuogo
  luogo
  provincia
  cap
  via
  civico
  presso
}`) as unknown as TypedDocumentString<ModificaContattiMutation, ModificaContattiMutationVariables>;
export const StoricizzaStatoCivileDocument = new TypedDocumentString(`
    mutation StoricizzaStatoCivile($input: StoricizzaStatoCivileInput!) {
  storicizzaStatoCivile(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    soggetto {
      ...Fascicolo
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment DatiAnagrafici on Anagrafica {
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  nazioneNascita
  luogoNascita {
    tipo
    codice
    denominazione
    provincia
    stato
    localita
  }
  codiceFiscale
  indicatoreCf {
    ...Voce
  }
  cfValidato
  avvisiCodiceFiscale {
    codice
    messaggio
  }
  idAnpr
  cittadinanze {
    codice
    descrizione
  }
  statoDemografico {
    ...Voce
  }
  dataStatoDemografico
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment Fascicolo on Soggetto {
  id
  apertura {
    ...LaSuaApertura
  }
  codice
  versione
  origine
  anagrafica {
    ...DatiAnagrafici
  }
  cancellazione {
    quando
    base
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  contatti {
    email
    pec
    domicilioDigitale
    telefoni
    cancellazione {
      quando
      base
    }
  }
  statoCivile {
    ...UnoStatoCivile
  }
  statiCivili {
    ...UnoStatoCivile
  }
  indirizzi {
    ...UnIndirizzo
  }
  indirizziStorici {
    ...UnIndirizzo
  }
}
fragment UnoStatoCivile on StatoCivile {
  stato {
    ...Voce
  }
  dal
  al
  note
}
fragment UnIndirizzo on Indirizzo {
  tipo {
    ...Voce
  }
  dal
  codiceLuogo
  luogo
  provincia
  cap
  via
  civico
  presso
}`) as unknown as TypedDocumentString<StoricizzaStatoCivileMutation, StoricizzaStatoCivileMutationVariables>;
export const ModificaAnagraficaDocument = new TypedDocumentString(`
    mutation ModificaAnagrafica($input: ModificaAnagraficaInput!) {
  modificaAnagrafica(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    soggetto {
      ...Fascicolo
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment DatiAnagrafici on Anagrafica {
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  nazioneNascita
  luogoNascita {
    tipo
    codice
    denominazione
    provincia
    stato
    localita
  }
  codiceFiscale
  indicatoreCf {
    ...Voce
  }
  cfValidato
  avvisiCodiceFiscale {
    codice
    messaggio
  }
  idAnpr
  cittadinanze {
    codice
    descrizione
  }
  statoDemografico {
    ...Voce
  }
  dataStatoDemografico
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment Fascicolo on Soggetto {
  id
  apertura {
    ...LaSuaApertura
  }
  codice
  versione
  origine
  anagrafica {
    ...DatiAnagrafici
  }
  cancellazione {
    quando
    base
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  contatti {
    email
    pec
    domicilioDigitale
    telefoni
    cancellazione {
      quando
      base
    }
  }
  statoCivile {
    ...UnoStatoCivile
  }
  statiCivili {
    ...UnoStatoCivile
  }
  indirizzi {
    ...UnIndirizzo
  }
  indirizziStorici {
    ...UnIndirizzo
  }
}
fragment UnoStatoCivile on StatoCivile {
  stato {
    ...Voce
  }
  dal
  al
  note
}
fragment UnIndirizzo on Indirizzo {
  tipo {
    ...Voce
  }
  dal
  codiceLuogo
  luogo
  provincia
  cap
  via
  civico
  presso
}`) as unknown as TypedDocumentString<ModificaAnagraficaMutation, ModificaAnagraficaMutationVariables>;
export const RegistraSoggettoDocument = new TypedDocumentString(`
    mutation RegistraSoggetto($input: RegistraSoggettoInput!) {
  registraSoggetto(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    soggetto {
      ...Fascicolo
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment DatiAnagrafici on Anagrafica {
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  nazioneNascita
  luogoNascita {
    tipo
    codice
    denominazione
    provincia
    stato
    localita
  }
  codiceFiscale
  indicatoreCf {
    ...Voce
  }
  cfValidato
  avvisiCodiceFiscale {
    codice
    messaggio
  }
  idAnpr
  cittadinanze {
    codice
    descrizione
  }
  statoDemografico {
    ...Voce
  }
  dataStatoDemografico
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment Fascicolo on Soggetto {
  id
  apertura {
    ...LaSuaApertura
  }
  codice
  versione
  origine
  anagrafica {
    ...DatiAnagrafici
  }
  cancellazione {
    quando
    base
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  contatti {
    email
    pec
    domicilioDigitale
    telefoni
    cancellazione {
      quando
      base
    }
  }
  statoCivile {
    ...UnoStatoCivile
  }
  statiCivili {
    ...UnoStatoCivile
  }
  indirizzi {
    ...UnIndirizzo
  }
  indirizziStorici {
    ...UnIndirizzo
  }
}
fragment UnoStatoCivile on StatoCivile {
  stato {
    ...Voce
  }
  dal
  al
  note
}
fragment UnIndirizzo on Indirizzo {
  tipo {
    ...Voce
  }
  dal
  codiceLuogo
  luogo
  provincia
  cap
  via
  civico
  presso
}`) as unknown as TypedDocumentString<RegistraSoggettoMutation, RegistraSoggettoMutationVariables>;
export const RegistraIndirizzoDocument = new TypedDocumentString(`
    mutation RegistraIndirizzo($input: RegistraIndirizzoInput!) {
  registraIndirizzo(input: $input) {
    esito
    rifiuti {
      ...Rifiutato
    }
    intervenuti {
      ...Evento
    }
    versione
    aggiornato
    soggetto {
      ...Fascicolo
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment DatiAnagrafici on Anagrafica {
  cognome
  nome
  nominativo
  sesso
  dataNascita
  precisioneNascita
  nazioneNascita
  luogoNascita {
    tipo
    codice
    denominazione
    provincia
    stato
    localita
  }
  codiceFiscale
  indicatoreCf {
    ...Voce
  }
  cfValidato
  avvisiCodiceFiscale {
    codice
    messaggio
  }
  idAnpr
  cittadinanze {
    codice
    descrizione
  }
  statoDemografico {
    ...Voce
  }
  dataStatoDemografico
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}
fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}
fragment LaSuaApertura on Apertura {
  modificabile
  emergenza {
    id
    scade
    secondiRimasti
  }
}
fragment Fascicolo on Soggetto {
  id
  apertura {
    ...LaSuaApertura
  }
  codice
  versione
  origine
  anagrafica {
    ...DatiAnagrafici
  }
  cancellazione {
    quando
    base
  }
  provenienza {
    consultatoIl
    dataRiferimento
  }
  contatti {
    email
    pec
    domicilioDigitale
    telefoni
    cancellazione {
      quando
      base
    }
  }
  statoCivile {
    ...UnoStatoCivile
  }
  statiCivili {
    ...UnoStatoCivile
  }
  indirizzi {
    ...UnIndirizzo
  }
  indirizziStorici {
    ...UnIndirizzo
  }
}
fragment UnoStatoCivile on StatoCivile {
  stato {
    ...Voce
  }
  dal
  al
  note
}
fragment UnIndirizzo on Indirizzo {
  tipo {
    ...Voce
  }
  dal
  codiceLuogo
  luogo
  provincia
  cap
  via
  civico
  presso
}`) as unknown as TypedDocumentString<RegistraIndirizzoMutation, RegistraIndirizzoMutationVariables>;
export const CalcolaCodiceFiscaleDocument = new TypedDocumentString(`
    query CalcolaCodiceFiscale($input: CalcolaCodiceFiscaleInput!) {
  calcolaCodiceFiscale(input: $input) {
    codiceFiscale
    rifiuti {
      ...Rifiutato
    }
  }
}
    fragment Rifiutato on Rifiuto {
  codice
  messaggio
  campi
  titolare
  riferimento
}`) as unknown as TypedDocumentString<CalcolaCodiceFiscaleQuery, CalcolaCodiceFiscaleQueryVariables>;
export const StoriaDocument = new TypedDocumentString(`
    query Storia($soggetto: ID, $segnalazione: ID, $first: Int!, $after: String) {
  storia(
    soggetto: $soggetto
    segnalazione: $segnalazione
    first: $first
    after: $after
  ) {
    edges {
      node {
        ...Evento
        tipoScheda
        ruolo {
          ...Voce
        }
        unita {
          etichetta
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Voce on Voce {
  codice
  descrizione
}
fragment Evento on EventoStoria {
  posizione
  registratoIl
  descrizione
  operatore {
    nominativo
  }
  dettagli {
    campo
    prima
    dopo
  }
}`) as unknown as TypedDocumentString<StoriaQuery, StoriaQueryVariables>;