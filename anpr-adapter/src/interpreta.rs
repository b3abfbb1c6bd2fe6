//! From an HTTP answer to what the register said. Pure: any bytes may be given to it.

use crate::anomalie::{self, Assenza};
use crate::risposta::{DatiSoggetto, ProblemaGateway, Risposta};
use crate::testo;
use domain::anagrafe::ErroreAnagrafe;

/// What the register said.
pub(crate) enum Interpretata {
    /// Success; the list may be empty.
    Soggetti {
        /// `idOperazioneANPR`.
        id_operazione: Option<String>,
        /// Persons, as received.
        soggetti: Vec<DatiSoggetto>,
    },
    /// The register has nobody to show, or too many.
    Assente(Assenza),
}

/// Reads an answer.
///
/// # Errors
/// When it is a fault, a refusal, or not of the agreed form.
pub(crate) fn interpreta(
    status: u16,
    content_type: Option<&str>,
    body: &[u8],
) -> Result<Interpretata, ErroreAnagrafe> {
    match status {
        200 => successo(content_type, body),
        429 => Err(limite(content_type, body)),
        400..=499 => rifiuto(status, content_type, body).map(Interpretata::Assente),
        500..=599 => Err(ErroreAnagrafe::NonDisponibile(Some(descrivi(status, content_type, body).into()))),
        _ => Err(ErroreAnagrafe::RispostaNonValida("unexpected HTTP status")),
    }
}

fn successo(content_type: Option<&str>, body: &[u8]) -> Result<Interpretata, ErroreAnagrafe> {
    if !is_json(content_type) {
        return Err(ErroreAnagrafe::RispostaNonValida("content type is not JSON"));
    }
    // The cause is dropped on purpose: it quotes values.
    let risposta: Risposta = serde_json::from_slice(body)
        .map_err(|_| ErroreAnagrafe::RispostaNonValida("body not of the agreed form"))?;
    if risposta.id_operazione_anpr.is_none() && risposta.lista_soggetti.is_none() {
        return Err(ErroreAnagrafe::RispostaNonValida("body without operation and persons"));
    }
    let mut errori = anomalie::bloccanti(risposta.lista_errori.as_deref());
    errori.extend(anomalie::bloccanti(risposta.lista_anomalie.as_deref()));
    if !errori.is_empty() {
        return anomalie::giudica(&errori).map(Interpretata::Assente);
    }
    Ok(Interpretata::Soggetti {
        id_operazione: testo::testo(risposta.id_operazione_anpr.as_deref(), 100)?,
        soggetti: risposta.lista_soggetti.and_then(|lista| lista.dati_soggetto).unwrap_or_default(),
    })
}

/// An answer 4xx: an error of the register if it lists any, else one of the gateway or of something on the way.
fn rifiuto(status: u16, content_type: Option<&str>, body: &[u8]) -> Result<Assenza, ErroreAnagrafe> {
    let risposta: Option<Risposta> =
        is_json(content_type).then(|| serde_json::from_slice(body).ok()).flatten();
    if let Some(lista) = risposta.and_then(|r| r.lista_errori) {
        let errori = anomalie::bloccanti(Some(&lista));
        if errori.is_empty() {
            return Err(ErroreAnagrafe::RispostaNonValida("error answer without a blocking error"));
        }
        return anomalie::giudica(&errori);
    }
    // A 404 of the register means "no such person": one of unknown origin must not be taken for it.
    if status == 404 && titolo(content_type, body).is_none() {
        return Err(ErroreAnagrafe::RispostaNonValida("404 neither of the registry nor of its gateway"));
    }
    Err(ErroreAnagrafe::RichiestaRifiutata(descrivi(status, content_type, body)))
}

fn limite(content_type: Option<&str>, body: &[u8]) -> ErroreAnagrafe {
    match titolo(content_type, body).as_deref() {
        Some("LimitExceeded") => ErroreAnagrafe::QuotaEsaurita,
        _ => ErroreAnagrafe::NonDisponibile(Some(descrivi(429, content_type, body).into())),
    }
}

/// Status, title and gateway id: what the help desk needs. The gateway's `detail` is left out, it may quote the body.
fn descrivi(status: u16, content_type: Option<&str>, body: &[u8]) -> String {
    let mut testo = format!("HTTP {status}");
    if let Some(problema) = problema(content_type, body) {
        if let Some(titolo) = problema.title.as_deref().filter(|t| titolo_presentabile(t)) {
            testo = format!("{testo} {titolo}");
        }
        let id = problema.govway_id.or(problema.transazione);
        if let Some(id) = id.as_deref().filter(|id| id_presentabile(id)) {
            testo = format!("{testo} (govway id {id})");
        }
    }
    testo
}

/// Title of an error of the gateway.
pub(crate) fn titolo(content_type: Option<&str>, body: &[u8]) -> Option<String> {
    problema(content_type, body).and_then(|p| p.title)
}

fn problema(content_type: Option<&str>, body: &[u8]) -> Option<ProblemaGateway> {
    if is_json(content_type) { serde_json::from_slice(body).ok() } else { None }
}

/// Short, and of hexadecimal digits and hyphens: no codice fiscale and no name has this form.
pub(crate) fn id_presentabile(testo: &str) -> bool {
    (1..=64).contains(&testo.len()) && testo.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// As the gateway writes its titles: some words in one, without digits. Names and codes of the register are in capitals.
fn titolo_presentabile(testo: &str) -> bool {
    let lettere = testo.bytes().all(|b| b.is_ascii_alphabetic());
    (1..=64).contains(&testo.len()) && lettere && testo.bytes().any(|b| b.is_ascii_lowercase())
}

fn is_json(content_type: Option<&str>) -> bool {
    let essenza = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    ["application/json", "application/problem+json"].iter().any(|json| essenza.eq_ignore_ascii_case(json))
}
