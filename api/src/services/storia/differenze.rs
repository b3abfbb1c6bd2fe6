//! What an event changed: its fields against what the events before it said of the same fields.

use super::catalogo;
use chrono_tz::Europe::Rome;
use domain::codifiche::voce;
use domain::riservato::MARCA_CHIARO;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A field that an event set or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dettaglio {
    /// Label of the field.
    pub campo: String,
    /// What it was before; absent when nothing was said of it.
    pub prima: Option<String>,
    /// What it is; absent when it was taken away.
    pub dopo: Option<String>,
}

/// Remembers what the events of a stream said last of every field.
#[derive(Default)]
pub(super) struct Differenze {
    detto: BTreeMap<String, BTreeMap<String, String>>,
}

impl Differenze {
    /// The fields that `evento` set or changed, in the order of their paths.
    pub(super) fn di(&mut self, evento: &impl Serialize) -> Vec<Dettaglio> {
        let Ok(Value::Object(mut campi)) = serde_json::to_value(evento) else { return Vec::new() };
        let tipo = campi.remove("evento").and_then(|t| t.as_str().map(ToOwned::to_owned)).unwrap_or_default();
        let mut dettagli = Vec::new();
        // Who did it and for whom it is numbered is told beside the event.
        campi.retain(|campo, _| campo != "autore" && campo != "distretto");
        for (gruppo, valore) in campi {
            let mut detti = BTreeMap::new();
            spiana(&tipo, &gruppo, &valore, &mut detti);
            // Only ids: it names the same thing again, and says nothing about it.
            if detti.is_empty() && !valore.is_null() && valore != Value::Array(Vec::new()) {
                continue;
            }
            // Why something was done is said of that event alone.
            let prima = if catalogo::uno_di_molti(&tipo) || gruppo == "motivo" {
                BTreeMap::new()
            } else {
                self.detto.insert(gruppo, detti.clone()).unwrap_or_default()
            };
            dettagli.extend(confronta(&prima, &detti));
        }
        dettagli
    }
}

fn confronta(prima: &BTreeMap<String, String>, dopo: &BTreeMap<String, String>) -> Vec<Dettaglio> {
    let mut percorsi: Vec<&String> = prima.keys().chain(dopo.keys()).collect();
    percorsi.sort_unstable();
    percorsi.dedup();
    percorsi
        .into_iter()
        .filter(|p| prima.get(*p) != dopo.get(*p))
        .map(|p| Dettaglio {
            campo: catalogo::etichetta(p),
            prima: prima.get(p).cloned(),
            dopo: dopo.get(p).cloned(),
        })
        .collect()
}

/// The leaves of a value with their paths; ids stay out, partitions are looked into, codes become labels.
fn spiana(tipo: &str, percorso: &str, valore: &Value, in_uscita: &mut BTreeMap<String, String>) {
    match valore {
        Value::Object(mappa) if mappa.contains_key(MARCA_CHIARO) => match mappa.get("valore") {
            Some(valore) => spiana(tipo, percorso, valore, in_uscita),
            None => {
                in_uscita.insert(percorso.to_owned(), "(dati cancellati)".to_owned());
            }
        },
        Value::Object(mappa) => {
            for (campo, valore) in mappa {
                spiana(tipo, &format!("{percorso}.{campo}"), valore, in_uscita);
            }
        }
        Value::Array(lista) => {
            for (posto, valore) in lista.iter().enumerate() {
                spiana(tipo, &format!("{percorso}.{:03}.{}", posto, ultimo(percorso)), valore, in_uscita);
            }
        }
        Value::Null => {}
        Value::String(testo) => {
            if uuid::Uuid::parse_str(testo).is_err() {
                in_uscita.insert(percorso.to_owned(), in_chiaro(tipo, ultimo(percorso), testo));
            }
        }
        Value::Bool(vero) => {
            in_uscita.insert(percorso.to_owned(), if *vero { "sì" } else { "no" }.to_owned());
        }
        Value::Number(numero) => {
            in_uscita.insert(percorso.to_owned(), numero.to_string());
        }
    }
}

fn ultimo(percorso: &str) -> &str {
    percorso.rsplit('.').next().unwrap_or(percorso)
}

