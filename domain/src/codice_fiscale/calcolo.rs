//! Computing a codice fiscale from the personal data.

use super::traslitterazione::lettere;
use super::{CampoNome, CodiceFiscale, ErroreCodiceFiscale, GIORNO_DONNE, MESI, con_controllo};
use crate::luoghi::{self, CodiceLuogo};
use crate::persona::Sesso;
use chrono::{Datelike, NaiveDate};

/// What the code is computed from.
#[derive(Clone, Copy)]
pub struct DatiPerCalcolo<'a> {
    /// Surname (the maiden name for women), all its parts; empty for persons without one.
    pub cognome: &'a str,
    /// All given names; empty for persons without one.
    pub nome: &'a str,
    /// Sex.
    pub sesso: Sesso,
    /// Birth date.
    pub data_nascita: NaiveDate,
    /// Codice catastale of the comune at birth, or Z code of the foreign state.
    pub codice_luogo: &'a str,
}

crate::debug_oscurato!(DatiPerCalcolo<'_>);

/// Computes the codice fiscale, without omocodia (only the tax agency assigns one).
///
/// A place that did not exist at the birth date is accepted, see [`CodiceFiscale::verifica_con`].
///
/// # Errors
/// [`ErroreCodiceFiscale::NomeMancante`], [`ErroreCodiceFiscale::NonTraslitterabile`] or
/// [`ErroreCodiceFiscale::LuogoNascitaSconosciuto`].
pub fn calcola(dati: &DatiPerCalcolo<'_>) -> Result<CodiceFiscale, ErroreCodiceFiscale> {
    if dati.cognome.trim().is_empty() && dati.nome.trim().is_empty() {
        return Err(ErroreCodiceFiscale::NomeMancante);
    }
    let luogo = dati.codice_luogo.trim().to_ascii_uppercase();
    if luoghi::classifica(&luogo) == CodiceLuogo::Inesistente {
        return Err(ErroreCodiceFiscale::LuogoNascitaSconosciuto);
    }
    let mut codice = String::with_capacity(16);
    codice.push_str(&parte_cognome(dati.cognome)?);
    codice.push_str(&parte_nome(dati.nome)?);
    codice.push_str(&parte_data(dati.data_nascita, dati.sesso));
    codice.push_str(&luogo);
    Ok(CodiceFiscale(con_controllo(&codice)))
}

/// The three letters of the surname: consonants in order, then vowels, then X.
pub(super) fn parte_cognome(cognome: &str) -> Result<String, ErroreCodiceFiscale> {
    let (consonanti, vocali) = divide(cognome, CampoNome::Cognome)?;
    Ok(tre_lettere(&consonanti, &vocali))
}

/// The three letters of the first name: as the surname, but of four or more consonants the second is skipped.
pub(super) fn parte_nome(nome: &str) -> Result<String, ErroreCodiceFiscale> {
    let (mut consonanti, vocali) = divide(nome, CampoNome::Nome)?;
    if consonanti.len() >= 4 {
        consonanti.remove(1);
    }
    Ok(tre_lettere(&consonanti, &vocali))
}

/// Year, month and day as they stand in the code.
fn parte_data(data: NaiveDate, sesso: Sesso) -> String {
    let anno = data.year().rem_euclid(100);
    let mese = usize::try_from(data.month0()).ok().and_then(|i| MESI.get(i)).copied().map_or('A', char::from);
    let giorno = data.day() + if sesso == Sesso::F { GIORNO_DONNE } else { 0 };
    format!("{anno:02}{mese}{giorno:02}")
}

/// Consonants and vowels of a name; both empty for an absent name.
fn divide(nome: &str, campo: CampoNome) -> Result<(String, String), ErroreCodiceFiscale> {
    let lettere = lettere(nome);
    if lettere.is_empty() && nome.chars().any(char::is_alphabetic) {
        return Err(ErroreCodiceFiscale::NonTraslitterabile { campo });
    }
    Ok(lettere.chars().partition(|c| !matches!(c, 'A' | 'E' | 'I' | 'O' | 'U')))
}

fn tre_lettere(consonanti: &str, vocali: &str) -> String {
    consonanti.chars().chain(vocali.chars()).chain(['X'; 3]).take(3).collect()
}
