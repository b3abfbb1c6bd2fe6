//! Bad input: for every mutation a table of values that are wrong in one way each, with the refusal they must meet.
//! Whatever is refused leaves nothing behind.

mod insoliti;
mod scena;
mod schema;
mod tabella;

use scena::Sfondo;
use schema::Schema;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tabella::{Mutazione, Riga, tabella, unisci};
use tests::Persona;
use tests::servizio::manda;
use uuid::Uuid;

/// Fewest rows of a mutation: the caller, the ids, the command id and some rule of its own.
const RIGHE_MINIME: usize = 6;

#[test]
fn every_mutation_has_rows_for_its_caller_its_command_id_and_its_version() {
    let schema = Schema::del_servizio();
    let righe: BTreeMap<String, Vec<Riga>> =
        tabella().into_iter().map(|m| (m.mutazione.clone(), m.righe)).collect();
    let della_tabella: BTreeSet<&str> = righe.keys().map(String::as_str).collect();
    let dello_schema: BTreeSet<&str> = schema.mutazioni.keys().map(String::as_str).collect();
    assert_eq!(della_tabella, dello_schema, "a mutation without rows, or rows without a mutation");
    for (mutazione, input) in &schema.mutazioni {
        let righe = &righe[mutazione];
        assert!(righe.len() >= RIGHE_MINIME, "{mutazione} has {} rows", righe.len());
        let nomi: BTreeSet<_> = righe.iter().map(|r| &r.regola).collect();
        assert_eq!(nomi.len(), righe.len(), "{mutazione}: a rule is named twice");
        let mut codici = vec!["PERMESSO_NEGATO", "COMANDO_DIVERSO"];
        if schema.campi(input).iter().any(|c| c.nome == "versione") {
            codici.push("VERSIONE_SUPERATA");
        }
        for codice in codici {
            assert!(righe.iter().any(|r| r.rifiuti[0][0] == codice), "{mutazione} has no row for {codice}");
        }
    }
}

#[test]
fn every_field_of_every_input_is_refused_in_some_row() {
    let schema = Schema::del_servizio();
    let nominati: BTreeSet<String> = tabella()
        .into_iter()
        .flat_map(|m| m.righe)
        .flat_map(|r| r.rifiuti.into_iter().flat_map(|r| r.into_iter().skip(1)))
        .collect();
    for (mutazione, input) in &schema.mutazioni {
        for foglia in schema.foglie(input) {
            let nome = foglia.nome();
            assert!(
                ["comando", "versione"].contains(&nome) || nominati.contains(nome),
                "no row refuses the field {nome} of {mutazione}"
            );
        }
    }
}

#[tokio::test]
async fn every_wrong_value_is_refused_with_its_code_sentence_and_fields_and_leaves_nothing_behind() {
    let sfondo = Sfondo::nuovo().await;
    let tabella = tabella();
    let mut guai = Vec::new();
    for mutazione in &tabella {
        for riga in &mutazione.righe {
            if let Err(guaio) = prova(&sfondo, mutazione, riga).await {
                guai.push(format!("{}, {}: {guaio}", mutazione.mutazione, riga.regola));
            }
        }
    }
    // Only now: the values that every row changes in one point were right.
    for mutazione in &tabella {
        let input = sfondo.riempi(&mutazione.valido);
        let (risposta, _) = chiama(&sfondo, &mutazione.mutazione, sfondo.chi(&mutazione.chi), input).await;
        if risposta["esito"] != "ESEGUITO" {
            guai.push(format!("{}: the right values are refused: {risposta}", mutazione.mutazione));
        }
    }
    assert!(guai.is_empty(), "{} rows fail:\n{}", guai.len(), guai.join("\n"));
}

/// A value of no use in any text field, and whether the field must be named by the refusal whatever else is wrong.
const INSERVIBILI: [(&str, bool); 4] =
    [("a\0b", true), ("\u{1b}[2J", false), ("a\u{202e}b", false), ("$lungo:100000", false)];

#[tokio::test]
async fn no_text_field_takes_a_control_character_a_reversed_text_or_a_book() {
    let sfondo = Sfondo::nuovo().await;
    let schema = Schema::del_servizio();
    let mut guai = Vec::new();
    for mutazione in tabella() {
        for foglia in schema.foglie(&schema.mutazioni[&mutazione.mutazione]) {
            if !foglia.testo || foglia.nome() == "comando" {
                continue;
            }
            for (valore, nominato) in INSERVIBILI {
                let input = unisci(&mutazione.valido, &foglia.con(valore));
                let prima = sfondo.stato().await;
                let (risposta, intera) =
                    chiama(&sfondo, &mutazione.mutazione, sfondo.chi(&mutazione.chi), sfondo.riempi(&input))
                        .await;
                let campi: Vec<&Value> =
                    risposta["rifiuti"].as_array().into_iter().flatten().map(|r| &r["campi"]).collect();
                let detto =
                    campi.iter().any(|c| c.as_array().is_some_and(|c| c.contains(&json!(foglia.nome()))));
                if intera.get("errors").is_some()
                    || risposta["esito"] != "RIFIUTATO"
                    || (nominato && !detto)
                    || sfondo.stato().await != prima
                {
                    let valore = valore.escape_debug();
                    guai.push(format!("{}, {} = «{valore}»: {intera}", mutazione.mutazione, foglia.nome()));
                }
            }
        }
    }
    assert!(guai.is_empty(), "{}", guai.join("\n"));
}

