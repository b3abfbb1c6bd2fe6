//! The quadro riassuntivo: bars and diamonds on a time line, of persons and households.

mod fold;
mod projection;
mod query;
#[cfg(test)]
mod tests;

pub use projection::Quadro;
pub use query::{LIMITE_MAX, Voce, quadro};

/// Kind of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TipoVoce {
    /// A first contact, on its day. Codice: the motivo.
    Segnalazione,
    /// A segnalazione in somebody's hands. Codice: where it stands (list STATO_SEGNALAZIONE).
    Assegnazione,
    /// A membership of a nucleo di fatto. Codice: the motivo of entry, after the end that of exit.
    NucleoDiFatto,
    /// A membership of the household in the register. No codice.
    NucleoAnagrafe,
}

impl TipoVoce {
    /// All of them.
    pub const TUTTI: [Self; 4] =
        [Self::Segnalazione, Self::Assegnazione, Self::NucleoDiFatto, Self::NucleoAnagrafe];

    /// As stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Segnalazione => "SEGNALAZIONE",
            Self::Assegnazione => "ASSEGNAZIONE",
            Self::NucleoDiFatto => "NUCLEO_DI_FATTO",
            Self::NucleoAnagrafe => "NUCLEO_ANAGRAFE",
        }
    }

    /// The one of that stored name.
    #[must_use]
    pub fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|t| t.as_str() == nome)
    }
}
