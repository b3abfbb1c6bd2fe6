//! Checks that several aggregates share: dates, and entries of the code lists.

use crate::codifiche::{self, Lista, Voce};
use crate::rifiuto::{Codice, ErroreCampo};
use chrono::{Datelike, NaiveDate};

/// No date about a person in a file is older: nobody in it was born earlier.
const ANNO_MINIMO: i32 = 1850;

/// A date of a person's life: neither in the future nor before 1850.
///
/// # Errors
/// `DataFutura`, `DataTroppoRemota`.
pub(crate) fn data_passata(data: NaiveDate, oggi: NaiveDate, campo: &str) -> Result<(), ErroreCampo> {
    data_non_prima(data, ANNO_MINIMO, oggi, campo)
}

/// A date neither in the future nor before the first day of `anno_minimo`.
///
/// # Errors
/// `DataFutura`, `DataTroppoRemota`.
pub(crate) fn data_non_prima(
    data: NaiveDate,
    anno_minimo: i32,
    oggi: NaiveDate,
    campo: &str,
) -> Result<(), ErroreCampo> {
    if data > oggi {
        Err(ErroreCampo::nuovo(Codice::DataFutura, campo))
    } else if data.year() < anno_minimo {
        Err(ErroreCampo::nuovo(Codice::DataTroppoRemota, campo))
    } else {
        Ok(())
    }
}

/// The entry of a list that a command of that day may use.
///
/// # Errors
/// `CampoObbligatorio` for a blank code, `VoceSconosciuta`, `VoceNonPiuValida`.
pub(crate) fn voce(
    lista: Lista,
    codice: &str,
    oggi: NaiveDate,
    campo: &str,
) -> Result<&'static Voce, ErroreCampo> {
    scelta(codice, campo)?;
    codifiche::valida_al(lista, codice, oggi).map_err(|causa| ErroreCampo::nuovo(causa.codice(), campo))
}

/// The entry of a list that never changes with time.
///
/// # Errors
/// `CampoObbligatorio` for a blank code, `VoceSconosciuta`.
pub(crate) fn voce_fissa(lista: Lista, codice: &str, campo: &str) -> Result<&'static Voce, ErroreCampo> {
    scelta(codice, campo)?;
    codifiche::voce(lista, codice).ok_or_else(|| ErroreCampo::nuovo(Codice::VoceSconosciuta, campo))
}

fn scelta(codice: &str, campo: &str) -> Result<(), ErroreCampo> {
    if codice.trim().is_empty() {
        return Err(ErroreCampo::nuovo(Codice::CampoObbligatorio, campo));
    }
    Ok(())
}
