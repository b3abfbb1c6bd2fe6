//! The catalogue of refusals: every rule a user can meet, with its stable code and the sentence he reads.

use std::fmt;

macro_rules! catalogo {
    ($( $(#[$doc:meta])* $variante:ident $codice:literal $frase:literal ),+ $(,)?) => {
        /// Stable code of a refusal. The sentence for the operator is [`Codice::messaggio`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Codice { $( #[doc = $frase] $(#[$doc])* $variante ),+ }

        impl Codice {
            /// All codes.
            pub const TUTTI: &'static [Self] = &[$(Self::$variante),+];

            /// Stable string of the code, part of the public interface.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variante => $codice),+ }
            }

            /// Italian sentence for the operator.
            #[must_use]
            pub fn messaggio(self) -> &'static str {
                match self { $(Self::$variante => $frase),+ }
            }
        }
    };
}

catalogo! {
    // Input of every kind
    CampoObbligatorio "CAMPO_OBBLIGATORIO" "Il campo è obbligatorio.",
    CampoTroppoLungo "CAMPO_TROPPO_LUNGO" "Il testo è troppo lungo.",
    CaratteriNonAmmessi "CARATTERI_NON_AMMESSI" "Il testo contiene caratteri non ammessi.",
    FormatoNonValido "FORMATO_NON_VALIDO" "Il valore non ha il formato richiesto.",
    DataNonValida "DATA_NON_VALIDA" "La data non è valida.",
    DataFutura "DATA_FUTURA" "La data non può essere futura.",
    DataTroppoRemota "DATA_TROPPO_REMOTA" "La data è troppo lontana nel passato.",
    PeriodoNonValido "PERIODO_NON_VALIDO" "La data di fine precede la data di inizio.",
    VoceSconosciuta "VOCE_SCONOSCIUTA" "Il valore non è tra quelli previsti dall'elenco.",
    VoceNonPiuValida "VOCE_NON_PIU_VALIDA" "Il valore dell'elenco non è più utilizzabile.",
    SpecificareAltro "SPECIFICARE_ALTRO" "Con «Altro» occorre specificare nelle note.",
    NessunaModifica "NESSUNA_MODIFICA" "Non ci sono modifiche da salvare.",
    NonTrovato "NON_TROVATO" "L'elemento richiesto non esiste.",
    Esistente "ESISTENTE" "L'elemento esiste già.",
    VersioneSuperata "VERSIONE_SUPERATA" "Nel frattempo la scheda è stata modificata da altri: verificare le differenze e riprovare.",
    ComandoDiverso "COMANDO_DIVERSO" "Lo stesso identificativo di richiesta è già stato usato con un contenuto diverso.",
    PermessoNegato "PERMESSO_NEGATO" "L'operatore non è abilitato a questa operazione.",
    AutenticazioneNonRecente "AUTENTICAZIONE_NON_RECENTE" "Per questa operazione occorre confermare di nuovo la propria identità.",
    DatiCancellati "DATI_CANCELLATI" "I dati della persona sono stati cancellati e non possono essere modificati.",
    // Codice fiscale
    CodiceFiscaleLunghezza "CODICE_FISCALE_LUNGHEZZA" "Il codice fiscale deve avere 16 caratteri (11 cifre se provvisorio).",
    CodiceFiscaleFormato "CODICE_FISCALE_FORMATO" "Il codice fiscale contiene caratteri non ammessi nella posizione in cui si trovano.",
    CodiceFiscaleData "CODICE_FISCALE_DATA" "Il codice fiscale contiene una data di nascita impossibile.",
    CodiceFiscaleControllo "CODICE_FISCALE_CONTROLLO" "Il carattere di controllo del codice fiscale non è corretto.",
    CodiceFiscaleLuogo "CODICE_FISCALE_LUOGO" "Il luogo di nascita indicato nel codice fiscale non esiste.",
    CodiceFiscaleAssente "CODICE_FISCALE_ASSENTE" "Per questa operazione occorre il codice fiscale.",
    CodiceFiscaleIncoerente "CODICE_FISCALE_INCOERENTE" "Il codice fiscale e l'indicatore C.F. non concordano.",
    CodiceFiscaleNonCalcolabile "CODICE_FISCALE_NON_CALCOLABILE" "Mancano i dati per calcolare il codice fiscale.",
    CodiceFiscaleEsistente "CODICE_FISCALE_ESISTENTE" "Il codice fiscale appartiene già a un altro soggetto.",
    // Soggetto
    SoggettoEsistente "SOGGETTO_ESISTENTE" "Il soggetto è già presente in anagrafe.",
    SoggettoInesistente "SOGGETTO_INESISTENTE" "Il soggetto non è presente in anagrafe.",
    LuogoNascitaSconosciuto "LUOGO_NASCITA_SCONOSCIUTO" "Il luogo di nascita non è nell'archivio dei comuni e degli stati esteri.",
    LuogoSconosciuto "LUOGO_SCONOSCIUTO" "Il comune o lo stato indicato non esiste.",
    NomeMancante "NOME_MANCANTE" "Indicare almeno il cognome o il nome.",
    RecapitoNonValido "RECAPITO_NON_VALIDO" "Il recapito non è valido.",
    StatoCivilePrecedente "STATO_CIVILE_PRECEDENTE" "La data da cui storicizzare deve seguire quella dell'ultimo stato civile registrato.",
    // Nuclei
    AvvisoInesistente "AVVISO_INESISTENTE" "L'avviso non esiste.",
    NucleoInesistente "NUCLEO_INESISTENTE" "Il nucleo non esiste.",
    ComponenteGiaPresente "COMPONENTE_GIA_PRESENTE" "La persona fa già parte di questo nucleo.",
    ComponenteAssente "COMPONENTE_ASSENTE" "La persona non fa parte di questo nucleo.",
    ComponenteInAltroNucleo "COMPONENTE_IN_ALTRO_NUCLEO" "La persona fa già parte di un altro nucleo di fatto: per confermare indicare il motivo.",
    NucleoAnagrafeAssente "NUCLEO_ANAGRAFE_ASSENTE" "Per il soggetto non è stato importato alcun nucleo da ANPR.",
    NucleoNonConfrontato "NUCLEO_NON_CONFRONTATO" "Non c'è alcun confronto con differenze da allineare.",
    ConfrontoSuperato "CONFRONTO_SUPERATO" "Il confronto indicato non è l'ultimo: ripetere «Confronto Nucleo con Anagrafe».",
    // Segnalazione
    SegnalazioneInesistente "SEGNALAZIONE_INESISTENTE" "La segnalazione non esiste.",
    SegnalazioneChiusa "SEGNALAZIONE_CHIUSA" "La segnalazione è chiusa e non può essere modificata.",
    SegnalazioneNonChiusa "SEGNALAZIONE_NON_CHIUSA" "La segnalazione non è chiusa.",
    SegnalazioneAssegnata "SEGNALAZIONE_ASSEGNATA" "La segnalazione è assegnata: può procedere solo l'assegnatario.",
    SegnalazioneNonAssegnata "SEGNALAZIONE_NON_ASSEGNATA" "La segnalazione non è assegnata.",
    AssegnazioneNonAccettata "ASSEGNAZIONE_NON_ACCETTATA" "L'assegnazione deve prima essere accettata.",
    AssegnazioneGiaAccettata "ASSEGNAZIONE_GIA_ACCETTATA" "L'assegnazione è già stata accettata.",
    NonAssegnatario "NON_ASSEGNATARIO" "L'operazione spetta all'operatore a cui la segnalazione è assegnata.",
    NonResponsabile "NON_RESPONSABILE" "L'operazione spetta all'operatore che ha inserito la segnalazione.",
    OperatoreNonAssegnabile "OPERATORE_NON_ASSEGNABILE" "L'operatore scelto non è abilitato a ricevere assegnazioni.",
    EsitoMancante "ESITO_MANCANTE" "Per chiudere occorre registrare l'esito.",
    EsitoNonConclusivo "ESITO_NON_CONCLUSIVO" "L'esito registrato non consente di chiudere la segnalazione.",
    OriginaleMancante "ORIGINALE_MANCANTE" "Indicare la segnalazione originale di cui questa è il duplicato.",
    MotivoMancante "MOTIVO_MANCANTE" "Indicare il motivo.",
    SegnalanteMancante "SEGNALANTE_MANCANTE" "Indicare chi segnala.",
    SegnalanteIncoerente "SEGNALANTE_INCOERENTE" "I dati del segnalante non concordano con il tipo indicato.",
    // Chi può vedere
    NonInCarico "NON_IN_CARICO" "L'operazione spetta a chi ha in carico la segnalazione o al coordinatore dell'unità.",
    UnitaPropria "UNITA_PROPRIA" "L'unità indicata ha già la segnalazione: una concessione non serve.",
    ConcessioneEsistente "CONCESSIONE_ESISTENTE" "L'unità ha già una concessione per quei giorni: per cambiarla occorre prima revocarla.",
    ConcessioneInesistente "CONCESSIONE_INESISTENTE" "La concessione non esiste.",
    ConcessioneTerminata "CONCESSIONE_TERMINATA" "La concessione è già terminata o revocata.",
    ConcessioneTroppoLunga "CONCESSIONE_TROPPO_LUNGA" "Una concessione può durare al massimo 366 giorni.",
    DataPassata "DATA_PASSATA" "La data non può essere passata.",
    DataTroppoLontana "DATA_TROPPO_LONTANA" "La data è troppo lontana nel futuro.",
    SezioneNonConcedibile "SEZIONE_NON_CONCEDIBILE" "Le annotazioni private non si possono concedere.",
    EmergenzaInesistente "EMERGENZA_INESISTENTE" "L'accesso di emergenza non esiste.",
    EmergenzaDiAltri "EMERGENZA_DI_ALTRI" "L'accesso di emergenza può essere chiuso solo da chi l'ha aperto.",
    EmergenzaTerminata "EMERGENZA_TERMINATA" "L'accesso di emergenza è già terminato.",
    MotivoDiAltroRuolo "MOTIVO_DI_ALTRO_RUOLO" "Il motivo indicato è riservato a un altro ruolo.",
    SpiegazioneInsufficiente "SPIEGAZIONE_INSUFFICIENTE" "Spiegare con parole proprie perché occorre aprire la scheda: almeno 20 caratteri e tre parole diverse.",
    RiesameProprio "RIESAME_PROPRIO" "Un accesso di emergenza non può essere riesaminato da chi l'ha aperto.",
    RiesameConcluso "RIESAME_CONCLUSO" "L'accesso di emergenza è già stato riesaminato.",
    AnnotazioneInesistente "ANNOTAZIONE_INESISTENTE" "L'annotazione non esiste.",
    AnnotazioneDiAltri "ANNOTAZIONE_DI_ALTRI" "L'annotazione può essere rettificata da chi l'ha scritta o da chi ha in carico la segnalazione.",
    // Organizzazione
    UnitaInesistente "UNITA_INESISTENTE" "L'unità organizzativa non esiste.",
    UnitaCessata "UNITA_CESSATA" "L'unità organizzativa è cessata.",
    OperatoreInesistente "OPERATORE_INESISTENTE" "L'operatore non esiste.",
    UnitaSovraordinata "UNITA_SOVRAORDINATA" "Un'unità di questo tipo non può dipendere da quella indicata.",
    UnitaConSottostanti "UNITA_CON_SOTTOSTANTI" "L'unità ha ancora unità sottostanti.",
    UnitaConIncarichi "UNITA_CON_INCARICHI" "Nell'unità ci sono ancora operatori con un incarico.",
    UnitaConPratiche "UNITA_CON_PRATICHE" "L'unità ha ancora segnalazioni aperte.",
    OperatoreDisabilitato "OPERATORE_DISABILITATO" "L'operatore è disabilitato.",
    OperatoreAncheAltrove "OPERATORE_ANCHE_ALTROVE" "L'operatore ha incarichi anche in unità che non si amministrano: si possono far cessare solo quelli nelle proprie.",
    DirittiPropri "DIRITTI_PROPRI" "Nessuno può modificare i propri diritti.",
    AmministratorePresente "AMMINISTRATORE_PRESENTE" "C'è già un amministratore abilitato: è lui ad abilitare gli altri.",
    IncaricoInesistente "INCARICO_INESISTENTE" "L'operatore non ha l'incarico indicato.",
    IncaricoFinito "INCARICO_FINITO" "L'incarico è già finito.",
    IncaricoSovrapposto "INCARICO_SOVRAPPOSTO" "Nello stesso periodo l'operatore ha già un incarico con lo stesso ruolo nella stessa unità.",
    RiservatiNonDelRuolo "RISERVATI_NON_DEL_RUOLO" "Questo ruolo non legge schede: non può avere il diritto alle sezioni riservate.",
    IncaricoDaScegliere "INCARICO_DA_SCEGLIERE" "L'operatore ha più incarichi: indicare con quale riceve la segnalazione.",
    // Registry
    AnprNonRegistrata "ANPR_NON_REGISTRATA" "La persona non risulta registrata in ANPR.",
    AnprCancellata "ANPR_CANCELLATA" "La persona risulta cancellata da ANPR.",
    AnprPiuSoggetti "ANPR_PIU_SOGGETTI" "ANPR ha restituito più di una persona per il codice fiscale indicato.",
    AnprAltroCodice "ANPR_ALTRO_CODICE" "ANPR conosce la persona con un altro codice fiscale: quello indicato può essere stato sostituito. Verificarlo con la persona.",
    AnprNonDisponibile "ANPR_NON_DISPONIBILE" "ANPR non è al momento raggiungibile: riprovare più tardi o inserire i dati a mano.",
    AnprRichiestaRifiutata "ANPR_RICHIESTA_RIFIUTATA" "ANPR ha rifiutato la richiesta: avvisare l'assistenza; nel frattempo si possono inserire i dati a mano.",
    AnprRispostaNonValida "ANPR_RISPOSTA_NON_VALIDA" "La risposta di ANPR non è utilizzabile: nessun dato è stato importato.",
    AnprQuotaEsaurita "ANPR_QUOTA_ESAURITA" "Il numero giornaliero di consultazioni ANPR è esaurito.",
    ConsultazioneScaduta "CONSULTAZIONE_SCADUTA" "La consultazione ANPR è scaduta o non è dell'operatore: ripeterla.",
    NucleoNonVerificabile "NUCLEO_NON_VERIFICABILE" "Il nucleo del soggetto non può essere confrontato: manca l'identificativo ANPR.",
}

