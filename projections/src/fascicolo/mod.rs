//! The fascicolo: which streams concern a subject, from which position of the log to which. A file "as it stood" is
//! the fold of these streams, cut at a position.

mod projection;
mod query;
#[cfg(test)]
mod tests;

pub use projection::Fascicolo;
pub use query::{StreamRef, streams_of};

/// As what a stream concerns a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ruolo {
    /// It is his.
    Titolare,
    /// He is a member of the household.
    Componente,
    /// The segnalazione is about him.
    Segnalato,
    /// He reported.
    Segnalante,
}

impl Ruolo {
    /// All of them.
    pub const TUTTI: [Self; 4] = [Self::Titolare, Self::Componente, Self::Segnalato, Self::Segnalante];

    /// As stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Titolare => "titolare",
            Self::Componente => "componente",
            Self::Segnalato => "segnalato",
            Self::Segnalante => "segnalante",
        }
    }

    /// The one of that stored name.
    #[must_use]
    pub fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|r| r.as_str() == nome)
    }
}
