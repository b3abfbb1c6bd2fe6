//! Reading a request as strictly as the gateway does: the whole body against the interface, nulls refused.

use super::CasoUso;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

/// Longest `idOperazioneClient`: a UUID is too long.
const MAX_ID_OPERAZIONE: usize = 30;

/// A request that conforms to the interface.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Richiesta {
    id_operazione_client: String,
    pub(super) criteri_ricerca: Criteri,
    pub(super) dati_richiesta: DatiRichiesta,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Criteri {
    pub(super) codice_fiscale: Option<String>,
    #[serde(rename = "idANPR")]
    pub(super) id_anpr: Option<String>,
    pub(super) cognome: Option<String>,
    pub(super) senza_cognome: Option<String>,
    pub(super) nome: Option<String>,
    pub(super) senza_nome: Option<String>,
    pub(super) sesso: Option<String>,
    pub(super) dati_nascita: Option<DatiNascita>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DatiNascita {
    pub(super) data_evento: Option<NaiveDate>,
    #[serde(rename = "senzaGiorno")]
    _senza_giorno: Option<String>,
    #[serde(rename = "senzaGiornoMese")]
    _senza_giorno_mese: Option<String>,
    pub(super) luogo_nascita: Option<LuogoNascita>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct LuogoNascita {
    pub(super) comune: Option<Comune>,
    pub(super) localita: Option<Localita>,
    #[serde(rename = "luogoEccezionale")]
    _luogo_eccezionale: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Comune {
    pub(super) nome_comune: Option<String>,
    pub(super) codice_istat: Option<String>,
    #[serde(rename = "siglaProvinciaIstat")]
    _sigla_provincia_istat: Option<String>,
    #[serde(rename = "descrizioneLocalita")]
    _descrizione_localita: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Localita {
    pub(super) codice_stato: Option<String>,
    #[serde(rename = "descrizioneStato")]
    _descrizione_stato: Option<String>,
    #[serde(rename = "descrizioneLocalita")]
    _descrizione_localita: Option<String>,
    #[serde(rename = "provinciaContea")]
    _provincia_contea: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DatiRichiesta {
    pub(super) data_riferimento_richiesta: NaiveDate,
    motivo_richiesta: String,
    caso_uso: String,
}

/// Reads the body of a request to that service.
///
/// # Errors
/// The validation errors, as the gateway words them.
pub(super) fn read(caso_uso: CasoUso, content_type: Option<&str>, body: &[u8]) -> Result<Richiesta, String> {
    if content_type != Some("application/json") {
        return Err("header.Content-Type: application/json is required".to_owned());
    }
    let json: Value = serde_json::from_slice(body).map_err(|error| format!("body: {error}"))?;
    if let Some(path) = null_path(&json, "body") {
        return Err(format!("{path}: Null value is not allowed. (code: 1021)"));
    }
    let richiesta: Richiesta = serde_json::from_value(json).map_err(|error| format!("body: {error}"))?;
    check(caso_uso, &richiesta)?;
    Ok(richiesta)
}

fn check(caso_uso: CasoUso, richiesta: &Richiesta) -> Result<(), String> {
    let id = &richiesta.id_operazione_client;
    if id.is_empty() || id.len() > MAX_ID_OPERAZIONE || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err("body.idOperazioneClient: up to 30 letters and digits are required".to_owned());
    }
    if richiesta.dati_richiesta.motivo_richiesta.trim().is_empty() {
        return Err("body.datiRichiesta.motivoRichiesta: required".to_owned());
    }
    if richiesta.dati_richiesta.caso_uso != caso_uso.as_str() {
        return Err(format!("body.datiRichiesta.casoUso: {} is required", caso_uso.as_str()));
    }
    if caso_uso == CasoUso::C030 && richiesta.criteri_ricerca.id_anpr.is_some() {
        return Err("body.criteriRicerca.idANPR: additional property is not allowed. (code: 1000)".to_owned());
    }
    Ok(())
}

/// Where the first null is.
fn null_path(json: &Value, path: &str) -> Option<String> {
    match json {
        Value::Null => Some(path.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(i, item)| null_path(item, &format!("{path}[{i}]")))
        }
        Value::Object(fields) => {
            fields.iter().find_map(|(name, value)| null_path(value, &format!("{path}.{name}")))
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}
