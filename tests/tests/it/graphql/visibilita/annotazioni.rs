//! Notes are read by their class.

use super::emergenza::{apri, con_codice};
use super::*;

/// Sections of the notes that somebody reads in a segnalazione, also as its story tells them.
async fn sezioni(b: &Banco, chi: &Persona, pratica: &Value, riservati: bool) -> Vec<String> {
    let query = "query N($g: ID!, $s: ID!) { segnalazione(id: $g) { annotazioni { nodes { sezione { codice } testo { testo } } } }
                 storia(segnalazione: $g, first: 50) { nodes { tipo dettagli { campo dopo } } }
                 tutta: storia(soggetto: $s, first: 100) { nodes { tipo } } }";
    let mut chiamante = b.chiamante(chi).await;
    chiamante.riservati = riservati;
    let variabili = json!({ "g": pratica["id"], "s": pratica["segnalato"]["id"] });
    let richiesta = Request::new(query).variables(Variables::from_json(variabili));
    let (risposta, _) = b.app.esegui(chiamante, richiesta).await;
    let risposta = serde_json::to_value(&risposta).unwrap();
    assert_eq!(risposta.get("errors"), None, "{risposta}");
    let v = &risposta["data"];
    let note = v["segnalazione"]["annotazioni"]["nodes"].as_array().cloned().unwrap_or_default();
    let raccontate = |dove: &Value| {
        let nodi = dove["nodes"].as_array().unwrap().clone();
        nodi.iter().filter(|n| n["tipo"] == "AnnotazioneAggiunta").count()
    };
    assert_eq!(raccontate(&v["storia"]), note.len(), "{risposta}");
    assert_eq!(raccontate(&v["tutta"]), note.len(), "{risposta}");
    let mut sezioni: Vec<String> =
        note.iter().map(|n| n["sezione"]["codice"].as_str().unwrap().to_owned()).collect();
    sezioni.sort_unstable();
    sezioni
}

#[tokio::test]
async fn notes_are_read_by_their_class_and_what_is_not_open_is_neither_told_nor_counted() {
    let (b, persone) = con_altri(&[
        (Dove::Altrove, Ruolo::AssistenteSociale, ESTRANEO),
        (Dove::Qui, Ruolo::OperatoreSegretariato, "VRDLGU80A01H501Q"),
        (Dove::Qui, Ruolo::Coordinatore, "BNCLRA75D41H501M"),
    ])
    .await;
    let [estraneo, collega, coordinatore] = &persone[..] else { unreachable!() };
    let (soggetto, mut pratica) = con_codice(&b).await;
    pratica["segnalato"] = soggetto.clone();
    let id = &pratica["id"];
    let versione = |v: &Value| v["segnalazione"]["versione"].clone();
    let query = "query V($g: ID!) { segnalazione(id: $g) { versione } }";
    let prima = versione(&b.chiedi(collega, query, json!({ "g": id })).await);
    // Written by a colleague: who has the case in charge reads all of them.
    for (sezione, ambito) in [("ORDINARIA", None), ("RISERVATA", Some("SALUTE")), ("PRIVATA", None)] {
        let nota =
            json!({ "segnalazione": id, "sezione": sezione, "ambito": ambito, "testo": "testo di prova" });
        let fatto =
            b.muta(coordinatore, "aggiungiAnnotazione", "annotazione { testo { testo } }", nota).await;
        assert_eq!(fatto["annotazione"]["testo"]["testo"], "testo di prova", "{fatto}");
    }
    let (o, r, p) = ("ORDINARIA", "RISERVATA", "PRIVATA");
    for (chi, riservati, attese) in [
        (coordinatore, false, vec![o, p, r]),
        (&b.segretariato, false, vec![o, p, r]),
        (collega, false, vec![o]),
        (collega, true, vec![o, r]),
        (&b.assistente, true, vec![]),
        (estraneo, true, vec![]),
        (&b.auditor, true, vec![]),
    ] {
        assert_eq!(sezioni(&b, chi, &pratica, riservati).await, attese, "{:?} {riservati}", chi.operatore);
    }
    // Not even a version tells that there are others.
    assert_eq!(versione(&b.chiedi(collega, query, json!({ "g": id })).await), prima);
    // A grant opens the ordinary ones, or the reserved ones too when it names them and the right is there.
    let concedi = |sezioni: Value| {
        json!({ "segnalazione": id, "unita": estraneo.unita, "al": b.servizi.oggi().to_string(), "sezioni": sezioni,
                "motivo": "insieme" })
    };
    b.muta(&b.segretariato, "concediAccesso", "", concedi(Value::Null)).await;
    assert_eq!(sezioni(&b, estraneo, &pratica, true).await, [o]);
    b.muta(&b.segretariato, "revocaAccesso", "", json!({ "segnalazione": id, "concessione": 1 })).await;
    b.muta(&b.segretariato, "concediAccesso", "", concedi(json!(["RISERVATA"]))).await;
    assert_eq!(sezioni(&b, estraneo, &pratica, false).await, [o]);
    assert_eq!(sezioni(&b, estraneo, &pratica, true).await, [o, r]);
    // An emergency opens ordinary and reserved ones without the right, and never the private ones.
    apri(&b, &b.auditor, "CONTROLLO").await;
    assert_eq!(sezioni(&b, &b.auditor, &pratica, false).await, [o, r]);
    // Who has it in charge no more does not read what is private.
    let assegna = json!({ "segnalazione": id, "assegnatario": b.assistente.operatore });
    b.muta(&b.segretariato, "assegnaSegnalazione", "", assegna).await;
    assert_eq!(sezioni(&b, &b.segretariato, &pratica, false).await, [o]);
    assert_eq!(sezioni(&b, &b.assistente, &pratica, false).await, [o, p, r]);
}

