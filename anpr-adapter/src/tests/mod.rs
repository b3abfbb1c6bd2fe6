//! The reading of answers, judged as a whole: bytes in, outcome out. Fixtures are under `tests/fixtures/`.

mod esempi;
mod famiglia;
mod invarianti;
mod ricerca;

use crate::esito;
use crate::interpreta::interpreta;
use chrono::{DateTime, NaiveDate, Utc};
use domain::anagrafe::{ErroreAnagrafe, EsitoFamiglia, EsitoRicerca, PersonaAnagrafe};
use domain::persona::Provenienza;
use serde_json::Value;

/// The person of the fixtures.
pub(super) const CF: &str = "SRFCRL79C54M082E";
pub(super) const ID: &str = "SC79314CR";
pub(super) const JSON: Option<&str> = Some("application/json");

pub(super) fn giorno(testo: &str) -> NaiveDate {
    testo.parse().expect("a date")
}

pub(super) fn provenienza(servizi: &[&str]) -> Provenienza {
    Provenienza {
        servizi: servizi.iter().map(|s| (*s).to_owned()).collect(),
        consultato_il: DateTime::<Utc>::from_timestamp(1_795_395_600, 0).expect("an instant"),
        data_riferimento: giorno("2026-11-23"),
        id_operazione: None,
    }
}

/// A fixture by name.
pub(super) fn fixture(nome: &str) -> Value {
    let percorso = format!("{}/tests/fixtures/{nome}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(&percorso).expect(&percorso)).expect(&percorso)
}

/// A fixture with the value at a JSON pointer replaced; `Null` removes the field.
pub(super) fn con(nome: &str, modifiche: &[(&str, Value)]) -> Value {
    let mut corpo = fixture(nome);
    for (puntatore, valore) in modifiche {
        let (padre, campo) = puntatore.rsplit_once('/').expect("a pointer");
        let padre = corpo.pointer_mut(padre).expect(puntatore);
        match padre {
            Value::Array(lista) => {
                let indice = campo.parse::<usize>().expect("an index");
                if valore.is_null() {
                    lista.remove(indice);
                } else {
                    lista[indice] = valore.clone();
                }
            }
            Value::Object(oggetto) if valore.is_null() => {
                oggetto.remove(campo).expect(puntatore);
            }
            _ => padre[campo] = valore.clone(),
        }
    }
    corpo
}

pub(super) fn leggi_c015(corpo: &[u8]) -> Result<EsitoRicerca, ErroreAnagrafe> {
    esito::ricerca(interpreta(200, JSON, corpo)?, CF, ID, provenienza(&["C030", "C015"]))
}

pub(super) fn leggi_c021(corpo: &[u8]) -> Result<EsitoFamiglia, ErroreAnagrafe> {
    esito::famiglia(interpreta(200, JSON, corpo)?, ID, provenienza(&["C021"]))
}

pub(super) fn bytes(corpo: &Value) -> Vec<u8> {
    serde_json::to_vec(corpo).expect("JSON")
}

pub(super) fn trovata(corpo: &Value) -> PersonaAnagrafe {
    match leggi_c015(&bytes(corpo)) {
        Ok(EsitoRicerca::Trovata(persona)) => *persona,
        Ok(_) => panic!("nobody found"),
        Err(errore) => panic!("{errore}"),
    }
}

/// The reason for which an answer is refused.
pub(super) fn motivo<T>(esito: Result<T, ErroreAnagrafe>) -> &'static str {
    match esito {
        Err(ErroreAnagrafe::RispostaNonValida(motivo)) => motivo,
        Err(altro) => panic!("refused otherwise: {altro}"),
        Ok(_) => panic!("accepted"),
    }
}
