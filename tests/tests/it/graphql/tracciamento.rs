//! Who is shown the data of a person is written down first; without that he is shown nothing.

use super::*;
use crate::operazioni::Schema;
use access::GuastoLetture;
use sqlx::{Connection, PgConnection, PgPool};
use std::collections::BTreeSet;

/// Fields of `Query` that show nobody's data.
/// Operators are nobody's file: what administrators do is in the log of events.
const DI_NESSUNO: [&str; 11] = [
    "calcolaCodiceFiscale",
    "codifiche",
    "comuni",
    "consumoAnpr",
    "io",
    "operatore",
    "operatori",
    "operatoriAbilitati",
    "sessioniOperatore",
    "statiEsteri",
    "unitaOrganizzative",
];

/// Every other field: how it is asked of a person, and in which ways he is then looked at. `$s` is the subject, `$g` a
/// segnalazione about him, `$e` an emergency access to them.
const DI_QUALCUNO: [(&str, &str, &[&str]); 10] = [
    (
        "accessiEmergenza",
        "accessiEmergenza { nodes { soggetto { id cognome } spiegazione { testo } } }",
        &["ELENCO", "INTESTAZIONE"],
    ),
    (
        "accessoEmergenza",
        "accessoEmergenza(id: $e) { soggetto { id cognome } spiegazione { testo } }",
        &["ELENCO", "INTESTAZIONE"],
    ),
    (
        "cercaSoggetti",
        "cercaSoggetti(criteri: { testo: \"guardati\" }) { nodes { soggetto { id cognome } } }",
        &["RICERCA"],
    ),
    (
        "nucleoAnagrafe",
        "nucleoAnagrafe(soggetto: $s) { componenti { anagrafica { cognome } } }",
        &["SCHEDA", "INTESTAZIONE"],
    ),
    (
        "nucleoDiFatto",
        "nucleoDiFatto(soggetto: $s) { id componenti { persona { id cognome } } }",
        &["SCHEDA"],
    ),
    (
        "quadroRiassuntivo",
        "quadroRiassuntivo(soggetto: $s) { gruppi { titolo persona { id cognome } } }",
        &["QUADRO", "INTESTAZIONE"],
    ),
    ("segnalazione", "segnalazione(id: $g) { numero segnalato { id cognome } }", &["SCHEDA", "INTESTAZIONE"]),
    ("segnalazioni", "segnalazioni { nodes { id segnalato { id cognome } } }", &["ELENCO", "INTESTAZIONE"]),
    ("seguitoDa", "seguitoDa(codiceFiscale: \"RSSMRA86L11H514O\") { soggetto }", &["SEGUITO"]),
    ("soggetto", "soggetto(id: $s) { anagrafica { cognome } }", &["SCHEDA"]),
];

/// The story has a field of its own among the answers: it needs no row above twice.
const STORIA: (&str, &str, &[&str]) = ("storia", "storia(soggetto: $s) { nodes { tipo } }", &["STORIA"]);

/// Fields that read the read log.
const DEL_TRACCIAMENTO: [&str; 6] =
    ["avvisi", "avviso", "interessato", "letture", "lettureSubite", "mieLetture"];

/// A person with a codice fiscale, in a nucleo di fatto, imported so that there is a nucleo anagrafe.
pub(super) struct Guardato {
    pub(super) banco: Banco,
    soggetto: Value,
    pratica: Value,
    accesso: Value,
    pub(super) registro: PgPool,
}

