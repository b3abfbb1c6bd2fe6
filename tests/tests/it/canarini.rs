//! Canaries: names and codici fiscali that went through every door are nowhere in the log, in the key database, in
//! the log of the service or in that of PostgreSQL.

mod operazioni;

use event_store::postgres::SUPERUSER;
use event_store::postgres::roles::{KEYS_DATABASE, LOG_DATABASE};
use serde_json::{Value, json};
use sqlx::postgres::PgPoolOptions;
use sqlx::{PgPool, Row};
use tests::Privata;
use tests::servizio::{Persona, Processo, manda};
use uuid::Uuid;

/// Words that nothing but these tests says, in every kind of personal datum.
const CANARINI: [&str; 8] = [
    "ZZQUAGLIA",
    "ZZTORTORA",
    "ZZALLODOLA",
    "zzfringuello",
    "ZZCARDELLINO",
    "ZZQLZT80A01H501",
    "RSSMRA86L11H514O",
    "ZZVERZELLINO",
];

struct Porta<'a> {
    processo: &'a Processo,
    chi: &'a Persona,
}

impl Porta<'_> {
    async fn fai(&self, mutazione: &str, campi: &str, mut input: Value) -> Value {
        input["comando"] = json!(Uuid::new_v4());
        let tipo = format!("{}{}Input", mutazione[..1].to_uppercase(), &mutazione[1..]);
        let query = format!(
            "mutation M($input: {tipo}!) {{ {mutazione}(input: $input) {{ esito rifiuti {{ codice }} {campi} }} }}"
        );
        let risposta = manda(&self.processo.url, self.chi, &query, json!({ "input": input })).await.unwrap();
        risposta["data"][mutazione].clone()
    }

    async fn chiedi(&self, query: &str, variabili: Value) -> Value {
        manda(&self.processo.url, self.chi, query, variabili).await.unwrap()
    }
}

/// Every table of a database as text, row by row.
async fn in_chiaro(pool: &PgPool, schemi: &[&str]) -> Vec<(String, String)> {
    let tabelle = sqlx::query(
        "SELECT format('%I.%I', schemaname, tablename) AS t FROM pg_tables WHERE schemaname = ANY($1)",
    )
    .bind(schemi)
    .fetch_all(pool)
    .await
    .unwrap();
    let mut righe = Vec::new();
    for tabella in tabelle {
        let nome: String = tabella.try_get("t").unwrap();
        let testi: Vec<String> =
            sqlx::query_scalar(&format!("SELECT t::text FROM {nome} t")).fetch_all(pool).await.unwrap();
        righe.extend(testi.into_iter().map(|testo| (nome.clone(), testo)));
    }
    righe
}

fn cerca(dove: &str, testo: &str) {
    let minuscolo = testo.to_lowercase();
    // Text inside bytea shows as hexadecimal.
    for canarino in CANARINI {
        let esadecimale: String = canarino.bytes().map(|b| format!("{b:02x}")).collect();
        assert!(!minuscolo.contains(&canarino.to_lowercase()), "{canarino} is in clear in {dove}");
        assert!(!minuscolo.contains(&esadecimale), "{canarino} is in clear (bytes) in {dove}");
    }
}

