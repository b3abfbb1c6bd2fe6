//! Households: who belongs to which, as a nucleo di fatto and as ANPR shows it (M-E10 to M-E15).

mod projection;
mod query;
#[cfg(test)]
mod tests;

pub use projection::Nuclei;
pub use query::{ComponenteRiga, NucleoRef, componenti, nuclei_di};

/// Kind of household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TipoNucleo {
    /// As the operators know it.
    Fatto,
    /// As ANPR shows it; its id is the subject for whom the register was asked.
    Anagrafe,
}

impl TipoNucleo {
    /// As stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fatto => "fatto",
            Self::Anagrafe => "anagrafe",
        }
    }

    /// The one of that stored name.
    #[must_use]
    pub fn da_str(nome: &str) -> Option<Self> {
        [Self::Fatto, Self::Anagrafe].into_iter().find(|t| t.as_str() == nome)
    }
}