impl Guardato {
    pub(super) async fn nuovo() -> Self {
        let banco = Banco::nuovo().await;
        let anagrafica = json!({"cognome": "Guardati", "nome": "Mario", "sesso": "M", "dataNascita": "11/07/1986",
            "luogoNascita": {"comune": "H514"}, "indicatoreCf": "MINISTERIALE", "codiceFiscale": "RSSMRA86L11H514O",
            "cittadinanze": ["100"]});
        let input = json!({ "anagrafica": anagrafica });
        let fatto = banco.muta(&banco.segretariato, "registraSoggetto", "soggetto { id }", input).await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
        let soggetto = fatto["soggetto"]["id"].clone();
        let persona = json!({ "cognome": "Guardati", "nome": "Ada", "indicatoreCf": "NON_DISPONIBILE" });
        let componente =
            json!({ "soggetto": soggetto, "persona": persona, "relazione": "9", "dal": "2020-01-01" });
        let fatto = banco.muta(&banco.segretariato, "aggiungiComponente", "", componente).await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
        let pratica = banco.segnala(&soggetto).await;
        let apri = json!({ "codiceFiscale": "RSSMRA86L11H514O", "motivo": "CONTINUITA",
            "spiegazione": "La collega che segue il caso manca" });
        let aperto = banco.muta(&banco.segretariato, "apriAccessoEmergenza", "accesso { id }", apri).await;
        assert_eq!(aperto["esito"], "ESEGUITO", "{aperto}");
        let accesso = aperto["accesso"]["id"].clone();
        let registro = banco.harness.superuser().await.unwrap();
        Self { banco, soggetto, pratica, accesso, registro }
    }

    fn variabili(&self) -> Value {
        json!({ "s": self.soggetto, "g": self.pratica["id"], "e": self.accesso })
    }

    /// Asks, and answers what was said and the records of this one request.
    pub(super) async fn chiedi(&self, chi: &Persona, campo: &str) -> (Value, Vec<Value>) {
        let prima = self.quanti().await;
        let (risposta, _) = self.banco.manda(chi, &domanda(campo), self.variabili()).await;
        (risposta, self.dopo(prima).await)
    }

    pub(super) async fn quanti(&self) -> i64 {
        sqlx::query_scalar("SELECT indice FROM tracciamento.testa").fetch_one(&self.registro).await.unwrap()
    }

    async fn dopo(&self, indice: i64) -> Vec<Value> {
        let righe: Vec<String> = sqlx::query_scalar(
            "SELECT contenuto::text FROM tracciamento.letture WHERE indice > $1 ORDER BY indice",
        )
        .bind(indice)
        .fetch_all(&self.registro)
        .await
        .unwrap();
        righe.iter().map(|riga| serde_json::from_str(riga).unwrap()).collect()
    }
}

/// The query of a field, with the variables that it uses.
fn domanda(campo: &str) -> String {
    let usate: Vec<_> = ["$s: ID!", "$g: ID!", "$e: ID!"]
        .into_iter()
        .filter(|v| campo.contains(v.split(':').next().unwrap()))
        .collect();
    let dichiarate = if usate.is_empty() { String::new() } else { format!("({})", usate.join(", ")) };
    format!("query Guarda{dichiarate} {{ {campo} }}")
}

