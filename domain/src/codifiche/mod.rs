//! Code lists: the codes that commands and events carry, with label, validity and crosswalks.
//!
//! Events store the code only. A retired code stays readable for ever ([`voce`]) and is refused in new commands dated
//! after its last day ([`valida_al`]). The product ships these entries; a district may add its own under the prefix
//! `X_`, which is therefore free here. Sources: `domain/data/README.md`.

mod lista;
mod parentela;
#[cfg(test)]
mod tests;
mod voce;

use crate::rifiuto::Codice;
use chrono::NaiveDate;
use std::sync::LazyLock;
use thiserror::Error;

pub use lista::Lista;
pub use parentela::relazione_inversa;
pub use voce::Voce;

/// Why a code cannot be used. Carries no text of the user's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ErroreCodifica {
    /// No list has that name.
    #[error("elenco sconosciuto")]
    ListaSconosciuta,
    /// The list has, at that date, no such code.
    #[error("il codice non è tra quelli previsti dall'elenco {lista}")]
    Sconosciuta {
        /// The list.
        lista: Lista,
    },
    /// The code was retired before that date.
    #[error("il codice dell'elenco {lista} non è più utilizzabile dopo il {valido_al}")]
    NonPiuValida {
        /// The list.
        lista: Lista,
        /// Last day on which the code could be used.
        valido_al: NaiveDate,
    },
}

impl ErroreCodifica {
    /// The refusal of the catalogue.
    #[must_use]
    pub fn codice(&self) -> Codice {
        match self {
            Self::ListaSconosciuta | Self::Sconosciuta { .. } => Codice::VoceSconosciuta,
            Self::NonPiuValida { .. } => Codice::VoceNonPiuValida,
        }
    }
}

static RIGHE: &str = include_str!("../../data/codifiche.csv");

/// By list, then in the order to show.
static VOCI: LazyLock<Vec<Voce>> = LazyLock::new(|| {
    let mut lettore = csv::Reader::from_reader(RIGHE.as_bytes());
    let mut voci: Vec<Voce> = lettore.records().filter_map(|riga| voce::leggi(&riga.ok()?)).collect();
    voci.sort_by_key(|v| (v.lista, v.ordinamento));
    voci
});

/// All entries of the list, also retired ones, in the order to show.
fn tutte(lista: Lista) -> &'static [Voce] {
    let inizio = VOCI.partition_point(|v| v.lista < lista);
    let fine = VOCI.partition_point(|v| v.lista <= lista);
    &VOCI[inizio..fine]
}

/// The entry of a code, whenever it was valid: for showing what is stored.
#[must_use]
pub fn voce(lista: Lista, codice: &str) -> Option<&'static Voce> {
    tutte(lista).iter().find(|v| v.codice == codice)
}

/// The entry of a code that a command of that date may use.
///
/// # Errors
/// [`ErroreCodifica::Sconosciuta`] for a code that the list has not (or has not yet at the date),
/// [`ErroreCodifica::NonPiuValida`] for one retired before it.
pub fn valida_al(lista: Lista, codice: &str, data: NaiveDate) -> Result<&'static Voce, ErroreCodifica> {
    let voce = voce(lista, codice).ok_or(ErroreCodifica::Sconosciuta { lista })?;
    match voce.valido_al {
        Some(valido_al) if valido_al < data => Err(ErroreCodifica::NonPiuValida { lista, valido_al }),
        _ if voce.valida_alla(data) => Ok(voce),
        _ => Err(ErroreCodifica::Sconosciuta { lista }),
    }
}

/// The entries of the list in the order to show: those of that day or, without a day, all of them.
#[must_use]
pub fn voci(lista: Lista, alla: Option<NaiveDate>) -> Vec<&'static Voce> {
    tutte(lista).iter().filter(|v| alla.is_none_or(|data| v.valida_alla(data))).collect()
}

/// The first entry of the list that stands for a code of another system, for example
/// `(StatoDemografico, "anpr", "6")`. Keys: `anpr`, `sinba`, `psa`.
#[must_use]
pub fn voce_da_crosswalk(lista: Lista, sistema: &str, codice: &str) -> Option<&'static Voce> {
    tutte(lista)
        .iter()
        .find(|v| v.crosswalk(sistema).is_some_and(|altri| altri.split('/').any(|c| c == codice)))
}
