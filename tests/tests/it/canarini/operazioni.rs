//! Every operation of the schema, with canaries in every text and everything selected that can be: whether it succeeds,
//! is refused or makes no sense, none of them is in what the service writes, tells a supervisor or sends to a collector.

use super::{Porta, cerca};
use crate::operazioni::{Operation, Schema};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tests::Privata;
use tests::servizio::Processo;

/// What stands in texts, and what in ids: nonsense, or somebody who is there.
fn giri(soggetto: &Value) -> [(&'static str, Value); 4] {
    [
        ("Zzquaglia", json!("zzfringuello")),
        ("ZZQLZT80A01H501", soggetto.clone()),
        ("zzfringuello@prova.example", json!("00000000-0000-4000-8000-000000000000")),
        ("Zztortora\u{0}", soggetto.clone()),
    ]
}

fn operazioni(testo: &str, id: &Value) -> Vec<Operation> {
    Schema::served().operations(2, &|tipo| if tipo == "String" { json!(testo) } else { id.clone() })
}

/// The same as a literal in the document, where parsers and validators quote it.
fn nel_documento(operazione: &Operation) -> String {
    let mut documento = operazione.document.clone();
    for (nome, valore) in operazione.variables.as_object().into_iter().flatten() {
        documento = documento.replace(&format!(": ${nome}"), &format!(": {valore}"));
    }
    documento
}

#[tokio::test]
async fn no_operation_of_the_schema_writes_a_personal_datum_into_logs_metrics_or_traces() {
    let privata = Privata::nuova().await.unwrap();
    let file = privata.folder.path().join("sigess.log");
    let (raccoglitore, mut tracce) = crate::salute::tracce::raccoglitore().await;
    let variabili = [
        ("SIGESS_LOG", "trace"),
        ("SIGESS_METRICHE", "127.0.0.1:0"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", &raccoglitore),
    ];
    let processo = Processo::avvia_con(&privata.dove, &file, &variabili).await.unwrap();
    let detto = crate::salute::riga(&file, |riga| riga.ends_with("/metrics")).await;
    let metriche = detto.split_whitespace().last().unwrap().to_owned();
    let porta = Porta { processo: &processo, chi: &privata.chi };
    let anagrafica =
        json!({ "cognome": "Zzquaglia", "nome": "Zztortora", "indicatoreCf": "NON_DISPONIBILE" });
    let fatto = porta.fai("registraSoggetto", "soggetto { id }", json!({ "anagrafica": anagrafica })).await;
    let soggetto = fatto["soggetto"]["id"].clone();
    assert!(soggetto.is_string(), "{fatto}");

    let (mut viste, mut capite) = (BTreeSet::new(), BTreeSet::new());
    for (testo, id) in giri(&soggetto) {
        for operazione in operazioni(testo, &id) {
            let risposta = porta.chiedi(&operazione.document, operazione.variables.clone()).await;
            let codice = &risposta["errors"][0]["extensions"]["code"];
            assert!(codice != "INTERNAL" && codice != "LIMIT_EXCEEDED", "{}: {risposta}", operazione.name);
            if codice != "GRAPHQL_VALIDATION_FAILED" && codice != "GRAPHQL_PARSE_FAILED" {
                capite.insert(operazione.name.clone());
            }
            porta.chiedi(&nel_documento(&operazione), Value::Null).await;
            viste.insert(operazione.name);
        }
    }
    let tutte: BTreeSet<String> = Schema::served().roots().into_iter().map(|root| root.name).collect();
    assert_eq!(viste, tutte, "every operation was tried");
    assert_eq!(capite, tutte, "and reached its resolver");

    for dove in [format!("{}/readyz", processo.url), metriche] {
        let testo = reqwest::get(&dove).await.unwrap().text().await.unwrap();
        assert!(!testo.is_empty());
        cerca(&dove, &testo);
    }
    let postgres = privata.cluster.log_file();
    assert_eq!(processo.termina().await.unwrap(), Some(0));
    let mut inviate = 0;
    while let Ok(corpo) = tracce.try_recv() {
        inviate += 1;
        cerca("traces", &String::from_utf8_lossy(&corpo));
    }
    assert!(inviate > 0, "traces were sent, the last of them at the end");
    for log in [&file, &postgres] {
        let testo = std::fs::read_to_string(log).unwrap();
        assert!(!testo.is_empty(), "{} holds something", log.display());
        cerca(&log.display().to_string(), &testo);
    }
    drop(privata.log);
    privata.cluster.destroy().await.unwrap();
}
