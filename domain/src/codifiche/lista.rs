//! The names of the lists.

use super::ErroreCodifica;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! liste {
    ($( $variante:ident $nome:literal $descrizione:literal ),+ $(,)?) => {
        /// A code list. Stored and shown under its stable name, see [`Lista::as_str`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Lista { $( #[doc = $descrizione] #[serde(rename = $nome)] $variante ),+ }

        impl Lista {
            /// All lists, in the order of the file.
            pub const TUTTE: &'static [Self] = &[$(Self::$variante),+];

            /// Stable name.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variante => $nome),+ }
            }
        }
    };
}

liste! {
    // Contact and segnalazione
    Canale "CANALE" "Channel of the contact.",
    ModoAccesso "MODO_ACCESSO" "How the person came.",
    GruppoSegnalante "GRUPPO_SEGNALANTE" "Groups of TIPO_SEGNALANTE.",
    TipoSegnalante "TIPO_SEGNALANTE" "Who reports.",
    AreaUtenza "AREA_UTENZA" "Area of users.",
    MotivoSegnalazione "MOTIVO_SEGNALAZIONE" "Reason.",
    Urgenza "URGENZA" "Urgency.",
    StatoSegnalazione "STATO_SEGNALAZIONE" "State.",
    EsitoSegnalazione "ESITO_SEGNALAZIONE" "Outcome; attribute `chiude`: whether it allows closing.",
    MotivoRiassegnazione "MOTIVO_RIASSEGNAZIONE" "Reason of a reassignment.",
    // Who may see what
    Sezione "SEZIONE" "Classes of notes.",
    AmbitoRiservato "AMBITO_RISERVATO" "What a reserved note is about; attribute `classe`: under whose key it is sealed.",
    MotivoEmergenza "MOTIVO_EMERGENZA" "Why an emergency access is opened; attribute `ruolo`: only in that role.",
    EsitoRiesame "ESITO_RIESAME" "What came of the review of an emergency access.",
    // Personal data
    IndicatoreCf "INDICATORE_CF" "Where the codice fiscale comes from.",
    Sesso "SESSO" "Sex.",
    StatoCivile "STATO_CIVILE" "Marital status, ANPR ids.",
    SituazioneFamiliare "SITUAZIONE_FAMILIARE" "What is no marital status in ANPR, such as a separation.",
    StatoDemografico "STATO_DEMOGRAFICO" "Demographic status.",
    CittadinanzaTipo "CITTADINANZA_TIPO" "Kind of citizenship, ANPR ids.",
    TipoIndirizzo "TIPO_INDIRIZZO" "Kind of address, ANPR ids.",
    TitoloStudio "TITOLO_STUDIO" "Education, SINBA codes.",
    CondizioneOccupazionale "CONDIZIONE_OCCUPAZIONALE" "Employment, SINBA codes.",
    // Household and people around
    RelazioneParentela "RELAZIONE_PARENTELA" "Relation to the intestatario, ANPR ids.",
    LegameConvivenza "LEGAME_CONVIVENZA" "Bond in an institutional household, ANPR ids.",
    MotivoIngressoNucleo "MOTIVO_INGRESSO_NUCLEO" "Why somebody joined.",
    MotivoUscitaNucleo "MOTIVO_USCITA_NUCLEO" "Why somebody left.",
    DifferenzaNucleo "DIFFERENZA_NUCLEO" "Difference from the register.",
    GruppoSoggettoSignificativo "GRUPPO_SOGGETTO_SIGNIFICATIVO" "Groups of TIPO_SOGGETTO_SIGNIFICATIVO.",
    TipoSoggettoSignificativo "TIPO_SOGGETTO_SIGNIFICATIVO" "Role of a significant person.",
    // Documents
    CartellaDocumento "CARTELLA_DOCUMENTO" "Folder.",
    TipoDocumento "TIPO_DOCUMENTO" "Kind; attribute `riservato`.",
    FormatoDocumento "FORMATO_DOCUMENTO" "Accepted file formats; attributes `estensione`, `mime`.",
    // Taking in charge
    ProblematicaMinore "PROBLEMATICA_MINORE" "Problems of a minor, SINBA codes.",
    ProblematicaFamiglia "PROBLEMATICA_FAMIGLIA" "Problems of a family, SINBA codes.",
    ProblematicaAdultoAnziano "PROBLEMATICA_ADULTO_ANZIANO" "Problems of an adult or elder.",
    AutoritaProvvedimento "AUTORITA_PROVVEDIMENTO" "Authority of a measure, SINBA codes.",
    PotestaTutela "POTESTA_TUTELA" "Parental responsibility and guardianship, SINBA codes.",
    TipoProvvedimento "TIPO_PROVVEDIMENTO" "Kind of measure, SINBA codes and ours.",
    CollocazioneMinore "COLLOCAZIONE_MINORE" "Where a minor lives, SINBA codes.",
    MotivoChiusuraPic "MOTIVO_CHIUSURA_PIC" "Why the taking in charge ended, SINBA codes.",
    SituazioneAChiusura "SITUAZIONE_A_CHIUSURA" "Situation at the end, SINBA codes.",
    // Assessment
    Mobilita "MOBILITA" "Mobility, SINA codes.",
    AttivitaVitaQuotidiana "ATTIVITA_VITA_QUOTIDIANA" "Activities of daily life, SINA codes.",
    DisturbiCognitivi "DISTURBI_COGNITIVI" "Cognitive disorders, SINA codes.",
    DisturbiComportamentali "DISTURBI_COMPORTAMENTALI" "Behavioural disorders, SINA codes.",
    CureSanitarie "CURE_SANITARIE" "Need of health care, SINA codes.",
    AreaReddituale "AREA_REDDITUALE" "Income, SINA codes.",
    AreaSupporto "AREA_SUPPORTO" "Support network, SINA codes.",
    FonteValutazione "FONTE_VALUTAZIONE" "Source of the assessment, SINA codes.",
    StrumentoValutazione "STRUMENTO_VALUTAZIONE" "Instrument of the assessment, SINA codes.",
    Invalidita "INVALIDITA" "Disability, SINA codes.",
    TipoValutazione "TIPO_VALUTAZIONE" "Kind of assessment.",
    // Project and application
    TipoProgetto "TIPO_PROGETTO" "Kind of project.",
    FaseSal "FASE_SAL" "Phase of a support to employment.",
    StatoAffido "STATO_AFFIDO" "State of a foster care.",
    ObiettivoRaggiunto "OBIETTIVO_RAGGIUNTO" "Whether a goal was reached.",
    UnitaPeriodo "UNITA_PERIODO" "Unit of a period.",
    MotivoRevisione "MOTIVO_REVISIONE" "Reason of a revision.",
    StatoDomanda "STATO_DOMANDA" "State of an application.",
    IseeTipo "ISEE_TIPO" "Kind of ISEE.",
    ProvaMezzi "PROVA_MEZZI" "Means test, PSA codes.",
    // Interventi
    TipoIntervento "TIPO_INTERVENTO" "Kind.",
    StatoIntervento "STATO_INTERVENTO" "State.",
    Carattere "CARATTERE" "Periodic or not, PSA codes.",
    Frequenza "FREQUENZA" "Regularity.",
    Cadenza "CADENZA" "Period.",
    Beneficiario "BENEFICIARIO" "Beneficiary.",
    Nomenclatore "NOMENCLATORE" "Services; attributes `tipo` (TIPO_INTERVENTO), `leps`.",
    MotivoChiusuraIntervento "MOTIVO_CHIUSURA_INTERVENTO" "Why it ended.",
    // Agenda, organisation, access
    TipoAppuntamento "TIPO_APPUNTAMENTO" "Kind of appointment.",
    EsitoAppuntamento "ESITO_APPUNTAMENTO" "Outcome of an appointment.",
    Ruolo "RUOLO" "Role of an operator.",
    TipoUo "TIPO_UO" "Kind of organisational unit.",
    FinalitaAccesso "FINALITA_ACCESSO" "Purpose of a consultation.",
}

impl FromStr for Lista {
    type Err = ErroreCodifica;

    fn from_str(nome: &str) -> Result<Self, Self::Err> {
        Self::TUTTE
            .iter()
            .find(|lista| lista.as_str() == nome)
            .copied()
            .ok_or(ErroreCodifica::ListaSconosciuta)
    }
}

impl fmt::Display for Lista {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