#[tokio::test]
async fn a_corrected_note_shows_what_stood_there_before_and_as_it_stood() {
    let (b, _) = con_altri(&[]).await;
    let soggetto = b.registra("Annotati", "Ugo").await;
    let pratica = b.segnala(&soggetto["id"]).await;
    let nota = json!({ "segnalazione": pratica["id"], "sezione": "ORDINARIA", "testo": "prima" });
    let campi = "annotazione { id versione }";
    let fatta = b.muta(&b.segretariato, "aggiungiAnnotazione", campi, nota).await;
    let rettifica = json!({ "annotazione": fatta["annotazione"]["id"], "versione": 1, "testo": "poi", "motivo": "refuso" });
    let campi = "annotazione { testo { testo } rettifiche { motivo { testo } testoPrecedente { testo } } }";
    let rettificata = b.muta(&b.segretariato, "rettificaAnnotazione", campi, rettifica).await;
    assert_eq!(
        rettificata["annotazione"],
        json!({ "testo": { "testo": "poi" },
                "rettifiche": [{ "motivo": { "testo": "refuso" }, "testoPrecedente": { "testo": "prima" } }] })
    );
    let query = "query A($g: ID!, $alla: AllaInput) { segnalazione(id: $g, alla: $alla) { annotazioni { nodes { testo { testo } } } } }";
    for (posizione, atteso) in [
        (fatta["posizione"].as_u64().unwrap() - 1, json!([])),
        (fatta["posizione"].as_u64().unwrap(), json!([{ "testo": { "testo": "prima" } }])),
        (rettificata["posizione"].as_u64().unwrap(), json!([{ "testo": { "testo": "poi" } }])),
    ] {
        let variabili = json!({ "g": pratica["id"], "alla": { "posizione": posizione } });
        let v = b.chiedi(&b.segretariato, query, variabili).await;
        assert_eq!(v["segnalazione"]["annotazioni"]["nodes"], atteso);
    }
}
