//! Outside development only the documents of the pages are carried out.

use super::invia;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use tests::Scena;
use tests::login::browser::Browser;
use tests::servizio::manda;

fn dell_interfaccia(file: &str) -> String {
    let cartella = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/gql");
    std::fs::read_to_string(cartella.join(file)).unwrap()
}

/// The documents that the pages send, as their generated code holds them.
fn documenti() -> Vec<String> {
    let codice = dell_interfaccia("graphql.ts");
    let testi = codice.split("new TypedDocumentString(`").skip(1).filter_map(|resto| resto.split('`').next());
    let operazioni = testi.filter(|t| ["query ", "mutation "].iter().any(|k| t.trim_start().starts_with(k)));
    operazioni.map(str::to_owned).collect()
}

#[test]
fn the_manifest_holds_the_documents_of_the_pages_and_no_other() {
    let manifesto: BTreeMap<String, String> =
        serde_json::from_str(&dell_interfaccia("documenti.json")).unwrap();
    let impronte: Vec<String> = documenti().iter().map(|d| format!("{:x}", Sha256::digest(d))).collect();
    assert_eq!(impronte.len(), manifesto.len());
    let mancanti: Vec<_> = impronte.iter().filter(|i| !manifesto.contains_key(*i)).collect();
    assert!(mancanti.is_empty(), "run «npm run gen» in ui/: {mancanti:?}");
}

#[tokio::test]
async fn an_operator_sends_the_documents_of_the_pages_and_a_machine_its_own() {
    let scena = Scena::con(1, &[("SIGESS_SOLO_DOCUMENTI_FIDATI", "true")]).await.unwrap();
    for documento in documenti() {
        let risposta = invia(&scena, json!({ "query": documento }).to_string()).await;
        assert_ne!(risposta.codice(), "DOCUMENT_NOT_TRUSTED", "{documento}");
        let altro = invia(&scena, json!({ "query": format!("{documento} ") }).to_string()).await;
        assert_eq!((altro.stato, altro.codice()), (400, "DOCUMENT_NOT_TRUSTED"));
    }
    let scheda = documenti().into_iter().find(|d| d.contains("query UltimoSoggetto")).unwrap();
    let dati = manda(&scena.processo.url, &scena.segretariato, &scheda, json!({ "id": scena.distretto }))
        .await
        .unwrap();
    assert_eq!(dati["data"]["soggetto"], json!(null), "{dati}");
    for altro in ["{ io { puoOperare } }", "{ __schema { types { name } } }"] {
        assert_eq!(
            invia(&scena, json!({ "query": altro }).to_string()).await.codice(),
            "DOCUMENT_NOT_TRUSTED"
        );
    }

    let responsabile = scena.auditor.operatore.to_string();
    let crea = ["token", "crea", "prova", "--responsabile", &responsabile, "--ambito", "codifiche:read"];
    let token = String::from_utf8(crate::cammino::sigess(&scena.indirizzi(), &crea).await.stdout).unwrap();
    let mut programma = Browser::new(&scena.processo.url);
    let query = json!({ "query": "{ comuni(prefisso: \"romans\") { codice } }" });
    let risposta =
        programma.send(reqwest::Method::POST, "/graphql", |r| r.bearer_auth(token.trim()).json(&query)).await;
    assert_eq!(risposta.json()["data"]["comuni"][0]["codice"], "H514", "{}", risposta.text);
}
