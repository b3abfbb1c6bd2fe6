//! Who acts, as the rules see him.

use crate::identita::{OperatoreId, UnitaId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Role under which an operator acts (list RUOLO of the codifiche).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Ruolo {
    /// Operatore di segretariato sociale / PUA / operatore base (M-A08).
    OperatoreSegretariato,
    /// Assistente sociale (M-A09).
    AssistenteSociale,
    /// Operatore di ufficio di piano (M-A10).
    OperatoreUfficioPiano,
    /// Coordinator of a unit.
    Coordinatore,
    /// The Region, reading only.
    RegioneLettura,
    /// Auditor.
    Auditor,
    /// Analyst.
    Analista,
    /// Administrator of the system.
    Amministratore,
    /// Data protection officer.
    Dpo,
}

impl Ruolo {
    /// All roles.
    pub const TUTTI: [Self; 9] = [
        Self::OperatoreSegretariato,
        Self::AssistenteSociale,
        Self::OperatoreUfficioPiano,
        Self::Coordinatore,
        Self::RegioneLettura,
        Self::Auditor,
        Self::Analista,
        Self::Amministratore,
        Self::Dpo,
    ];

    /// Code in list RUOLO.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OperatoreSegretariato => "OPERATORE_SEGRETARIATO",
            Self::AssistenteSociale => "ASSISTENTE_SOCIALE",
            Self::OperatoreUfficioPiano => "OPERATORE_UFFICIO_PIANO",
            Self::Coordinatore => "COORDINATORE",
            Self::RegioneLettura => "REGIONE_LETTURA",
            Self::Auditor => "AUDITOR",
            Self::Analista => "ANALISTA",
            Self::Amministratore => "AMMINISTRATORE",
            Self::Dpo => "DPO",
        }
    }

    /// The role of that code.
    #[must_use]
    pub fn da_str(codice: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|r| r.as_str() == codice)
    }

    /// May be chosen among the «Operatori abilitati» of an assignment (M-G18).
    #[must_use]
    pub fn puo_ricevere_assegnazioni(self) -> bool {
        matches!(self, Self::AssistenteSociale | Self::OperatoreUfficioPiano)
    }
}

/// Number of a membership within its operator, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NumeroIncarico(pub u32);

impl NumeroIncarico {
    /// The one with which an operator begins.
    pub const PRIMO: Self = Self(1);

    /// The one after it.
    #[must_use]
    pub fn seguente(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for NumeroIncarico {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An operator at work: who, in which role, for which unit, at that time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attore {
    /// The operator.
    pub operatore: OperatoreId,
    /// Role at that time.
    pub ruolo: Ruolo,
    /// Unit at that time.
    pub unita: UnitaId,
}
