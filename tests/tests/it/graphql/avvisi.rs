//! Alerts about readings: raised from the read log, taken and closed by whoever controls.

use super::*;
use access::Lettura;
use chrono::{DateTime, TimeDelta};
use domain::attore::{Attore, NumeroIncarico};
use domain::identita::SoggettoId;
use domain::tracciamento::{Accesso, Divulgazione, EsitoLettura, Oggetto};
use sqlx::PgPool;
use std::collections::{BTreeMap, HashMap};

const AVVISI: &str = "query A($stato: StatoAvviso) { avvisi(stato: $stato) { nodes { id genere versione stato quanti soggetti \
    operatore { id } passi { stato esito nota autore { id } } } } }";

/// Looks at what was read in the last hour; answers how many alerts are new.
async fn sorveglia(b: &Banco) -> usize {
    b.servizi.sorveglia(Utc::now() - TimeDelta::hours(1)).await.unwrap().avvisi
}

pub(super) async fn avvisi(b: &Banco, genere: &str) -> Vec<Value> {
    let letti = b.chiedi(&b.auditor, AVVISI, json!({})).await;
    let nodi = letti["avvisi"]["nodes"].as_array().unwrap().clone();
    nodi.into_iter().filter(|a| a["genere"] == genere).collect()
}

/// An operator who asks for files that are not there, one after the other.
async fn tenta(b: &Banco, chi: &Persona, quante: usize) {
    for _ in 0..quante {
        let query = "query T($s: ID!) { soggetto(id: $s) { id } }";
        b.chiedi(chi, query, json!({ "s": Uuid::new_v4() })).await;
    }
}

#[tokio::test]
async fn given_repeated_refusals_when_the_log_is_watched_then_there_is_one_alert_of_them() {
    let b = Banco::nuovo().await;
    tenta(&b, &b.assistente, 7).await;
    sorveglia(&b).await;
    assert_eq!(avvisi(&b, "RIFIUTI").await, Vec::<Value>::new());
    tenta(&b, &b.assistente, 1).await;
    sorveglia(&b).await;
    let trovati = avvisi(&b, "RIFIUTI").await;
    assert_eq!(trovati.len(), 1, "{trovati:?}");
    assert_eq!(trovati[0]["operatore"]["id"], json!(b.assistente.operatore));
    assert_eq!((&trovati[0]["quanti"], &trovati[0]["stato"]), (&json!(8), &json!("APERTO")));
    tenta(&b, &b.assistente, 3).await;
    sorveglia(&b).await;
    assert_eq!(avvisi(&b, "RIFIUTI").await.len(), 1, "one a day");
}

#[tokio::test]
async fn given_an_operator_with_a_file_of_his_own_when_he_opens_it_then_there_is_an_alert() {
    let b = Banco::nuovo().await;
    let anagrafica = json!({"cognome": "Sempiani", "nome": "Anna", "sesso": "F", "dataNascita": "05/12/1985",
        "luogoNascita": {"comune": "H501"}, "indicatoreCf": "MINISTERIALE", "codiceFiscale": "ZZSNNA85T45H501M",
        "cittadinanze": ["100"]});
    let fatto = b
        .muta(&b.assistente, "registraSoggetto", "soggetto { id }", json!({ "anagrafica": anagrafica }))
        .await;
    assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
    sorveglia(&b).await;
    assert_eq!(avvisi(&b, "PROPRIA_SCHEDA").await, Vec::<Value>::new(), "somebody else's is nobody's own");
    let soggetto = &fatto["soggetto"]["id"];
    let query = "query S($s: ID!) { soggetto(id: $s) { id } }";
    let aperta = b.chiedi(&b.segretariato, query, json!({ "s": soggetto })).await;
    assert_eq!(&aperta["soggetto"]["id"], soggetto);
    sorveglia(&b).await;
    let trovati = avvisi(&b, "PROPRIA_SCHEDA").await;
    assert_eq!(trovati.len(), 1);
    assert_eq!(trovati[0]["operatore"]["id"], json!(b.segretariato.operatore));
    assert_eq!(trovati[0]["soggetti"], json!([soggetto]));
}

