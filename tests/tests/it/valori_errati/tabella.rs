//! The table, and what a row expects.

use dev::anpr::Fault;
use domain::rifiuto::Codice;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A mutation, values that are right, and rows that are wrong in one point.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mutazione {
    pub(super) mutazione: String,
    /// Who calls, unless a row says otherwise.
    #[serde(default = "segretariato")]
    pub(super) chi: String,
    /// An input that is carried out.
    pub(super) valido: Value,
    pub(super) righe: Vec<Riga>,
}

/// One wrong value.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Riga {
    /// The rule, in words.
    pub(super) regola: String,
    /// Who calls.
    pub(super) chi: Option<String>,
    /// What is different from the right input (RFC 7396).
    #[serde(default)]
    pub(super) con: Value,
    /// What happens to the register meanwhile.
    pub(super) guasto: Option<Fault>,
    /// The refusals: code first, then the fields.
    pub(super) rifiuti: Vec<Vec<String>>,
    /// Who holds what was asked for.
    pub(super) titolare: Option<Value>,
    /// The events since the version of the form.
    #[serde(default)]
    pub(super) intervenuti: Vec<String>,
}

fn segretariato() -> String {
    "segretariato".to_owned()
}

/// The table.
pub(super) fn tabella() -> Vec<Mutazione> {
    serde_json::from_str(include_str!("../../../fixtures/valori_errati.json"))
        .expect("the table is well formed")
}

impl Riga {
    /// Whether the register has to be asked before it can be refused.
    pub(super) fn chiede_ad_anpr(&self) -> bool {
        // A form that is behind is known only once there is something to write.
        self.rifiuti[0][0].starts_with("ANPR_") || self.rifiuti[0][0] == "VERSIONE_SUPERATA"
    }

    /// The answer expected; who holds something is checked only where the row names him, or where none may be named.
    pub(super) fn atteso(&self, risposta: &Value, riempi: impl Fn(&Value) -> Value) -> Value {
        let rifiuti: Vec<Value> = self
            .rifiuti
            .iter()
            .enumerate()
            .map(|(i, rifiuto)| {
                let codice = Codice::TUTTI.iter().find(|c| c.as_str() == rifiuto[0]);
                let codice = codice.unwrap_or_else(|| panic!("no code {}", rifiuto[0]));
                let titolare = match &self.titolare {
                    Some(segnaposto) => riempi(segnaposto),
                    None if rifiuto[0] == "CODICE_FISCALE_ESISTENTE" => risposta["rifiuti"][i]["titolare"].clone(),
                    None => Value::Null,
                };
                json!({ "codice": codice.as_str(), "messaggio": codice.messaggio(), "campi": rifiuto[1..], "titolare": titolare })
            })
            .collect();
        let superata = self.rifiuti[0][0] == "VERSIONE_SUPERATA";
        let intervenuti: Vec<Value> = self.intervenuti.iter().map(|tipo| json!({ "tipo": tipo })).collect();
        json!({
            "esito": if superata { "VERSIONE_SUPERATA" } else { "RIFIUTATO" },
            "rifiuti": rifiuti, "intervenuti": intervenuti, "aggiornato": false, "posizione": null,
        })
    }
}

/// `con` over `base`, as RFC 7396 says: objects field by field, `null` takes a field away.
pub(super) fn unisci(base: &Value, con: &Value) -> Value {
    match (base, con) {
        (_, Value::Null) => base.clone(),
        (base, Value::Object(cambi)) => {
            let mut unito = base.as_object().cloned().unwrap_or_else(Map::new);
            for (nome, valore) in cambi {
                if valore.is_null() {
                    unito.remove(nome);
                } else {
                    let prima = unito.get(nome).cloned().unwrap_or(Value::Null);
                    unito.insert(nome.clone(), unisci(&prima, valore));
                }
            }
            Value::Object(unito)
        }
        (_, altro) => altro.clone(),
    }
}
