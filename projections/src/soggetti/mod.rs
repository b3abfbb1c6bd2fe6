//! The subjects of the internal registry: forgiving search, and their headers for lists (M-D01 to M-D04).
//!
//! Search needs B-trees only. Names are folded ([`chiave`]) and kept as «surname name» and «name surname»; what is
//! typed becomes a list of disjoint ranges of these keys ([`gambe`]), best first, and a page is read from them in
//! order. When they hold next to nothing, the words of the dictionary that are one edit away make further ranges, and
//! when these do not help either, those that are two away.

mod chiave;
#[cfg(feature = "bulk")]
pub(crate) mod copy_row;
mod criteri;
mod distanza;
mod dizionario;
mod gambe;
mod lettura;
mod pagina;
mod parole;
mod projection;
mod query;
mod simili;
#[cfg(test)]
mod tests;
mod variante;

pub use chiave::chiave;
pub(crate) use chiave::chiave_di;
pub use criteri::Criteri;
pub use dizionario::Dizionario;
pub use lettura::{Intestazione, Nominato, Scheda, Trovato};
pub use projection::Soggetti;
pub use query::{cerca, cerca_con, omonimi, schede};
pub use variante::{a_una_modifica, varianti};

/// How well a subject matches what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Corrispondenza {
    /// Whole words, or the identifier itself.
    Esatta,
    /// What was typed begins a word.
    Prefisso,
    /// A typing error away, or the same codice fiscale but for omocodia.
    Simile,
}
