//! What the register answers: `RispostaE002OK` and `RispostaKO`.

use super::CasoUso;
use super::request::{Criteri, LuogoNascita as LuogoCercato, Richiesta};
use super::subject::{cittadinanza, decesso, esistenza_in_vita, luogo, residenza, sesso, soggetto};
use crate::population::{Componente, Persona, Population};
use axum::http::StatusCode;
use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

const NON_REGISTRATO: &str = "Soggetto non registrato in ANPR";
const CANCELLATO: &str = "Soggetto cancellato da ANPR";
const SENZA_LUOGO: &str = "Indicare comune o stato di nascita";
const CRITERI_ERRATI: &str = "Criteri di ricerca non ammessi";
const PIU_SOGGETTI: &str = "Sono presenti piu' soggetti corrispondenti ai dati anagrafici inseriti";
const USARE_ID_ANPR: &str = "Il D.M. Ministero dell'Interno 3 marzo 2023 (art.3 comma 3) prevede l'accesso ad ANPR \
     esclusivamente con identificativo unico nazionale (ID ANPR), si rappresenta pertanto l'urgenza di provvedere \
     all'integrazione dei propri sistemi.";

/// Status and body.
pub(super) type Answer = (StatusCode, Value);

/// The answer to a request; with `wrong_person`, about somebody else.
pub(super) fn answer(
    population: &Population,
    caso_uso: CasoUso,
    richiesta: &Richiesta,
    wrong_person: bool,
) -> Answer {
    let giorno = richiesta.dati_richiesta.data_riferimento_richiesta;
    let avviso = caso_uso != CasoUso::C030 && richiesta.criteri_ricerca.codice_fiscale.is_some();
    let trovate = match cerca(population, &richiesta.criteri_ricerca) {
        Ok(trovate) => trovate,
        Err(testo) => return ko(StatusCode::BAD_REQUEST, &[anomalia("EN148", "E", testo)]),
    };
    let persone = population.persone();
    let cancellate = trovate.iter().any(|i| persone[*i].cancellata);
    let mostrabile = |i: &usize| !persone[*i].cancellata && persone[*i].nascita.data <= giorno;
    let mut mostrate: Vec<usize> = trovate.into_iter().filter(mostrabile).collect();
    if mostrate.is_empty() {
        let mut errori = vec![anomalia("EN122", "E", if cancellate { CANCELLATO } else { NON_REGISTRATO })];
        errori.extend(avviso.then(|| anomalia("EN148", "W", USARE_ID_ANPR)));
        return ko(StatusCode::NOT_FOUND, &errori);
    }
    if wrong_person {
        mostrate = (0..persone.len())
            .filter(|i| mostrate.iter().all(|m| !vivono_insieme(population, *m, *i)))
            .filter(mostrabile)
            .take(1)
            .collect();
    }
    let soggetti: Vec<Value> = match (caso_uso, mostrate.as_slice()) {
        (CasoUso::C021, [persona]) => famiglia(population, *persona, giorno),
        (CasoUso::C021, _) => return ko(StatusCode::BAD_REQUEST, &[anomalia("EN043", "E", PIU_SOGGETTI)]),
        _ => mostrate.iter().map(|i| uno(population, caso_uso, *i, giorno)).collect(),
    };
    let mut corpo = success(&soggetti);
    if avviso {
        corpo["listaAnomalie"] = json!([anomalia("EN148", "W", USARE_ID_ANPR)]);
    }
    (StatusCode::OK, corpo)
}

/// What a use case other than that of the household says of a person.
fn uno(population: &Population, caso_uso: CasoUso, indice: usize, giorno: NaiveDate) -> Value {
    let persona = &population.persone()[indice];
    if caso_uso == CasoUso::C030 {
        return soggetto(persona, None);
    }
    let mut risposta = soggetto(persona, Some(indice));
    let mut info: Vec<Value> = Vec::new();
    match caso_uso {
        CasoUso::C018 => risposta["cittadinanza"] = cittadinanza(persona),
        CasoUso::C019 => {
            info.extend(decesso(persona, giorno));
            info.push(esistenza_in_vita(persona, giorno));
        }
        CasoUso::C020 => {
            risposta["residenza"] = residenza(population, indice, giorno);
            info.extend(decesso(persona, giorno));
        }
        CasoUso::C015 | CasoUso::C021 | CasoUso::C030 => {}
    }
    if !info.is_empty() {
        risposta["infoSoggettoEnte"] = json!(info);
    }
    risposta
}

fn vivono_insieme(population: &Population, uno: usize, altro: usize) -> bool {
    population.famiglia_di(uno).is_some_and(|f| f.componenti.iter().any(|c| c.persona == altro))
}

/// A success with those persons.
pub(super) fn success(soggetti: &[Value]) -> Value {
    json!({ "listaSoggetti": { "datiSoggetto": soggetti } })
}

