//! A membership of an operator: in which role, for which unit, from when to when.

use super::events::DettagliIncarico;
use crate::attore::{NumeroIncarico, Ruolo};
use crate::identita::UnitaId;
use crate::riservato::Riservato;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A membership. Days are those of the office, the last one included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incarico {
    /// Number within the operator, from 1.
    pub numero: NumeroIncarico,
    /// Role.
    pub ruolo: Ruolo,
    /// Unit.
    pub unita: UnitaId,
    /// First day; of those given before days were kept, none is known.
    pub dal: Option<NaiveDate>,
    /// Last day, if it has one.
    pub al: Option<NaiveDate>,
    /// Whether it opens reserved sections.
    pub riservati: bool,
    /// What else is known of it.
    pub dettagli: Option<Riservato<DettagliIncarico>>,
}

impl Incarico {
    /// Whether it holds on that day.
    #[must_use]
    pub fn in_vigore_al(&self, giorno: NaiveDate) -> bool {
        self.dal.is_none_or(|dal| dal <= giorno) && !self.finito_al(giorno)
    }

    /// Whether its last day was before that one.
    #[must_use]
    pub fn finito_al(&self, giorno: NaiveDate) -> bool {
        self.al.is_some_and(|al| al < giorno)
    }

    /// Whether it holds on some day from `dal` to `al`.
    pub(super) fn tocca(&self, dal: NaiveDate, al: Option<NaiveDate>) -> bool {
        let mai = self.dal.zip(self.al).is_some_and(|(dal, al)| al < dal);
        !mai && !self.finito_al(dal) && al.is_none_or(|al| self.dal.is_none_or(|inizio| inizio <= al))
    }
}
