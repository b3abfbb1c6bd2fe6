//! Which readings of an operator somebody who controls must look at. Rules over the readings of one day, without clock
//! and without database; who finds the readings and keeps the alerts is `api/src/services/sorveglianza.rs`.

mod giornata;

pub use giornata::{Fatto, Gesto, Giornata, NuovoAvviso};

/// Files of his unit, none of them his, that one may open in a day without being asked.
const SENZA_INCARICO: usize = 40;
/// Files in an hour that are many for nobody.
const POCHE: usize = 30;
/// The same of somebody of whom no habit is known yet.
const POCHE_SENZA_ABITUDINE: usize = 60;
/// Days of which a habit is made.
pub const GIORNI_DI_ABITUDINE: u32 = 30;
/// Refusals in [`MINUTI_DI_RIFIUTI`] minutes that are no mistyping any more.
const RIFIUTI: usize = 8;
const MINUTI_DI_RIFIUTI: i64 = 10;
/// People in one export that are many.
const ESPORTATI: usize = 100;
/// Hours in which an office works, Monday to Saturday.
const ORARIO: std::ops::Range<u32> = 7..20;
/// People in results of searches and rows of lists, on one day. A busy desk receives some forty people a day, sees twenty
/// rows for each while it looks for him, and goes through some pages of its unit's list: this is more.
const ELENCATE: usize = 1_000;
/// Codici fiscali by which one asked who follows a person, on one day: twice as many as a busy desk receives people.
const CODICI: usize = 80;
/// People named in an alert.
const NOMINATI: usize = 200;

/// Kind of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GenereAvviso {
    /// Many files that are open to him only because they are his unit's.
    SenzaIncarico,
    /// Many more files in an hour than he is used to.
    MolteSchede,
    /// Far more people in searches and lists than work asks for.
    MoltePersone,
    /// Who is followed was asked of very many codici fiscali: they are tried out.
    CodiciProvati,
    /// Refused again and again: ids are tried out.
    Rifiuti,
    /// Files opened while offices are closed.
    FuoriOrario,
    /// His own file.
    PropriaScheda,
    /// Many people in one export.
    Esportazione,
    /// A file opened in an emergency, without a title.
    Emergenza,
}

impl GenereAvviso {
    /// All of them.
    pub const TUTTI: [Self; 9] = [
        Self::SenzaIncarico,
        Self::MolteSchede,
        Self::MoltePersone,
        Self::CodiciProvati,
        Self::Rifiuti,
        Self::FuoriOrario,
        Self::PropriaScheda,
        Self::Esportazione,
        Self::Emergenza,
    ];