async fn apri(b: &Banco, chi: &Persona, schede: &[Value]) {
    for scheda in schede {
        let query = "query S($s: ID!) { soggetto(id: $s) { id } }";
        let aperta = b.chiedi(chi, query, json!({ "s": scheda["id"] })).await;
        assert_eq!(aperta["soggetto"]["id"], scheda["id"]);
    }
}

/// How many files an alert of a kind counts for somebody, where there is one.
async fn quante(b: &Banco, genere: &str, chi: &Persona) -> Option<u64> {
    let trovati = avvisi(b, genere).await;
    trovati.iter().find(|a| a["operatore"]["id"] == json!(chi.operatore))?["quanti"].as_u64()
}

#[tokio::test]
async fn given_files_of_his_unit_when_he_opens_many_of_them_then_they_are_not_his_and_too_many_in_an_hour() {
    let b = Banco::nuovo().await;
    let collega =
        operatore(&b.harness.bus, b.comune, Ruolo::OperatoreSegretariato, "RSSTMS18P03M082H").await.unwrap();
    let mut schede = Vec::new();
    for n in 0..60 {
        schede.push(b.registra("Moltissimi", &format!("Numero {n}")).await);
    }
    for (fino_a, attesi) in [(39, (None, None)), (40, (Some(40), None)), (60, (Some(40), Some(60)))] {
        apri(&b, &collega, &schede[..fino_a]).await;
        sorveglia(&b).await;
        let trovati =
            (quante(&b, "SENZA_INCARICO", &collega).await, quante(&b, "MOLTE_SCHEDE", &collega).await);
        assert_eq!(trovati, attesi, "{fino_a} files");
    }

    // Given somebody whose days are known: fewer are many.
    let registro: PgPool = b.harness.superuser().await.unwrap();
    sqlx::query("SELECT tracciamento.abitudine($1, current_date - d, 20) FROM generate_series(1, 5) AS d")
        .bind(b.assistente.operatore.0)
        .execute(&registro)
        .await
        .unwrap();
    apri(&b, &b.assistente, &schede[..29]).await;
    sorveglia(&b).await;
    assert_eq!(quante(&b, "MOLTE_SCHEDE", &b.assistente).await, None);
    apri(&b, &b.assistente, &schede[29..30]).await;
    sorveglia(&b).await;
    assert_eq!(quante(&b, "MOLTE_SCHEDE", &b.assistente).await, Some(30));
    let di_oggi: Vec<(Uuid, i32)> = sqlx::query_as(
        "SELECT operatore, aperte FROM tracciamento.abitudini WHERE aperte <> 20 ORDER BY aperte",
    )
    .fetch_all(&registro)
    .await
    .unwrap();
    let collega = (collega.operatore.0, 60);
    assert!(di_oggi.contains(&(b.assistente.operatore.0, 30)) && di_oggi.contains(&collega), "{di_oggi:?}");
}

/// Writes down that he was shown so many people in that way.
async fn mostra(b: &Banco, chi: &Persona, accesso: Accesso, persone: u128) {
    let mostrata = |n: u128| Divulgazione {
        accesso,
        esito: EsitoLettura::Mostrato,
        oggetto: Some(Oggetto::Soggetto(SoggettoId(Uuid::from_u128(n)))),
    };
    let lettura = Lettura {
        richiesta: Uuid::new_v4(),
        attore: Attore { operatore: chi.operatore, ruolo: Ruolo::Auditor, unita: chi.unita },
        canale: "graphql",
        livello: "LoA3",
        incarico: NumeroIncarico::PRIMO,
        sessione: None,
        indirizzo: None,
        operazione: None,
        chiesta: Utc::now(),
        criteri: BTreeMap::new(),
        divulgazioni: (0..persone).map(mostrata).collect(),
        basi: HashMap::new(),
    };
    b.servizi.tracciamento().annota(&lettura).await.unwrap();
}