#[tokio::test]
async fn what_the_schema_does_not_admit_is_an_error_that_quotes_nothing() {
    let sfondo = Sfondo::nuovo().await;
    let schema = Schema::del_servizio();
    for mutazione in tabella() {
        let valido = unisci(&sfondo.riempi(&mutazione.valido), &json!({ "comando": Uuid::new_v4() }));
        let mut errati = vec![
            unisci(&valido, &json!({ "comando": "SEGRETO" })),
            unisci(&valido, &json!({ "comando": null })),
            unisci(&valido, &json!({ "SEGRETO": 1 })),
        ];
        if schema.campi(&schema.mutazioni[&mutazione.mutazione]).iter().any(|c| c.nome == "versione") {
            errati.push(unisci(&valido, &json!({ "versione": -1 })));
            errati.push(unisci(&valido, &json!({ "versione": "SEGRETO" })));
        }
        let prima = sfondo.stato().await;
        for input in errati {
            let query = documento(&mutazione.mutazione);
            let chi = sfondo.chi(&mutazione.chi);
            let url = &sfondo.scena.processo.url;
            let risposta = manda(url, chi, &query, json!({ "input": input })).await.unwrap();
            let codice = risposta["errors"][0]["extensions"]["code"].as_str().unwrap_or_default();
            assert!(
                ["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"].contains(&codice),
                "{}: {risposta}",
                mutazione.mutazione
            );
            assert!(risposta["data"].is_null(), "{}: {risposta}", mutazione.mutazione);
            assert!(!risposta["errors"][0]["message"].as_str().unwrap().contains("SEGRETO"), "{risposta}");
        }
        assert_eq!(sfondo.stato().await, prima, "{}", mutazione.mutazione);
    }
}

fn documento(mutazione: &str) -> String {
    let tipo = mutazione[..1].to_uppercase() + &mutazione[1..];
    format!(
        "mutation M($input: {tipo}Input!) {{ {mutazione}(input: $input) {{ __typename esito posizione aggiornato \
         rifiuti {{ codice messaggio campi titolare }} intervenuti {{ tipo }} {} }} }}",
        schema::oggetto(mutazione)
    )
}

/// Sends a mutation with a new command id, unless the input has one; answers its payload and the whole body.
async fn chiama(sfondo: &Sfondo, mutazione: &str, chi: &Persona, input: Value) -> (Value, Value) {
    let input = unisci(&json!({ "comando": Uuid::new_v4() }), &input);
    let url = &sfondo.scena.processo.url;
    let risposta = manda(url, chi, &documento(mutazione), json!({ "input": input })).await.unwrap();
    (risposta["data"][mutazione].clone(), risposta)
}

/// Sends one row; says what is wrong with the answer.
async fn prova(sfondo: &Sfondo, mutazione: &Mutazione, riga: &Riga) -> Result<(), String> {
    let input = sfondo.riempi(&unisci(&mutazione.valido, &riga.con));
    let chi = sfondo.chi(riga.chi.as_ref().unwrap_or(&mutazione.chi));
    let prima = sfondo.stato().await;
    if let Some(guasto) = riga.guasto {
        // Also for the second attempt, where there is one.
        sfondo.scena.anpr.inject(dev::anpr::Fault { times: guasto.times + 1, ..guasto });
    }
    let (risposta, intera) = chiama(sfondo, &mutazione.mutazione, chi, input).await;
    sfondo.scena.anpr.clear_faults();
    if intera.get("errors").is_some() {
        return Err(format!("a fault: {intera}"));
    }
    let dopo = sfondo.stato().await;
    if dopo.scritto != prima.scritto {
        return Err(format!("something was written: {:?} → {:?}, {risposta}", prima.scritto, dopo.scritto));
    }
    if !riga.chiede_ad_anpr() && dopo.chiamate != prima.chiamate {
        return Err("it cost quota of the register".to_owned());
    }
    let atteso = riga.atteso(&risposta, |segnaposto| sfondo.riempi(segnaposto));
    let detto = json!({
        "esito": risposta["esito"], "rifiuti": risposta["rifiuti"], "intervenuti": risposta["intervenuti"],
        "aggiornato": risposta["aggiornato"], "posizione": risposta["posizione"],
    });
    if detto != atteso {
        return Err(format!("\n  expected {atteso}\n  answered {detto}"));
    }
    let superata = risposta["esito"] == "VERSIONE_SUPERATA";
    let mostrato = !risposta[schema::campo_oggetto(&mutazione.mutazione)].is_null();
    if superata != mostrato {
        return Err(format!("a stale form, and only that, sees how things are now: {risposta}"));
    }
    Ok(())
}