/// The body with the number of the operation: always the same for the same request.
pub(super) fn numbered(mut corpo: Value, richiesta: &[u8]) -> Value {
    corpo["idOperazioneANPR"] = json!(Uuid::new_v5(&Uuid::NAMESPACE_OID, richiesta));
    corpo
}

/// The temporary error of the register.
pub(super) fn internal_error() -> Answer {
    ko(StatusCode::INTERNAL_SERVER_ERROR, &[anomalia("999", "E", "Operazione non effettuabile")])
}

fn ko(status: StatusCode, errori: &[Value]) -> Answer {
    (status, json!({ "listaErrori": errori }))
}

fn anomalia(codice: &str, tipo: &str, testo: &str) -> Value {
    json!({ "codiceErroreAnomalia": codice, "testoErroreAnomalia": testo, "tipoErroreAnomalia": tipo })
}

/// Everybody who corresponds; exactly one kind of criterion is allowed.
fn cerca(population: &Population, criteri: &Criteri) -> Result<Vec<usize>, &'static str> {
    let per_dati = criteri.cognome.is_some() || criteri.nome.is_some() || criteri.dati_nascita.is_some();
    match (&criteri.id_anpr, &criteri.codice_fiscale, per_dati) {
        (Some(id), None, false) => Ok(population.per_id_anpr(id).into_iter().collect()),
        (None, Some(codice), false) => Ok(population.per_codice_fiscale(codice).to_vec()),
        (None, None, true) => per_dati_anagrafici(population, criteri),
        _ => Err(CRITERI_ERRATI),
    }
}

fn per_dati_anagrafici(population: &Population, criteri: &Criteri) -> Result<Vec<usize>, &'static str> {
    let nascita = criteri.dati_nascita.as_ref().ok_or(CRITERI_ERRATI)?;
    let data = nascita.data_evento.ok_or(CRITERI_ERRATI)?;
    let luogo = nascita
        .luogo_nascita
        .as_ref()
        .filter(|l| l.comune.is_some() || l.localita.is_some())
        .ok_or(SENZA_LUOGO)?;
    let completi = (criteri.cognome.is_some() || criteri.senza_cognome.is_some())
        && (criteri.nome.is_some() || criteri.senza_nome.is_some())
        && criteri.sesso.is_some();
    if !completi {
        return Err(CRITERI_ERRATI);
    }
    let corrisponde = |p: &Persona| {
        p.cognome == criteri.cognome
            && Some(p.nome.as_str()) == criteri.nome.as_deref()
            && Some(sesso(p)) == criteri.sesso.as_deref()
            && p.nascita.data == data
            && nato_in(p, luogo)
    };
    Ok(population.persone().iter().enumerate().filter(|(_, p)| corrisponde(p)).map(|(i, _)| i).collect())
}

fn nato_in(persona: &Persona, cercato: &LuogoCercato) -> bool {
    let nascita = luogo(persona);
    let uguale = |puntatore: &str, cercato: Option<&str>| {
        cercato.is_some() && nascita.pointer(puntatore).and_then(Value::as_str) == cercato
    };
    let comune = cercato.comune.as_ref().is_some_and(|c| {
        uguale("/comune/codiceIstat", c.codice_istat.as_deref())
            || c.codice_istat.is_none() && uguale("/comune/nomeComune", c.nome_comune.as_deref())
    });
    let localita = cercato.localita.as_ref();
    comune || localita.is_some_and(|l| uguale("/localita/codiceStato", l.codice_stato.as_deref()))
}

/// The household as of a day. A deceased person comes alone, with the date; on the day of death nobody comes.
fn famiglia(population: &Population, chiesta: usize, giorno: NaiveDate) -> Vec<Value> {
    let persone = population.persone();
    if let Some(decesso) = persone[chiesta].decesso.filter(|decesso| *decesso <= giorno) {
        if decesso == giorno {
            return Vec::new();
        }
        let mut defunto = soggetto(&persone[chiesta], Some(chiesta));
        let voce = json!([{ "id": "1015", "chiave": "Data decesso", "valoreData": decesso }]);
        defunto["infoSoggettoEnte"] = voce;
        return vec![defunto];
    }
    let Some(famiglia) = population.famiglia_di(chiesta) else { return Vec::new() };
    let presente = |c: &&Componente| {
        let persona = &persone[c.persona];
        c.persona == chiesta || c.dal <= giorno && persona.in_vita(giorno) && !persona.cancellata
    };
    let componente = |c: &Componente| {
        let mut componente = soggetto(&persone[c.persona], Some(c.persona));
        componente["legameSoggetto"] = json!({
            "tipoLegame": famiglia.tipo_legame.to_string(),
            "codiceLegame": c.codice_legame.to_string(),
            "dataDecorrenza": c.dal,
        });
        componente
    };
    famiglia.componenti.iter().filter(presente).map(componente).collect()
}
