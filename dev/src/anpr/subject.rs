//! What the register writes about one person: the blocks of `datiSoggetto`.

use crate::population::{Famiglia, Indirizzo, Persona, Population};
use chrono::NaiveDate;
use domain::luoghi::{cap_di, comune_alla, stato_estero, stato_per_istat};
use domain::persona::{LuogoNascita, Precisione, Sesso};
use serde_json::{Map, Value, json};

/// `tipoIndirizzo` of a residence, and of one abroad.
const RESIDENZA: &str = "1";
const RESIDENZA_ESTERA: &str = "4";

/// `datiSoggetto`; without personal data when no card number is given.
pub(super) fn soggetto(persona: &Persona, scheda: Option<usize>) -> Value {
    let mut soggetto = json!({ "identificativi": { "idANPR": persona.id_anpr } });
    if let Some(scheda) = scheda {
        soggetto["generalita"] = generalita(persona, scheda);
    }
    soggetto
}

fn generalita(persona: &Persona, scheda: usize) -> Value {
    let mut campi = Map::new();
    let mut metti = |nome: &str, valore: Value| campi.insert(nome.to_owned(), valore);
    if let Some(codice) = &persona.codice_fiscale {
        let validita = if persona.cf_validato { "1" } else { "9" };
        metti("codiceFiscale", json!({ "codFiscale": codice, "validitaCF": validita }));
    }
    match &persona.cognome {
        Some(cognome) => metti("cognome", json!(cognome)),
        None => metti("senzaCognome", json!("1")),
    };
    metti("nome", json!(persona.nome));
    metti("sesso", json!(sesso(persona)));
    metti("dataNascita", json!(persona.nascita.data));
    match persona.nascita.precisione {
        Precisione::Giorno => None,
        Precisione::Mese => metti("senzaGiorno", json!("1")),
        Precisione::Anno => metti("senzaGiornoMese", json!("1")),
    };
    metti("luogoNascita", luogo(persona));
    if persona.aire {
        metti("soggettoAIRE", json!("S"));
    }
    metti("idSchedaSoggettoANPR", json!((90_000_000 + scheda).to_string()));
    Value::Object(campi)
}

pub(super) fn luogo(persona: &Persona) -> Value {
    match &persona.luogo_nascita {
        LuogoNascita::Comune { codice, denominazione, provincia } => {
            let istat = comune_alla(codice, persona.nascita.data).map(|c| c.codistat).unwrap_or_default();
            json!({ "comune": { "nomeComune": denominazione, "codiceIstat": istat, "siglaProvinciaIstat": provincia } })
        }
        LuogoNascita::Estero { codice, stato, localita } => {
            let istat = stato_estero(codice).and_then(|s| s.codistat).unwrap_or("998");
            let mut luogo = json!({ "descrizioneStato": stato, "codiceStato": istat });
            if let Some(localita) = localita {
                luogo["descrizioneLocalita"] = json!(localita);
            }
            json!({ "localita": luogo })
        }
        LuogoNascita::Descritto { descrizione } => json!({ "luogoEccezionale": descrizione }),
    }
}

pub(super) fn sesso(persona: &Persona) -> &'static str {
    match persona.sesso {
        Sesso::M => "M",
        Sesso::F => "F",
    }
}

/// `residenza`: the address of the household in which the person lives.
pub(super) fn residenza(population: &Population, persona: usize, giorno: NaiveDate) -> Value {
    let Some(famiglia) = population.famiglia_di(persona) else { return json!([]) };
    let dal = famiglia.componenti.iter().find(|c| c.persona == persona).map(|c| c.dal);
    let mut residenza = if famiglia.tipo_legame == Famiglia::AIRE {
        json!({ "tipoIndirizzo": RESIDENZA_ESTERA, "localitaEstera": all_estero() })
    } else {
        json!({ "tipoIndirizzo": RESIDENZA, "indirizzo": indirizzo(&famiglia.indirizzo, giorno) })
    };
    if let Some(dal) = dal {
        residenza["dataDecorrenzaResidenza"] = json!(dal);
    }
    json!([residenza])
}

fn indirizzo(indirizzo: &Indirizzo, giorno: NaiveDate) -> Value {
    let comune = comune_alla(indirizzo.comune, giorno);
    json!({
        "cap": cap_di(indirizzo.comune).unwrap_or_default(),
        "comune": {
            "nomeComune": comune.map(|c| c.denominazione).unwrap_or_default(),
            "codiceIstat": comune.map(|c| c.codistat).unwrap_or_default(),
            "siglaProvinciaIstat": comune.map(|c| c.sigla_provincia).unwrap_or_default(),
        },
        "toponimo": {
            "specie": indirizzo.specie,
            "denominazioneToponimo": indirizzo.denominazione,
            "specieFonte": "1",
        },
        "numeroCivico": { "numero": indirizzo.civico.to_string() },
    })
}

/// All who live abroad here live at one invented address.
fn all_estero() -> Value {
    json!({
        "indirizzoEstero": {
            "cap": "75000",
            "localita": { "descrizioneLocalita": "PARIGI", "descrizioneStato": "FRANCIA", "codiceStato": "215" },
            "toponimo": { "denominazione": "RUE INVENTEE", "numeroCivico": "1" },
        },
        "consolato": { "codiceConsolato": "0000000", "descrizioneConsolato": "PARIGI" },
    })
}

/// `cittadinanza`: the one that everybody here has.
pub(super) fn cittadinanza(persona: &Persona) -> Value {
    let codice = persona.cittadinanza.as_str();
    let stato = match stato_per_istat(codice) {
        _ if codice == Persona::ITALIANA => "ITALIA".to_owned(),
        Some(stato) => stato.denominazione.to_uppercase(),
        None => String::new(),
    };
    json!([{ "codiceStato": codice, "descrizioneStato": stato, "dataValidita": persona.nascita.data }])
}

/// `infoSoggettoEnte` with the date of death, when the register shows it: from the day after.
pub(super) fn decesso(persona: &Persona, giorno: NaiveDate) -> Option<Value> {
    let data = persona.decesso.filter(|decesso| *decesso < giorno)?;
    Some(json!({ "id": "1015", "chiave": "Data decesso", "valoreData": data }))
}

/// `infoSoggettoEnte` that says whether the person is alive.
pub(super) fn esistenza_in_vita(persona: &Persona, giorno: NaiveDate) -> Value {
    let valore = if decesso(persona, giorno).is_some() { "N" } else { "S" };
    json!({ "id": "1003", "chiave": "Verifica esistenza in vita", "valore": valore })
}
