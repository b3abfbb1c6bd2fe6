//! Judging the register's own errors and warnings.
//!
//! Codes are not enough: `EN148` is a catch-all, told apart by type and text, and `EN122` says by its text whether a
//! person never was in the register or left it.

use crate::risposta::Anomalia;
use domain::anagrafe::ErroreAnagrafe;

/// Texts that hold no personal datum and help who runs the system; any other text is withheld.
const TESTI_NOTI: [&str; 3] = [
    "Indicare comune o stato di nascita",
    "Devi specificare il comune di residenza",
    "Ente non abilitato o caso uso inesistente",
];

/// What blocking errors say about the person asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Assenza {
    /// Never entered, or under another code.
    NonRegistrata,
    /// Cancelled.
    Cancellata,
    /// More than one person corresponds.
    PiuSoggetti,
}

/// The errors of the list that block; the others are warnings.
pub(crate) fn bloccanti(lista: Option<&[Anomalia]>) -> Vec<&Anomalia> {
    lista.unwrap_or_default().iter().filter(|a| a.tipo_errore_anomalia.as_deref() != Some("W")).collect()
}

/// Judges a list with at least one blocking error.
///
/// # Errors
/// When the errors are about the request or about the register, not about the person.
pub(crate) fn giudica(errori: &[&Anomalia]) -> Result<Assenza, ErroreAnagrafe> {
    if errori.iter().any(|e| codice(e) == "999") {
        return Err(ErroreAnagrafe::NonDisponibile(Some("ANPR 999, operation not carried out".into())));
    }
    let sulla_persona = |e: &&&Anomalia| matches!(codice(e), "EN122" | "EN043");
    if let Some(altro) = errori.iter().find(|e| !sulla_persona(e)) {
        return Err(ErroreAnagrafe::RichiestaRifiutata(descrizione(altro)));
    }
    if errori.iter().any(|e| codice(e) == "EN043") {
        return Ok(Assenza::PiuSoggetti);
    }
    let cancellata = |e: &&Anomalia| testo(e).to_lowercase().contains("cancellato");
    Ok(if errori.iter().any(cancellata) { Assenza::Cancellata } else { Assenza::NonRegistrata })
}

fn codice(anomalia: &Anomalia) -> &str {
    anomalia.codice_errore_anomalia.as_deref().unwrap_or_default()
}

fn testo(anomalia: &Anomalia) -> &str {
    anomalia.testo_errore_anomalia.as_deref().unwrap_or_default()
}

/// Code and, when it is one of the known ones, text of an error.
fn descrizione(errore: &Anomalia) -> String {
    let codice = codice(errore);
    // With a digit, as all known ones: a name is no code. An ID ANPR and a codice fiscale are longer.
    let presentabile = (1..=8).contains(&codice.len())
        && codice.bytes().all(|b| b.is_ascii_alphanumeric())
        && codice.bytes().any(|b| b.is_ascii_digit());
    let codice = if presentabile { codice } else { "unknown code" };
    match TESTI_NOTI.into_iter().find(|noto| testo(errore).starts_with(noto)) {
        Some(noto) => format!("ANPR {codice}, {noto}"),
        None => format!("ANPR {codice}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errore(codice: &str, tipo: &str, testo: &str) -> Anomalia {
        Anomalia {
            codice_errore_anomalia: Some(codice.to_owned()),
            tipo_errore_anomalia: Some(tipo.to_owned()),
            testo_errore_anomalia: Some(testo.to_owned()),
        }
    }

    #[test]
    fn en122_is_told_apart_by_its_text() {
        for (testo, atteso) in [
            ("Soggetto non registrato in ANPR", Assenza::NonRegistrata),
            ("La richiesta effettuata non produce alcun risultato", Assenza::NonRegistrata),
            ("Soggetto cancellato da ANPR", Assenza::Cancellata),
        ] {
            assert_eq!(
                giudica(&[&errore("EN122", "E", testo)]).expect("about the person"),
                atteso,
                "{testo}"
            );
        }
    }

    #[test]
    fn a_warning_does_not_block_whatever_its_code() {
        let lista = [
            errore("EN148", "W", "Il D.M. prevede"),
            errore("EN122", "E", "Soggetto non registrato in ANPR"),
        ];
        let bloccanti = bloccanti(Some(&lista));
        assert_eq!(bloccanti.len(), 1);
        assert_eq!(giudica(&bloccanti).expect("about the person"), Assenza::NonRegistrata);
    }

    #[test]
    fn a_refusal_names_the_code_and_only_known_texts() {
        let noto = errore("EN148", "E", "Ente non abilitato o caso uso inesistente : C021");
        let ignoto = errore("EN148", "E", "Il codice ABCDEF00A00A000A non va bene");
        for (errore, atteso) in
            [(noto, "ANPR EN148, Ente non abilitato o caso uso inesistente"), (ignoto, "ANPR EN148")]
        {
            let Err(ErroreAnagrafe::RichiestaRifiutata(testo)) = giudica(&[&errore]) else {
                panic!("not refused")
            };
            assert_eq!(testo, atteso);
        }
    }
}