#[tokio::test]
async fn given_an_export_when_it_names_many_people_then_there_is_an_alert() {
    let b = Banco::nuovo().await;
    mostra(&b, &b.auditor, Accesso::Esportazione, 99).await;
    sorveglia(&b).await;
    assert_eq!(quante(&b, "ESPORTAZIONE", &b.auditor).await, None);
    mostra(&b, &b.auditor, Accesso::Esportazione, 100).await;
    sorveglia(&b).await;
    assert_eq!(quante(&b, "ESPORTAZIONE", &b.auditor).await, Some(100));
}

#[tokio::test]
async fn given_searches_and_lists_when_they_show_a_thousand_people_on_a_day_then_there_is_an_alert() {
    let b = Banco::nuovo().await;
    mostra(&b, &b.segretariato, Accesso::Ricerca, 999).await;
    // What is shown beside a file is not looked for.
    mostra(&b, &b.segretariato, Accesso::Intestazione, 2_000).await;
    sorveglia(&b).await;
    assert_eq!(quante(&b, "MOLTE_PERSONE", &b.segretariato).await, None);
    mostra(&b, &b.segretariato, Accesso::Elenco, 1_000).await;
    sorveglia(&b).await;
    assert_eq!(quante(&b, "MOLTE_PERSONE", &b.segretariato).await, Some(1_000));
}

#[tokio::test]
async fn given_codici_fiscali_tried_one_after_the_other_then_there_is_an_alert_also_when_nobody_has_them() {
    let b = Banco::nuovo().await;
    let chiedi = async |da: u64, a: u64| {
        for n in da..a {
            let query = "query S($c: String!) { seguitoDa(codiceFiscale: $c) { soggetto } }";
            let codice = tests::servizio::codice_fiscale(n).unwrap();
            b.chiedi(&b.segretariato, query, json!({ "c": codice })).await;
        }
    };
    chiedi(0, 79).await;
    // The same again is no other.
    chiedi(0, 10).await;
    sorveglia(&b).await;
    assert_eq!(quante(&b, "CODICI_PROVATI", &b.segretariato).await, None);
    chiedi(79, 80).await;
    sorveglia(&b).await;
    assert_eq!(quante(&b, "CODICI_PROVATI", &b.segretariato).await, Some(80));
}

#[tokio::test]
async fn given_a_file_opened_at_night_when_the_log_is_watched_then_there_is_an_alert() {
    let b = Banco::nuovo().await;
    let scheda = b.registra("Notturni", "Ugo").await;
    apri(&b, &b.assistente, &[scheda]).await;
    // The log has the time of its database, which cannot be set: what was read is moved to three o'clock.
    let registro: PgPool = b.harness.superuser().await.unwrap();
    let mut senza_guardie = registro.begin().await.unwrap();
    sqlx::query("SET LOCAL session_replication_role = replica").execute(&mut *senza_guardie).await.unwrap();
    let notte: DateTime<Utc> = sqlx::query_scalar(
        "UPDATE tracciamento.letture SET quando = date_trunc('day', now(), 'Europe/Rome') + interval '3 hours' \
          WHERE operatore = $1 RETURNING quando",
    )
    .bind(b.assistente.operatore.0)
    .fetch_one(&mut *senza_guardie)
    .await
    .unwrap();
    senza_guardie.commit().await.unwrap();
    b.servizi.sorveglia(notte - TimeDelta::hours(1)).await.unwrap();
    assert_eq!(quante(&b, "FUORI_ORARIO", &b.assistente).await, Some(1));
}

