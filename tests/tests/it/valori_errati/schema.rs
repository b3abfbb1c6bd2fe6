//! What the published schema says of mutations and their inputs.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Mutations with the name of their input, and the fields of every input.
pub(super) struct Schema {
    pub(super) mutazioni: BTreeMap<String, String>,
    input: BTreeMap<String, Vec<Campo>>,
}

/// A field of an input.
#[derive(Clone)]
pub(super) struct Campo {
    pub(super) nome: String,
    /// Name of its type, without list and non-null marks.
    tipo: String,
    lista: bool,
}

/// A field that holds a value, with the objects it lies in.
pub(super) struct Foglia {
    strada: Vec<Campo>,
    /// Takes any text.
    pub(super) testo: bool,
}

impl Schema {
    pub(super) fn del_servizio() -> Self {
        let sdl = api::graphql::sdl();
        let mut schema = Self { mutazioni: BTreeMap::new(), input: BTreeMap::new() };
        let (mut blocco, mut descrizione) = (String::new(), false);
        for riga in sdl.lines() {
            // A description of several lines stands between two lines of its own.
            if riga.trim() == "\"\"\"" {
                descrizione = !descrizione;
            }
            if descrizione || riga.trim_start().starts_with('"') {
                continue;
            }
            if let Some(nome) = riga.strip_suffix(" {") {
                nome.clone_into(&mut blocco);
            } else if blocco == "type Mutation" {
                if let Some((nome, resto)) = riga.trim().split_once("(input: ") {
                    let input = resto.split('!').next().unwrap_or_default();
                    schema.mutazioni.insert(nome.to_owned(), input.to_owned());
                }
            } else if let Some(input) = blocco.strip_prefix("input ")
                && let Some((nome, tipo)) = riga.trim().split_once(": ")
            {
                let tipo = tipo.split(" = ").next().unwrap_or_default();
                schema.input.entry(input.to_owned()).or_default().push(Campo {
                    nome: nome.to_owned(),
                    tipo: tipo.trim_matches(['[', ']', '!']).to_owned(),
                    lista: tipo.starts_with('['),
                });
            }
        }
        assert!(
            !schema.mutazioni.is_empty() && schema.mutazioni.values().all(|i| schema.input.contains_key(i))
        );
        schema
    }

    /// The fields of an input.
    pub(super) fn campi(&self, input: &str) -> &[Campo] {
        &self.input[input]
    }

    /// The fields of an input and of the objects in it.
    pub(super) fn foglie(&self, input: &str) -> Vec<Foglia> {
        let mut foglie = Vec::new();
        for campo in self.campi(input) {
            if self.input.contains_key(&campo.tipo) {
                foglie.extend(self.foglie(&campo.tipo).into_iter().map(|mut foglia| {
                    foglia.strada.insert(0, campo.clone());
                    foglia
                }));
            } else {
                let testo = ["String", "ID"].contains(&campo.tipo.as_str());
                foglie.push(Foglia { strada: vec![campo.clone()], testo });
            }
        }
        foglie
    }
}

impl Foglia {
    /// The name under which a refusal speaks of it: a place of birth is one field of the form.
    pub(super) fn nome(&self) -> &str {
        let luogo = self.strada.iter().find(|c| c.tipo == "LuogoNascitaInput");
        luogo.or(self.strada.last()).map(|c| c.nome.as_str()).unwrap_or_default()
    }

    /// An input with nothing but this value.
    pub(super) fn con(&self, valore: &str) -> Value {
        self.strada.iter().rev().fold(json!(valore), |dentro, campo| {
            let dentro = if campo.lista { json!([dentro]) } else { dentro };
            // What an object must hold besides, so that it is admitted at all.
            let mut oggetto = match campo.tipo.as_str() {
                _ if !dentro.is_object() => json!({}),
                "AnagraficaInput" => json!({ "indicatoreCf": "NON_DISPONIBILE" }),
                "DatiSegnalanteInput" => json!({ "denominazione": "PROVA" }),
                _ => json!({}),
            };
            if let (Some(oggetto), Some(dentro)) = (oggetto.as_object_mut(), dentro.as_object()) {
                oggetto.extend(dentro.clone());
            }
            json!({ campo.nome.clone(): if dentro.is_object() { oggetto } else { dentro } })
        })
    }
}

/// The field of a payload that shows the object of the mutation.
pub(super) fn campo_oggetto(mutazione: &str) -> &'static str {
    match mutazione {
        "consultaAnpr" => "consultazione",
        nome if nome.ends_with("Nucleo") || nome.ends_with("Componente") => "nucleo",
        nome if nome.ends_with("Segnalazione") || nome.ends_with("Pratica") || nome == "registraEsito" => {
            "segnalazione"
        }
        nome if nome.ends_with("Operatore") || nome.ends_with("Incarico") => "operatore",
        nome if nome.ends_with("Unita") => "unita",
        "concediAccesso" | "revocaAccesso" => "segnalazione",
        "prendiAvviso" | "chiudiAvviso" => "avviso",
        nome if nome.ends_with("AccessoEmergenza") => "accesso",
        nome if nome.ends_with("Annotazione") => "annotazione",
        _ => "soggetto",
    }
}

/// That field, with something to select in it.
pub(super) fn oggetto(mutazione: &str) -> String {
    format!("{} {{ __typename }}", campo_oggetto(mutazione))
}