/// The label of a code, a date or an instant as people write it, or the text itself.
fn in_chiaro(tipo: &str, campo: &str, testo: &str) -> String {
    if let Some(voce) = catalogo::lista(tipo, campo).and_then(|lista| voce(lista, testo)) {
        return voce.descrizione.clone();
    }
    if let Ok(data) = chrono::NaiveDate::parse_from_str(testo, "%Y-%m-%d") {
        return data.format("%d/%m/%Y").to_string();
    }
    match chrono::DateTime::parse_from_rfc3339(testo) {
        Ok(istante) => istante.with_timezone(&Rome).format("%d/%m/%Y, %H:%M").to_string(),
        Err(_) => testo.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn says_only_what_changed_since_the_last_event_about_the_same_thing() {
        let mut differenze = Differenze::default();
        let anagrafica = |nome: &str| {
            json!({"evento": "X", "anagrafica": {"riservato": "anagrafica", "soggetto": uuid::Uuid::nil(),
                   "valore": {"nome": nome, "sesso": "M", "data_nascita": null}}})
        };
        let primo = differenze.di(&anagrafica("MARIO"));
        assert_eq!(primo.len(), 2);
        let secondo = differenze.di(&anagrafica("MARINO"));
        assert_eq!(
            secondo,
            [Dettaglio { campo: "Nome".into(), prima: Some("MARIO".into()), dopo: Some("MARINO".into()) }]
        );
    }

    #[test]
    fn a_second_membership_and_another_reason_change_nothing_of_the_first() {
        let mut differenze = Differenze::default();
        differenze.di(&json!({"evento": "OperatoreAbilitato", "ruolo": "COORDINATORE", "dal": "2024-01-01"}));
        let conferito =
            json!({"evento": "IncaricoConferito", "numero": 2, "ruolo": "AUDITOR", "dal": "2024-02-01"});
        let cessato =
            json!({"evento": "IncaricoCessato", "numero": 1, "al": "2024-03-01", "motivo": "Trasferita"});
        let disabilitato = json!({"evento": "OperatoreDisabilitato", "motivo": "Fine del rapporto"});
        let riabilitato = json!({"evento": "OperatoreRiabilitato", "motivo": "Rientro"});
        let dettagli: Vec<_> =
            [conferito, cessato, disabilitato, riabilitato].iter().flat_map(|e| differenze.di(e)).collect();
        assert!(dettagli.iter().all(|d| d.prima.is_none() && d.dopo.is_some()), "{dettagli:?}");
        assert_eq!(dettagli.len(), 8);
    }

    #[test]
    fn naming_the_same_person_by_his_id_takes_nothing_away() {
        let mut differenze = Differenze::default();
        differenze.di(
            &json!({"evento": "A", "assegnatario": {"ruolo": "ASSISTENTE_SOCIALE", "id": uuid::Uuid::nil()}}),
        );
        assert_eq!(differenze.di(&json!({"evento": "B", "assegnatario": uuid::Uuid::nil()})), []);
    }

    #[test]
    fn codes_are_told_by_their_labels_dates_as_people_write_them_and_ids_not_at_all() {
        let mut differenze = Differenze::default();
        let dettagli = differenze.di(&json!({"evento": "SegnalazioneCreata", "id": uuid::Uuid::nil(),
            "dettagli": {"canale": "TELEFONO", "data_contatto": "2024-09-21", "letta": "2024-12-31T23:30:00.5Z"}}));
        let detti: Vec<_> = dettagli.into_iter().filter_map(|d| d.dopo).collect();
        assert_eq!(detti, ["Telefonata", "21/09/2024", "01/01/2025, 00:30"]);
    }

    #[test]
    fn erased_data_are_told_as_erased() {
        let mut differenze = Differenze::default();
        let dettagli = differenze.di(&json!({"evento": "X", "note": {"riservato": "sociale",
            "soggetto": uuid::Uuid::nil(), "cancellato": {"quando": "2024-01-01T00:00:00Z", "base": "art17"}}}));
        assert_eq!(dettagli[0].dopo.as_deref(), Some("(dati cancellati)"));
    }
}