#[tokio::test]
async fn a_process_that_takes_over_after_days_looks_at_today() {
    let b = Banco::nuovo().await;
    tenta(&b, &b.assistente, 8).await;
    let sguardo = b.servizi.sorveglia(Utc::now() - TimeDelta::days(5)).await.unwrap();
    assert_eq!((sguardo.avvisi, quante(&b, "RIFIUTI", &b.assistente).await), (1, Some(8)));
}

#[tokio::test]
async fn a_record_that_cannot_be_read_hides_neither_what_is_beside_it_nor_the_readings_of_others() {
    let b = Banco::nuovo().await;
    tenta(&b, &b.assistente, 4).await;
    let registro: PgPool = b.harness.superuser().await.unwrap();
    let guasto = json!({ "richiesta": Uuid::new_v4(), "operatore": b.assistente.operatore, "soggetti": [],
        "letture": "di un'altra forma" });
    sqlx::query("SELECT tracciamento.annota(ARRAY[$1])")
        .bind(guasto.to_string())
        .execute(&registro)
        .await
        .unwrap();
    tenta(&b, &b.assistente, 4).await;
    tenta(&b, &b.segretariato, 8).await;
    assert_eq!(sorveglia(&b).await, 2);
    for chi in [&b.assistente, &b.segretariato] {
        assert_eq!(quante(&b, "RIFIUTI", chi).await, Some(8));
    }
}

#[tokio::test]
async fn an_alert_is_taken_and_closed_with_an_outcome_and_every_step_is_kept() {
    let b = Banco::nuovo().await;
    tenta(&b, &b.assistente, 8).await;
    sorveglia(&b).await;
    let id = avvisi(&b, "RIFIUTI").await[0]["id"].clone();
    let campi = "avviso { versione stato passi { stato esito nota autore { id } } }";
    let prendi = json!({ "comando": Uuid::new_v4(), "avviso": id, "versione": 1 });
    let preso = b.muta(&b.auditor, "prendiAvviso", campi, prendi.clone()).await;
    assert_eq!(
        (&preso["esito"], &preso["avviso"]["stato"]),
        (&json!("ESEGUITO"), &json!("IN_ESAME")),
        "{preso}"
    );
    assert_eq!(b.muta(&b.auditor, "prendiAvviso", campi, prendi).await["esito"], "GIA_ESEGUITO");

    let chiudi = |versione: u32, nota: &str| json!({ "avviso": id, "versione": versione, "esito": "ERRORE", "nota": nota });
    let rifiuti = [
        (chiudi(1, "Visto."), "VERSIONE_SUPERATA"),
        (chiudi(2, "  "), "CAMPO_OBBLIGATORIO"),
        (
            json!({ "avviso": Uuid::new_v4(), "versione": 1, "esito": "ERRORE", "nota": "Visto." }),
            "AVVISO_INESISTENTE",
        ),
    ];
    for (input, codice) in rifiuti {
        let rifiutato = b.muta(&b.auditor, "chiudiAvviso", campi, input).await;
        assert_eq!(rifiutato["rifiuti"][0]["codice"], codice, "{rifiutato}");
    }
    let nota = "Sentito l'operatore: link non più validi.";
    let chiuso = b.muta(&b.auditor, "chiudiAvviso", campi, chiudi(2, nota)).await;
    let passi = chiuso["avviso"]["passi"].as_array().unwrap();
    let stati: Vec<&Value> = passi.iter().map(|p| &p["stato"]).collect();
    assert_eq!(stati, ["APERTO", "IN_ESAME", "CHIUSO"], "{chiuso}");
    assert_eq!((&passi[2]["esito"], &passi[2]["nota"]), (&json!("ERRORE"), &json!(nota)));
    assert_eq!((&passi[0]["autore"], &passi[2]["autore"]["id"]), (&Value::Null, &json!(b.auditor.operatore)));
    let ancora = b.muta(&b.auditor, "prendiAvviso", campi, json!({ "avviso": id, "versione": 3 })).await;
    assert_eq!(ancora["rifiuti"][0]["codice"], "VERSIONE_SUPERATA", "what is closed stays closed");

    let aperti = b.chiedi(&b.auditor, AVVISI, json!({ "stato": "APERTO" })).await;
    assert!(!aperti["avvisi"]["nodes"].as_array().unwrap().iter().any(|a| a["id"] == id), "{aperti}");
    let registro: PgPool = b.harness.superuser().await.unwrap();
    let scritto: Vec<String> = sqlx::query_scalar(
        "SELECT encode(nota, 'escape') FROM tracciamento.avvisi_passi WHERE nota IS NOT NULL",
    )
    .fetch_all(&registro)
    .await
    .unwrap();
    assert_eq!(scritto.len(), 1);
    assert!(!scritto[0].contains("Sentito"), "notes are sealed");
    for modifica in ["UPDATE tracciamento.avvisi_passi SET esito = NULL", "DELETE FROM tracciamento.avvisi"] {
        assert!(sqlx::query(modifica).execute(&registro).await.is_err(), "{modifica}");
    }
}