    /// As it is written down.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SenzaIncarico => "SENZA_INCARICO",
            Self::MolteSchede => "MOLTE_SCHEDE",
            Self::MoltePersone => "MOLTE_PERSONE",
            Self::CodiciProvati => "CODICI_PROVATI",
            Self::Rifiuti => "RIFIUTI",
            Self::FuoriOrario => "FUORI_ORARIO",
            Self::PropriaScheda => "PROPRIA_SCHEDA",
            Self::Esportazione => "ESPORTAZIONE",
            Self::Emergenza => "EMERGENZA",
        }
    }

    /// From what is written down.
    #[must_use]
    pub fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|g| g.as_str() == nome)
    }

    /// What it says, to whoever controls.
    #[must_use]
    pub fn descrizione(self) -> &'static str {
        match self {
            Self::SenzaIncarico => "Molte schede aperte senza averle in carico",
            Self::MolteSchede => "Molte più schede in un'ora di quante ne apra di solito",
            Self::MoltePersone => "Moltissime persone viste in ricerche ed elenchi",
            Self::CodiciProvati => "Moltissimi codici fiscali provati",
            Self::Rifiuti => "Tentativi ripetuti di aprire ciò che non gli è aperto",
            Self::FuoriOrario => "Schede aperte fuori orario",
            Self::PropriaScheda => "Ha aperto la propria scheda",
            Self::Esportazione => "Esportazione di molte persone",
            Self::Emergenza => "Accesso in emergenza",
        }
    }

    /// From which reading on there is one, to whoever controls.
    #[must_use]
    pub fn spiegazione(self) -> String {
        let (dalle, alle) = (ORARIO.start, ORARIO.end);
        match self {
            Self::SenzaIncarico => format!(
                "In un giorno l'operatore ha aperto almeno {SENZA_INCARICO} schede che può leggere solo perché sono della \
                 sua unità: nessuna è in carico a lui."
            ),
            Self::MolteSchede => format!(
                "In un'ora l'operatore ha aperto tante schede quante in una sua giornata abituale, e almeno {POCHE}. La \
                 giornata abituale è la media di {GIORNI_DI_ABITUDINE} giorni; finché non è nota, il limite è \
                 {POCHE_SENZA_ABITUDINE}."
            ),
            Self::MoltePersone => format!(
                "In un giorno l'operatore ha avuto davanti, tra i risultati delle ricerche e nelle righe degli elenchi, \
                 almeno {ELENCATE} persone diverse."
            ),
            Self::CodiciProvati => format!(
                "In un giorno l'operatore ha chiesto di almeno {CODICI} codici fiscali diversi se qualcuno segue già la \
                 persona."
            ),
            Self::Rifiuti => format!(
                "In {MINUTI_DI_RIFIUTI} minuti l'operatore ha chiesto almeno {RIFIUTI} schede diverse che non gli sono \
                 aperte, e gli sono state negate."
            ),
            Self::FuoriOrario => {
                format!(
                    "L'operatore ha aperto schede prima delle {dalle}, dalle {alle} in poi o di domenica."
                )
            }
            Self::PropriaScheda => "L'operatore ha aperto la scheda con il suo codice fiscale.".to_owned(),
            Self::Esportazione => {
                format!("L'operatore ha portato fuori in una volta i dati di almeno {ESPORTATI} persone.")
            }
            Self::Emergenza => {
                "L'operatore ha aperto una scheda con un accesso di emergenza. Ogni accesso di emergenza \
                solleva un avviso."
                    .to_owned()
            }
        }
    }
}

/// State of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatoAvviso {
    /// Nobody has taken it.
    Aperto,
    /// Somebody looks into it.
    InEsame,
    /// It has an outcome.
    Chiuso,
}

impl StatoAvviso {
    /// All of them.
    pub const TUTTI: [Self; 3] = [Self::Aperto, Self::InEsame, Self::Chiuso];

    /// As it is written down.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Aperto => "APERTO",
            Self::InEsame => "IN_ESAME",
            Self::Chiuso => "CHIUSO",
        }
    }

    /// From what is written down.
    #[must_use]
    pub fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|s| s.as_str() == nome)
    }
}

/// What came of looking into an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EsitoAvviso {
    /// The work asked for it.
    Giustificato,
    /// A mistake, and no more.
    Errore,
    /// He may not have done it: it goes to whoever decides about that.
    Violazione,
}

impl EsitoAvviso {
    /// All of them.
    pub const TUTTI: [Self; 3] = [Self::Giustificato, Self::Errore, Self::Violazione];

    /// As it is written down.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Giustificato => "GIUSTIFICATO",
            Self::Errore => "ERRORE",
            Self::Violazione => "VIOLAZIONE",
        }
    }

    /// From what is written down.
    #[must_use]
    pub fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|e| e.as_str() == nome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        assert!(GenereAvviso::TUTTI.iter().all(|g| GenereAvviso::da_str(g.as_str()) == Some(*g)));
        assert!(StatoAvviso::TUTTI.iter().all(|s| StatoAvviso::da_str(s.as_str()) == Some(*s)));
        assert!(EsitoAvviso::TUTTI.iter().all(|e| EsitoAvviso::da_str(e.as_str()) == Some(*e)));
    }
}