/// In which ways a record says that this was looked at, with that outcome.
fn vie(record: &Value, esito: &str, oggetto: &Value) -> BTreeSet<String> {
    let contiene = |lettura: &Value| {
        ["soggetti", "pratiche", "nuclei"]
            .iter()
            .filter_map(|lista| lettura[*lista].as_array())
            .any(|ids| ids.contains(oggetto))
    };
    let letture = record["letture"].as_array().unwrap();
    let sue = letture.iter().filter(|l| l["esito"] == esito && contiene(l));
    sue.map(|l| l["accesso"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_field_of_the_schema_shows_the_data_of_somebody_or_of_nobody() {
    let campi: BTreeSet<String> = Schema::served()
        .roots()
        .into_iter()
        .filter(|radice| radice.call.starts_with("query"))
        .map(|radice| radice.name)
        .collect();
    let noti = DI_NESSUNO
        .iter()
        .copied()
        .chain(DI_QUALCUNO.iter().map(|r| r.0))
        .chain([STORIA.0])
        .chain(DEL_TRACCIAMENTO);
    assert_eq!(campi, noti.map(ToOwned::to_owned).collect(), "say of a new field whose data it shows");
}

#[tokio::test]
async fn every_field_that_shows_the_data_of_somebody_is_written_down_with_him() {
    let g = Guardato::nuovo().await;
    let chi = &g.banco.segretariato;
    for (campo, domanda, attese) in DI_QUALCUNO.iter().chain([&STORIA]) {
        let (risposta, record) = g.chiedi(chi, domanda).await;
        assert_eq!(risposta.get("errors"), None, "{campo}: {risposta}");
        if *campo == "nucleoAnagrafe" {
            // Nobody has asked the register: there is nothing to show, and nothing is written.
            assert_eq!((&risposta["data"]["nucleoAnagrafe"], record.len()), (&Value::Null, 0), "{campo}");
            continue;
        }
        assert_eq!(record.len(), 1, "{campo}: one record a request: {record:?}");
        let record = &record[0];
        let trovate = vie(record, "MOSTRATO", &g.soggetto);
        let attese: BTreeSet<String> = attese.iter().map(|v| (*v).to_owned()).collect();
        assert!(attese.is_subset(&trovate), "{campo}: {attese:?} in {record}");
        assert!(record["soggetti"].as_array().unwrap().contains(&g.soggetto), "{campo}");
        assert_eq!(record["operatore"], json!(chi.operatore), "{campo}");
        assert_eq!(record["unita"], json!(chi.unita), "{campo}");
        assert_eq!(record["ruolo"], "OPERATORE_SEGRETARIATO", "{campo}");
        assert_eq!(record["operazione"], "Guarda", "{campo}");
        let titolo = record["letture"].as_array().unwrap().iter().find(|l| l["titolo"] == "INCARICO");
        assert!(titolo.is_some(), "{campo}: by which title: {record}");
    }
}

#[tokio::test]
async fn fields_that_show_nobody_are_not_written_down() {
    let g = Guardato::nuovo().await;
    for campo in [
        "io { operatore { id } ruolo { codice } }",
        "unitaOrganizzative { codice }",
        "operatoriAbilitati { id }",
    ] {
        let (risposta, record) = g.chiedi(&g.banco.segretariato, campo).await;
        assert_eq!(risposta.get("errors"), None, "{risposta}");
        assert_eq!(record, Vec::<Value>::new(), "{campo}");
    }
}

#[tokio::test]
async fn what_is_refused_and_what_is_not_found_is_written_down_too() {
    let g = Guardato::nuovo().await;
    let chi = &g.banco.auditor;
    for campo in [
        "soggetto(id: $s) { id }",
        "storia(soggetto: $s) { nodes { tipo } }",
        "quadroRiassuntivo(soggetto: $s) { gruppi { titolo } }",
    ] {
        let (_, record) = g.chiedi(chi, campo).await;
        assert_eq!(vie(&record[0], "NEGATO", &g.soggetto), BTreeSet::from(["SCHEDA".to_owned()]), "{campo}");
        assert!(vie(&record[0], "MOSTRATO", &g.soggetto).is_empty(), "{campo}: {record:?}");
    }
    let (_, record) = g.chiedi(chi, "segnalazione(id: $g) { numero segnalato { cognome } }").await;
    assert_eq!(vie(&record[0], "NEGATO", &g.pratica["id"]), BTreeSet::from(["SCHEDA".to_owned()]));
    let (_, record) =
        g.chiedi(&g.banco.segretariato, "seguitoDa(codiceFiscale: \"ZZSNNA85T45H501M\") { soggetto }").await;
    assert_eq!(record[0]["letture"], json!([{ "accesso": "SEGUITO", "esito": "VUOTO" }]));
    let (_, record) =
        g.chiedi(chi, "cercaSoggetti(criteri: { testo: \"guardati\" }) { nodes { soggetto { id } } }").await;
    assert_eq!(record[0]["letture"], json!([{ "accesso": "RICERCA", "esito": "VUOTO" }]));

    // By a change, too: one that his role never makes, and one that names somebody whom he may not see.
    let b = &g.banco;
    let altrove = unita(&b.harness.bus, "SIGESS_COM2", "COMUNE", Some(b.auditor.unita)).await.unwrap();
    let estraneo =
        operatore(&b.harness.bus, altrove, Ruolo::OperatoreSegretariato, "RSSTMS18P03M082H").await.unwrap();
    let anagrafica = json!({ "cognome": "Altri", "nome": "Ada", "indicatoreCf": "NON_DISPONIBILE" });
    let ada =
        b.muta(&estraneo, "registraSoggetto", "soggetto { id }", json!({ "anagrafica": anagrafica })).await;
    for (chi, nome, input) in [
        (chi, "modificaContatti", json!({ "soggetto": g.soggetto, "email": "a@prova.example" })),
        (
            &estraneo,
            "aggiungiComponente",
            json!({ "soggetto": ada["soggetto"]["id"], "componente": g.soggetto, "relazione": "9", "dal": "2024-01-15" }),
        ),
    ] {
        let prima = g.quanti().await;
        let fatto = b.muta(chi, nome, "", input).await;
        assert_eq!(fatto["esito"], "RIFIUTATO", "{nome}: {fatto}");
        let record = g.dopo(prima).await;
        assert_eq!(vie(&record[0], "NEGATO", &g.soggetto), BTreeSet::from(["SCHEDA".to_owned()]), "{nome}");
    }
}

#[tokio::test]
async fn what_a_mutation_shows_is_written_down() {
    let g = Guardato::nuovo().await;
    let prima = g.quanti().await;
    let contatti = json!({ "soggetto": g.soggetto, "email": "a@prova.example" });
    g.banco
        .muta(&g.banco.segretariato, "modificaContatti", "soggetto { anagrafica { cognome } }", contatti)
        .await;
    let record = g.dopo(prima).await;
    assert!(vie(&record[0], "MOSTRATO", &g.soggetto).contains("SCHEDA"), "{record:?}");
    // That somebody has this codice fiscale already is said of him as well.
    let prima = g.quanti().await;
    let doppio = json!({ "anagrafica": { "cognome": "Altri", "codiceFiscale": "RSSMRA86L11H514O", "indicatoreCf": "MINISTERIALE" } });
    let fatto = g.banco.muta(&g.banco.assistente, "registraSoggetto", "", doppio).await;
    assert_eq!(fatto["rifiuti"][0]["codice"], "SOGGETTO_ESISTENTE", "{fatto}");
    let record = g.dopo(prima).await;
    assert!(vie(&record[0], "MOSTRATO", &g.soggetto).contains("SEGUITO"), "{record:?}");
}

#[tokio::test]
async fn no_name_and_no_codice_fiscale_is_in_the_read_log() {
    let g = Guardato::nuovo().await;
    for (_, domanda, _) in DI_QUALCUNO.iter().chain([&STORIA]) {
        g.chiedi(&g.banco.segretariato, domanda).await;
    }
    let righe: Vec<String> = sqlx::query_scalar("SELECT l::text FROM tracciamento.letture l")
        .fetch_all(&g.registro)
        .await
        .unwrap();
    assert!(righe.len() > 5);
    for riga in righe {
        for dato in ["guardati", "rssmra", "1986-07-11", "11/07/1986"] {
            assert!(!riga.to_lowercase().contains(dato), "{dato}");
        }
    }
}

/// Whether every field is withheld: an error that says when to come back, and nothing else.
async fn nulla_esce(g: &Guardato, perche: &str) {
    for (campo, chiesto, _) in DI_QUALCUNO.iter().chain([&STORIA]).filter(|r| r.0 != "nucleoAnagrafe") {
        let (risposta, _) = g.banco.manda(&g.banco.segretariato, &domanda(chiesto), g.variabili()).await;
        assert_eq!(
            risposta["errors"][0]["extensions"]["code"], "UNAVAILABLE",
            "{perche}, {campo}: {risposta}"
        );
        let testo = risposta.to_string().to_lowercase();
        let id = g.soggetto.as_str().unwrap();
        assert!(!testo.contains("guardati") && !testo.contains(id), "{perche}, {campo}: {risposta}");
    }
}

#[tokio::test]
async fn nothing_is_shown_when_the_read_log_cannot_be_written() {
    let g = Guardato::nuovo().await;
    let prova = async |fa: &str, disfa: &str| {
        sqlx::query(fa).execute(&g.registro).await.unwrap();
        nulla_esce(&g, fa).await;
        sqlx::query(disfa).execute(&g.registro).await.unwrap();
    };
    prova("ALTER TABLE tracciamento.testa RENAME TO via", "ALTER TABLE tracciamento.via RENAME TO testa")
        .await;
    prova(
        "REVOKE EXECUTE ON FUNCTION tracciamento.annota FROM sigess_tracciamento",
        "GRANT EXECUTE ON FUNCTION tracciamento.annota TO sigess_tracciamento",
    )
    .await;
    // What shows nobody's data goes on.
    sqlx::query("ALTER TABLE tracciamento.testa RENAME TO via").execute(&g.registro).await.unwrap();
    g.banco.chiedi(&g.banco.segretariato, "{ io { ruolo { codice } } }", json!({})).await;
    sqlx::query("ALTER TABLE tracciamento.via RENAME TO testa").execute(&g.registro).await.unwrap();
    let (risposta, record) =
        g.chiedi(&g.banco.segretariato, "soggetto(id: $s) { anagrafica { cognome } }").await;
    assert_eq!(risposta["data"]["soggetto"]["anagrafica"]["cognome"], "Guardati", "{risposta}");
    assert_eq!(record.len(), 1);
}

#[tokio::test]
async fn nothing_is_shown_while_somebody_holds_the_read_log() {
    let g = Guardato::nuovo().await;
    let mut chi_blocca = PgConnection::connect_with(&g.banco.harness.databases.superuser()).await.unwrap();
    let mut blocco = chi_blocca.begin().await.unwrap();
    sqlx::query("LOCK TABLE tracciamento.testa IN ACCESS EXCLUSIVE MODE")
        .execute(&mut *blocco)
        .await
        .unwrap();
    let (risposta, _) = g
        .banco
        .manda(
            &g.banco.segretariato,
            "query G($s: ID!) { soggetto(id: $s) { anagrafica { cognome } } }",
            g.variabili(),
        )
        .await;
    assert_eq!(risposta["errors"][0]["extensions"]["code"], "UNAVAILABLE", "{risposta}");
    assert_eq!(risposta["data"], Value::Null);
    blocco.rollback().await.unwrap();
    let (_, record) = g.chiedi(&g.banco.segretariato, "soggetto(id: $s) { id }").await;
    assert_eq!(record.len(), 1);
}

#[tokio::test]
async fn readers_at_the_same_time_are_all_written_down_and_the_positions_are_dense() {
    let g = Guardato::nuovo().await;
    let prima = g.quanti().await;
    let query = "query G($s: ID!) { soggetto(id: $s) { id } }";
    let tanti = (0..40).map(|_| g.banco.manda(&g.banco.segretariato, query, g.variabili()));
    futures::future::join_all(tanti).await;
    assert_eq!(g.dopo(prima).await.len(), 40);
    assert_eq!(g.quanti().await, prima + 40);
}

#[tokio::test]
async fn the_application_can_neither_read_nor_change_the_read_log_and_its_own_role_cannot_change_it() {
    let g = Guardato::nuovo().await;
    let databases = &g.banco.harness.databases;
    let vietato = async |opzioni, statement: &str| {
        let mut connection = PgConnection::connect_with(&opzioni).await.unwrap();
        assert!(sqlx::query(statement).execute(&mut connection).await.is_err(), "{statement}");
    };
    for statement in ["SELECT 1 FROM tracciamento.letture", "SELECT tracciamento.annota('{}')"] {
        vietato(databases.application(), statement).await;
    }
    for statement in [
        "DELETE FROM tracciamento.letture",
        "UPDATE tracciamento.testa SET indice = 0",
        "SELECT 1 FROM registro.events",
    ] {
        vietato(databases.read_log(), statement).await;
    }
    let mese: String =
        sqlx::query_scalar("SELECT tableoid::regclass::text FROM tracciamento.letture LIMIT 1")
            .fetch_one(&g.registro)
            .await
            .unwrap();
    for statement in [format!("DELETE FROM {mese}"), format!("TRUNCATE {mese}")] {
        vietato(databases.owner(), &statement).await;
    }
}

#[tokio::test]
async fn a_person_is_told_who_looked_at_him_and_of_nobody_else() {
    let g = Guardato::nuovo().await;
    let altro = g.banco.registra("Estranei", "Ugo").await;
    let chi = &g.banco.segretariato;
    g.chiedi(chi, "segnalazioni { nodes { segnalato { id } } }").await;
    g.chiedi(chi, "soggetto(id: $s) { id }").await;
    let query = "query L($s: ID!, $n: Int, $dopo: String) { lettureSubite(soggetto: $s, first: $n, after: $dopo) {
        pageInfo { hasNextPage endCursor } nodes { ruolo { codice } unita { codice } modi { accesso esito titolo } } } }";
    let dpo = &g.banco.auditor;
    let tutte = g.banco.chiedi(dpo, query, json!({ "s": g.soggetto, "n": 100 })).await;
    let tutte = tutte["lettureSubite"]["nodes"].as_array().unwrap().clone();
    let scheda = json!([{ "accesso": "SCHEDA", "esito": "MOSTRATO", "titolo": "INCARICO" }]);
    assert_eq!(tutte[0]["modi"], scheda, "newest first: {tutte:?}");
    assert_eq!(tutte[0]["unita"]["codice"], "SIGESS_COM1");
    let tutto = json!(tutte).to_string();
    for altrui in
        [altro["id"].as_str().unwrap(), &chi.operatore.to_string(), g.pratica["id"].as_str().unwrap()]
    {
        assert!(!tutto.contains(altrui), "{tutto}");
    }

    let (mut dopo, mut a_pagine) = (Value::Null, Vec::new());
    loop {
        let pagina = g.banco.chiedi(dpo, query, json!({ "s": g.soggetto, "n": 1, "dopo": dopo })).await;
        let pagina = &pagina["lettureSubite"];
        a_pagine.extend(pagina["nodes"].as_array().unwrap().clone());
        // What was told of him is itself written down, and is newer than the first page.
        if pagina["pageInfo"]["hasNextPage"] == false {
            break;
        }
        dopo = pagina["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(a_pagine[1..], tutte[..], "without gap or repeat, after the reading of the log itself");
}

#[tokio::test]
async fn everybody_reads_his_own_readings_and_only_who_controls_those_of_others() {
    let g = Guardato::nuovo().await;
    let chi = &g.banco.segretariato;
    g.chiedi(chi, "soggetto(id: $s) { id }").await;
    let mie = "mieLetture(first: 1) { nodes { operatore { id } dettagli { accesso soggetti } } }";
    let (risposta, record) = g.chiedi(chi, mie).await;
    let mia = &risposta["data"]["mieLetture"]["nodes"][0];
    assert_eq!(mia["operatore"]["id"], json!(chi.operatore), "{risposta}");
    assert_eq!(mia["dettagli"], json!([{ "accesso": "SCHEDA", "soggetti": [g.soggetto] }]));
    assert!(vie(&record[0], "MOSTRATO", &g.soggetto).contains("TRACCIAMENTO"), "reading it is written down");

    let altrui = "letture(filtro: { soggetto: $s }, first: 100) { nodes { operatore { id } } }";
    let filtro = altrui.replace("$s", &g.soggetto.to_string());
    let (risposta, record) = g.chiedi(chi, &filtro).await;
    assert_eq!(risposta["errors"][0]["extensions"]["code"], "FORBIDDEN", "{risposta}");
    assert_eq!(vie(&record[0], "NEGATO", &g.soggetto), BTreeSet::from(["TRACCIAMENTO".to_owned()]));
    let (risposta, _) = g.chiedi(chi, "lettureSubite(soggetto: $s) { nodes { quando } }").await;
    assert_eq!(risposta["errors"][0]["extensions"]["code"], "FORBIDDEN", "{risposta}");
    let (risposta, _) = g.chiedi(&g.banco.auditor, &filtro).await;
    let trovate = risposta["data"]["letture"]["nodes"].as_array().unwrap().len();
    let attese: i64 =
        sqlx::query_scalar("SELECT count(*) - 1 FROM tracciamento.letture WHERE soggetti @> ARRAY[$1]")
            .bind(g.soggetto.as_str().unwrap().parse::<Uuid>().unwrap())
            .fetch_one(&g.registro)
            .await
            .unwrap();
    // The search itself is the one that is newer than its answer.
    assert_eq!(i64::try_from(trovate).unwrap(), attese, "{risposta}");
}

#[tokio::test]
async fn only_who_controls_finds_by_codice_fiscale_whose_readings_to_ask_for() {
    let g = Guardato::nuovo().await;
    let campo = "interessato(codiceFiscale: \" rssmra86l11h514o \")";
    let (risposta, record) = g.chiedi(&g.banco.auditor, campo).await;
    assert_eq!(risposta["data"]["interessato"], g.soggetto, "{risposta}");
    assert_eq!(vie(&record[0], "MOSTRATO", &g.soggetto), BTreeSet::from(["SEGUITO".to_owned()]));
    for nessuno in ["RSSM", "ZZSNNA85T45H501M"] {
        let campo = format!("interessato(codiceFiscale: \"{nessuno}\")");
        let (risposta, _) = g.chiedi(&g.banco.auditor, &campo).await;
        assert_eq!(risposta["data"]["interessato"], Value::Null, "{risposta}");
    }
    let (risposta, record) = g.chiedi(&g.banco.segretariato, campo).await;
    assert_eq!(risposta["errors"][0]["extensions"]["code"], "FORBIDDEN", "{risposta}");
    assert_eq!(record[0]["letture"], json!([{ "accesso": "TRACCIAMENTO", "esito": "VUOTO" }]));
}

#[tokio::test]
async fn what_is_altered_in_the_read_log_or_taken_out_of_it_is_found() {
    let g = Guardato::nuovo().await;
    for _ in 0..5 {
        g.chiedi(&g.banco.segretariato, "soggetto(id: $s) { id }").await;
    }
    let tracciamento = g.banco.harness.tracciamento();
    let sano = tracciamento.verifica(&[]).await.unwrap();
    assert_eq!(sano.difetti, []);
    assert_eq!(i64::try_from(sano.lette).unwrap(), g.quanti().await);
    let mese: String =
        sqlx::query_scalar("SELECT tableoid::regclass::text FROM tracciamento.letture LIMIT 1")
            .fetch_one(&g.registro)
            .await
            .unwrap();
    for (cambia, atteso) in [
        ("UPDATE {} SET soggetti = '{}' WHERE indice = 2", GuastoLetture::Colonne),
        (
            "UPDATE {} SET contenuto = replace(contenuto::text, 'SCHEDA', 'ELENCO')::json WHERE indice = 3",
            GuastoLetture::Foglia,
        ),
        ("DELETE FROM {} WHERE indice = 2", GuastoLetture::Indice),
        ("DELETE FROM {} WHERE indice = (SELECT max(indice) FROM {})", GuastoLetture::Testa),
    ] {
        let mut prova = g.registro.begin().await.unwrap();
        sqlx::query(&format!("ALTER TABLE {mese} DISABLE TRIGGER ALL")).execute(&mut *prova).await.unwrap();
        let cambia = cambia
            .replace("FROM {}", &format!("FROM {mese}"))
            .replace("UPDATE {}", &format!("UPDATE {mese}"));
        let fatte = sqlx::query(&cambia).execute(&mut *prova).await.unwrap();
        assert_eq!(fatte.rows_affected(), 1, "{cambia}");
        prova.commit().await.unwrap();
        let trovati = tracciamento.verifica(&[]).await.unwrap().difetti;
        assert!(trovati.iter().any(|d| d.guasto == atteso), "{cambia}: {trovati:?}");
    }
}

#[tokio::test]
async fn over_http_an_answer_that_cannot_be_written_down_is_a_503_without_data() {
    let scena = tests::servizio::Scena::nuova(10).await.unwrap();
    let anagrafica = json!({ "cognome": "Guardati", "nome": "Ada", "indicatoreCf": "NON_DISPONIBILE" });
    let input = json!({ "comando": Uuid::new_v4(), "anagrafica": anagrafica });
    let registra =
        "mutation R($input: RegistraSoggettoInput!) { registraSoggetto(input: $input) { soggetto { id } } }";
    let fatto = scena.chiedi(&scena.segretariato, registra, json!({ "input": input })).await.unwrap();
    let id = &fatto["registraSoggetto"]["soggetto"]["id"];
    let registro = scena.harness.superuser().await.unwrap();
    sqlx::query("ALTER TABLE tracciamento.testa RENAME TO via").execute(&registro).await.unwrap();
    let url = &scena.processo.url;
    let query = "query G($s: ID!) { soggetto(id: $s) { anagrafica { cognome } } }";
    let risposta = scena.segretariato.sessione(url).await.unwrap().post(url, "/graphql");
    let risposta = risposta.json(&json!({ "query": query, "variables": { "s": id } })).send().await.unwrap();
    assert_eq!(risposta.status(), 503);
    assert!(risposta.headers().contains_key("retry-after"));
    let corpo: Value = risposta.json().await.unwrap();
    assert_eq!(corpo.get("data"), None, "{corpo}");
    assert_eq!(corpo["errors"][0]["extensions"]["code"], "UNAVAILABLE", "{corpo}");
}

#[tokio::test]
async fn over_http_a_record_says_from_which_session_and_address_and_for_what_was_searched() {
    let scena = tests::servizio::Scena::nuova(10).await.unwrap();
    let query =
        "query Cerca($t: String) { cercaSoggetti(criteri: { testo: $t }) { nodes { soggetto { id } } } }";
    for testo in ["Zzguardati", "ZZGUARDATI ", "Zzaltri"] {
        scena.chiedi(&scena.segretariato, query, json!({ "t": testo })).await.unwrap();
    }
    let registro = scena.harness.superuser().await.unwrap();
    let righe: Vec<String> =
        sqlx::query_scalar("SELECT contenuto::text FROM tracciamento.letture ORDER BY indice")
            .fetch_all(&registro)
            .await
            .unwrap();
    let record: Vec<Value> = righe.iter().map(|riga| serde_json::from_str(riga).unwrap()).collect();
    let impronte: Vec<&Value> = record.iter().map(|r| &r["criteri"]["testo"]).collect();
    assert!(impronte[0].as_str().is_some_and(|i| i.len() >= 16), "{impronte:?}");
    assert_eq!(impronte[0], impronte[1], "the same search, written in another way");
    assert_ne!(impronte[0], impronte[2]);
    let (nome, hash): (Uuid, Vec<u8>) = sqlx::query_as(
        "SELECT encode(substring(hash FROM 1 FOR 16), 'hex')::uuid, hash FROM accesso.sessioni",
    )
    .fetch_one(&registro)
    .await
    .unwrap();
    for (record, riga) in record.iter().zip(&righe) {
        assert_eq!(record["sessione"], json!(nome));
        assert_eq!((&record["indirizzo"], &record["incarico"]), (&json!("127.0.0.1"), &json!(1)));
        assert_eq!(record["operazione"], "Cerca");
        let intera: String = hash.iter().map(|b| format!("{b:02x}")).collect();
        assert!(!riga.contains(&intera) && !riga.to_lowercase().contains("zzguardati"), "{riga}");
    }
}