#[tokio::test]
async fn alerts_are_for_whoever_controls_and_nobody_judges_his_own_readings() {
    let b = Banco::nuovo().await;
    tenta(&b, &b.auditor, 8).await;
    sorveglia(&b).await;
    let suo = avvisi(&b, "RIFIUTI").await[0].clone();
    let input = json!({ "avviso": suo["id"], "versione": 1 });
    for chi in [&b.auditor, &b.segretariato] {
        let rifiutato = b.muta(chi, "prendiAvviso", "avviso { id }", input.clone()).await;
        assert_eq!(rifiutato["rifiuti"][0]["codice"], "PERMESSO_NEGATO", "{rifiutato}");
        assert_eq!(rifiutato["avviso"], Value::Null);
    }
    for query in [AVVISI, "{ avviso(id: \"00000000-0000-4000-8000-000000000000\") { id } }"] {
        let (risposta, _) = b.manda(&b.segretariato, query, json!({})).await;
        assert_eq!(risposta["errors"][0]["extensions"]["code"], "FORBIDDEN", "{risposta}");
    }
}

#[tokio::test]
async fn an_alert_is_read_by_its_id_and_what_nobody_has_taken_is_counted() {
    let b = Banco::nuovo().await;
    let aperti = async |chi: &Persona| {
        b.chiedi(chi, "{ io { avvisiAperti } }", json!({})).await["io"]["avvisiAperti"].clone()
    };
    tenta(&b, &b.auditor, 8).await;
    sorveglia(&b).await;
    assert_eq!(aperti(&b.auditor).await, 0, "his own are for others");
    tenta(&b, &b.assistente, 8).await;
    sorveglia(&b).await;
    assert_eq!(aperti(&b.auditor).await, 1);
    assert_eq!(aperti(&b.segretariato).await, 0, "it is not his work");

    let tutti = avvisi(&b, "RIFIUTI").await;
    let suo = tutti.iter().find(|a| a["operatore"]["id"] == json!(b.assistente.operatore)).unwrap();
    let query = "query A($id: ID!) { avviso(id: $id) { id genere spiegazione passi { stato } } }";
    let letto = b.chiedi(&b.auditor, query, json!({ "id": suo["id"] })).await;
    assert_eq!(letto["avviso"]["id"], suo["id"]);
    let spiegazione = letto["avviso"]["spiegazione"].as_str().unwrap();
    assert!(spiegazione.contains("10 minuti") && spiegazione.contains("8 schede"), "{spiegazione}");
    let nessuno = b.chiedi(&b.auditor, query, json!({ "id": Uuid::new_v4() })).await;
    assert_eq!(nessuno["avviso"], Value::Null);

    b.muta(&b.auditor, "prendiAvviso", "avviso { id }", json!({ "avviso": suo["id"], "versione": 1 })).await;
    assert_eq!(aperti(&b.auditor).await, 0);
}