impl fmt::Display for Codice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A refusal is data: a code, and the fields (GraphQL input names) it is about.
pub trait Rifiuto: std::error::Error + Send + Sync + 'static {
    /// Stable code.
    fn codice(&self) -> Codice;
    /// Names of the input fields at fault, as in the GraphQL input; empty when no field is.
    fn campi(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A refusal about one field of the input, or about none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{codice}")]
pub struct ErroreCampo {
    /// Why.
    pub codice: Codice,
    /// Name of the field, as in the GraphQL input.
    pub campo: String,
}

impl ErroreCampo {
    /// `campo` is refused for `codice`.
    pub fn nuovo(codice: Codice, campo: impl Into<String>) -> Self {
        Self { codice, campo: campo.into() }
    }
}

impl Rifiuto for ErroreCampo {
    fn codice(&self) -> Codice {
        self.codice
    }
    fn campi(&self) -> Vec<String> {
        vec![self.campo.clone()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_are_unique_and_every_one_has_a_sentence() {
        let codici: HashSet<_> = Codice::TUTTI.iter().map(|c| c.as_str()).collect();
        assert_eq!(codici.len(), Codice::TUTTI.len());
        for codice in Codice::TUTTI {
            assert!(codice.messaggio().ends_with('.'), "{codice}");
            assert!(codice.as_str().bytes().all(|b| b.is_ascii_uppercase() || b == b'_'), "{codice}");
        }
    }
}
