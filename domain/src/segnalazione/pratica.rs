//! What is known of a segnalazione once it was recorded, and how each event changes it.

use super::concessione::Concessione;
use super::events::*;
use crate::attore::Attore;
use crate::identita::{OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use crate::riservato::Riservato;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a segnalazione stands (list STATO_SEGNALAZIONE).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StatoSegnalazione {
    /// Its author follows it.
    Aperta,
    /// Given to an operator who has not accepted yet.
    Assegnata,
    /// An operator accepted it and follows it.
    Accettata,
    /// Given back: its author follows it again.
    Restituita,
    /// Closed.
    Chiusa,
}

impl StatoSegnalazione {
    /// All states.
    pub const TUTTI: [Self; 5] =
        [Self::Aperta, Self::Assegnata, Self::Accettata, Self::Restituita, Self::Chiusa];

    /// Code in list STATO_SEGNALAZIONE.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Aperta => "APERTA",
            Self::Assegnata => "ASSEGNATA",
            Self::Accettata => "ACCETTATA",
            Self::Restituita => "RESTITUITA",
            Self::Chiusa => "CHIUSA",
        }
    }

    /// The state of that code.
    #[must_use]
    pub fn da_str(codice: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|s| s.as_str() == codice)
    }
}

/// A segnalazione that was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pratica {
    /// The segnalazione.
    pub id: SegnalazioneId,
    /// Whom it is about.
    pub segnalato: SoggettoId,
    /// Distretto whose numbers it takes.
    pub distretto: UnitaId,
    /// Who recorded it, with role and unit of then.
    pub autore: Attore,
    /// Details as they hold.
    pub dettagli: Dettagli,
    /// Number in an older system.
    pub numero_originario: Option<String>,
    /// Where it stands.
    pub stato: StatoSegnalazione,
    /// Outcome as it holds.
    pub esito: Option<EsitoRegistrato>,
    /// Who has it; in a closed one, who had it when it was closed.
    pub assegnatario: Option<Attore>,
    /// Every assignment, oldest first.
    pub assegnazioni: Vec<Assegnazione>,
    /// Every closure, oldest first.
    pub chiusure: Vec<Chiusura>,
    /// Every grant, oldest first.
    pub concessioni: Vec<Concessione>,
}

/// One assignment and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assegnazione {
    /// To whom, with role and unit of then.
    pub assegnatario: Attore,
    /// By whom.
    pub assegnante: OperatoreId,
    /// Day of the assignment.
    pub il: NaiveDate,
    /// Word to the assignee.
    pub nota: Option<Riservato<NoteSegnalazione>>,
    /// Day of the acceptance.
    pub accettata_il: Option<NaiveDate>,
    /// How it was given back.
    pub restituzione: Option<Restituzione>,
}

impl Assegnazione {
    /// Whether the assignee still has it.
    #[must_use]
    pub fn in_corso(&self) -> bool {
        self.restituzione.is_none()
    }
}

/// How an assignment was given back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Restituzione {
    /// Day.
    pub il: NaiveDate,
    /// List MOTIVO_RIASSEGNAZIONE.
    pub motivo: String,
    /// Explanation.
    pub nota: Option<Riservato<NoteSegnalazione>>,
}

/// One closure and, when it was opened again, how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chiusura {
    /// The closure.
    pub chiusura: PraticaChiusa,
    /// The outcome that closed it, with its notes.
    pub esito: Option<EsitoRegistrato>,
    /// The reopening.
    pub riapertura: Option<PraticaRiaperta>,
}

impl Pratica {
    /// The closure that holds, of a closed segnalazione.
    #[must_use]
    pub fn chiusura(&self) -> Option<&PraticaChiusa> {
        self.chiusure.last().filter(|c| c.riapertura.is_none()).map(|c| &c.chiusura)
    }

    /// The assignment that lasts.
    #[must_use]
    pub fn assegnazione(&self) -> Option<&Assegnazione> {
        self.assegnazioni.last().filter(|a| a.in_corso())
    }

    /// Who has it in charge now; of a closed one nobody.
    #[must_use]
    pub fn in_carico(&self) -> Option<OperatoreId> {
        match self.stato {
            StatoSegnalazione::Aperta | StatoSegnalazione::Restituita => Some(self.autore.operatore),
            StatoSegnalazione::Assegnata | StatoSegnalazione::Accettata => {
                self.assegnatario.map(|a| a.operatore)
            }
            StatoSegnalazione::Chiusa => None,
        }
    }

    pub(super) fn creata(e: SegnalazioneCreata) -> Self {
        Self {
            id: e.segnalazione,
            segnalato: e.segnalato,
            distretto: e.distretto,
            autore: e.autore,
            dettagli: e.dettagli,
            numero_originario: e.numero_originario,
            stato: StatoSegnalazione::Aperta,
            esito: None,
            assegnatario: None,
            assegnazioni: Vec::new(),
            chiusure: Vec::new(),
            concessioni: Vec::new(),
        }
    }

    pub(super) fn assegnata(&mut self, e: SegnalazioneAssegnata) {
        self.stato = StatoSegnalazione::Assegnata;
        self.assegnatario = Some(e.assegnatario);
        self.assegnazioni.push(Assegnazione {
            assegnatario: e.assegnatario,
            assegnante: e.assegnante,
            il: e.il,
            nota: e.nota,
            accettata_il: None,
            restituzione: None,
        });
    }

    pub(super) fn accettata(&mut self, e: &SegnalazioneAccettata) {
        self.stato = StatoSegnalazione::Accettata;
        if let Some(assegnazione) = self.assegnazioni.last_mut() {
            assegnazione.accettata_il = Some(e.il);
        }
    }

    pub(super) fn restituita(&mut self, e: SegnalazioneRestituita) {
        self.stato = StatoSegnalazione::Restituita;
        self.assegnatario = None;
        if let Some(assegnazione) = self.assegnazioni.last_mut() {
            assegnazione.restituzione = Some(Restituzione { il: e.il, motivo: e.motivo, nota: e.nota });
        }
    }

    pub(super) fn chiusa(&mut self, e: PraticaChiusa) {
        self.stato = StatoSegnalazione::Chiusa;
        self.chiusure.push(Chiusura { chiusura: e, esito: self.esito.clone(), riapertura: None });
    }

    pub(super) fn riaperta(&mut self, e: PraticaRiaperta) {
        self.stato = match self.assegnatario {
            Some(_) => StatoSegnalazione::Accettata,
            None => StatoSegnalazione::Aperta,
        };
        self.esito = None;
        if let Some(chiusura) = self.chiusure.last_mut() {
            chiusura.riapertura = Some(e);
        }
    }
}