#[tokio::test]
async fn canaries_are_nowhere_in_the_log_the_keys_and_the_log_files() {
    let privata = Privata::nuova().await.unwrap();
    let file = privata.folder.path().join("sigess.log");
    let processo = Processo::avvia(&privata.dove, &file).await.unwrap();
    let porta = Porta { processo: &processo, chi: &privata.chi };

    let anagrafica = json!({ "cognome": "Zzquaglia", "nome": "Zztortora", "sesso": "M", "dataNascita": "1980-01-01",
        "luogoNascita": { "comune": "H501" }, "codiceFiscale": codice(), "indicatoreCf": "CALCOLATO" });
    let fatto = porta.fai("registraSoggetto", "soggetto { id }", json!({ "anagrafica": anagrafica })).await;
    assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
    let soggetto = fatto["soggetto"]["id"].clone();
    let contatti = json!({ "soggetto": soggetto, "email": "zzfringuello@prova.example" });
    assert_eq!(porta.fai("modificaContatti", "", contatti).await["esito"], "ESEGUITO");
    let indirizzo = json!({ "soggetto": soggetto, "tipo": "1", "dal": "2020-01-01", "codiceLuogo": "H501", "via": "Via Zzallodola" });
    assert_eq!(porta.fai("registraIndirizzo", "", indirizzo).await["esito"], "ESEGUITO");
    let persona = json!({ "cognome": "Zzcardellino", "nome": "Prova", "indicatoreCf": "NON_DISPONIBILE" });
    let componente =
        json!({ "soggetto": soggetto, "persona": persona, "relazione": "9", "dal": "2020-01-01" });
    assert_eq!(porta.fai("aggiungiComponente", "", componente).await["esito"], "ESEGUITO");
    let dettagli = json!({ "dataContatto": "2024-09-21", "canale": "TELEFONO", "motivo": "INFO", "urgenza": "ORDINARIA",
        "tipoSegnalante": "CONOSCENTE", "datiSegnalante": { "denominazione": "Zzverzellino" }, "note": "Di Zzquaglia." });
    let creata =
        porta.fai("creaSegnalazione", "", json!({ "segnalato": soggetto, "dettagli": dettagli })).await;
    assert_eq!(creata["esito"], "ESEGUITO", "{creata}");
    let consulta = json!({ "codiceFiscale": "RSSMRA86L11H514O", "motivo": "PROVA-1" });
    let consultata = porta.fai("consultaAnpr", "consultazione { id }", consulta).await;
    let importa = json!({ "consultazione": consultata["consultazione"]["id"] });
    assert_eq!(porta.fai("importaSoggetto", "", importa).await["esito"], "ESEGUITO");

    // Refusals, searches and nonsense carry personal data too.
    let doppio = json!({ "anagrafica": { "cognome": "Zzquaglia", "codiceFiscale": codice(), "indicatoreCf": "MINISTERIALE" } });
    assert_eq!(porta.fai("registraSoggetto", "", doppio).await["rifiuti"][0]["codice"], "SOGGETTO_ESISTENTE");
    porta.fai("consultaAnpr", "", json!({ "codiceFiscale": "ZZQLZT80A01H501", "motivo": "Zzquaglia" })).await;
    let cerca_query =
        "query C($t: String!) { cercaSoggetti(criteri: { testo: $t }) { nodes { soggetto { cognome } } } }";
    let trovati = porta.chiedi(cerca_query, json!({ "t": "zzquaglia zztortora" })).await;
    assert_eq!(trovati["data"]["cercaSoggetti"]["nodes"].as_array().unwrap().len(), 1);
    porta.chiedi("query { nonEsiste(zzquaglia: 1) }", Value::Null).await;
    porta.chiedi(cerca_query, json!({ "t": { "zzquaglia": "zztortora" } })).await;
    porta.chiedi("query {{ zzquaglia", Value::Null).await;

    let superuser = |database: &str| {
        PgPoolOptions::new()
            .max_connections(1)
            .connect_with(privata.cluster.connect_options(SUPERUSER, database))
    };
    let registro = superuser(LOG_DATABASE).await.unwrap();
    // A statement that fails on a row is the usual way by which data get into PostgreSQL's log.
    let _ = sqlx::query("SELECT 'Zzquaglia'::date").execute(&registro).await.unwrap_err();
    for (tabella, testo) in in_chiaro(&registro, &["registro", "accesso", "tracciamento", "public"]).await {
        cerca(&tabella, &testo);
    }
    let chiavi = superuser(KEYS_DATABASE).await.unwrap();
    let righe = in_chiaro(&chiavi, &["chiavi", "public"]).await;
    assert!(!righe.is_empty());
    for (tabella, testo) in righe {
        cerca(&tabella, &testo);
    }
    let letture = in_chiaro(&registro, &["letture"]).await;
    assert!(
        letture.iter().any(|(_, t)| t.to_uppercase().contains("ZZQUAGLIA")),
        "the search finds what it is for"
    );

    registro.close().await;
    chiavi.close().await;
    let postgres = privata.cluster.log_file();
    assert_eq!(processo.termina().await.unwrap(), Some(0));
    for log in [&file, &postgres] {
        let testo = std::fs::read_to_string(log).unwrap();
        assert!(!testo.is_empty(), "{} holds something", log.display());
        cerca(&log.display().to_string(), &testo);
    }
    drop(privata.log);
    privata.cluster.destroy().await.unwrap();
}

/// The codice fiscale of the canary, with its check letter.
fn codice() -> String {
    use domain::codice_fiscale::{DatiPerCalcolo, calcola};
    use domain::persona::Sesso;
    let dati = DatiPerCalcolo {
        cognome: "Zzquaglia",
        nome: "Zztortora",
        sesso: Sesso::M,
        data_nascita: chrono::NaiveDate::from_ymd_opt(1980, 1, 1).unwrap(),
        codice_luogo: "H501",
    };
    calcola(&dati).unwrap().as_str().to_owned()
}
