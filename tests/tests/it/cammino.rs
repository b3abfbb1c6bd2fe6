//! The walk of the manual, over HTTP, with everything real: looked for, imported, found, put in a household, reported,
//! closed alone; reported again, assigned, closed by the assignee. Then everybody who reads the log must agree.

use serde_json::{Value, json};
use std::process::Output;
use tests::servizio::{Indirizzi, programma};
use tests::{Persona, Scena};
use tokio::process::Command;
use uuid::Uuid;

const MARIO: &str = "RSSMRA86L11H514O";

/// Runs a mutation that must succeed; answers its payload.
async fn fai(scena: &Scena, chi: &Persona, mutazione: &str, campi: &str, mut input: Value) -> Value {
    input["comando"] = json!(Uuid::new_v4());
    let risposta = prova(scena, chi, mutazione, campi, input).await;
    assert_eq!(risposta["esito"], "ESEGUITO", "{mutazione}: {risposta}");
    assert_eq!(risposta["aggiornato"], true, "{mutazione}: the read models show it");
    risposta
}

/// Runs a mutation; answers its payload.
async fn prova(scena: &Scena, chi: &Persona, mutazione: &str, campi: &str, input: Value) -> Value {
    let tipo = format!("{}{}Input", mutazione[..1].to_uppercase(), &mutazione[1..]);
    let query = format!(
        "mutation M($input: {tipo}!) {{ {mutazione}(input: $input) \
         {{ esito aggiornato posizione versione rifiuti {{ codice messaggio campi titolare }} {campi} }} }}"
    );
    scena.chiedi(chi, &query, json!({ "input": input })).await.unwrap()[mutazione].clone()
}

/// What a search finds: (cognome, nome, how).
async fn cerca(scena: &Scena, testo: &str) -> Vec<(String, String, String)> {
    let query = "query C($testo: String!) { cercaSoggetti(criteri: { testo: $testo }) \
                 { nodes { corrispondenza soggetto { cognome nome codiceFiscale } } } }";
    let dati = scena.chiedi(&scena.segretariato, query, json!({ "testo": testo })).await.unwrap();
    let nodi = dati["cercaSoggetti"]["nodes"].as_array().unwrap().clone();
    let testo = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    nodi.iter()
        .map(|n| {
            (testo(&n["soggetto"]["cognome"]), testo(&n["soggetto"]["nome"]), testo(&n["corrispondenza"]))
        })
        .collect()
}

/// Runs a subcommand beside the service.
pub(crate) async fn sigess(dove: &Indirizzi, args: &[&str]) -> Output {
    Command::new(programma())
        .args(args)
        .env("DATABASE_URL", &dove.registro)
        .env("CHIAVI_DATABASE_URL", &dove.chiavi)
        .env("SIGESS_KEK", &dove.kek)
        .env("SIGESS_DATI", dove.kek.parent().unwrap())
        .output()
        .await
        .unwrap()
}

fn uscita(output: &Output) -> String {
    let testo = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{testo}{}", String::from_utf8_lossy(&output.stderr));
    testo
}

async fn quadro(scena: &Scena, soggetto: &str, alla: Value) -> Vec<Value> {
    let query = "query Q($s: ID!, $alla: AllaInput) { quadroRiassuntivo(soggetto: $s, conNucleo: true, alla: $alla) \
                 { gruppi { tipo titolo voci { id tipo istantanea inizio fine riferimento codice { codice } } } } }";
    let dati =
        scena.chiedi(&scena.segretariato, query, json!({ "s": soggetto, "alla": alla })).await.unwrap();
    dati["quadroRiassuntivo"]["gruppi"].as_array().unwrap().clone()
}

fn voci<'a>(gruppi: &'a [Value], tipo: &str) -> Vec<&'a Value> {
    let tutte = gruppi.iter().flat_map(|g| g["voci"].as_array().unwrap());
    tutte.filter(|v| v["tipo"] == tipo).collect()
}

#[tokio::test]
async fn the_walk_of_the_manual() {
    let scena = Scena::nuova(5_000).await.unwrap();
    let (segretariato, assistente) = (scena.segretariato.clone(), scena.assistente.clone());

    // 1. Looked for: nothing. Then in the national register, by codice fiscale.
    assert!(cerca(&scena, MARIO).await.is_empty());
    assert!(cerca(&scena, "rossi mario").await.is_empty());
    let consulta = json!({ "codiceFiscale": MARIO, "motivo": "PROVA-1" });
    let campi = "consultazione { id anagrafica { cognome nome luogoNascita { denominazione } } \
                 famiglia { anagrafica { nominativo } relazione { descrizione } } soggettoEsistente { id } }";
    let consultazione = fai_senza_evento(&scena, &segretariato, "consultaAnpr", campi, consulta).await;
    let consultazione = &consultazione["consultazione"];
    assert_eq!(consultazione["anagrafica"]["cognome"], "ROSSI");
    assert_eq!(consultazione["famiglia"].as_array().unwrap().len(), 4);
    assert_eq!(scena.harness.log.position().await.unwrap(), eventi_di_scena(), "consulting is no event");

    // 2. Imported, and found in every way.
    let id = &consultazione["id"];
    let importato = fai(
        &scena,
        &segretariato,
        "importaSoggetto",
        "soggetto { id codice }",
        json!({ "consultazione": id }),
    )
    .await;
    let mario = importato["soggetto"]["id"].as_str().unwrap().to_owned();
    for testo in [
        MARIO,
        "rssmra86l11h514o",
        "rossi mario",
        "MARIO ROSSI",
        "ross",
        "Rosi Mario",
        "Rossi Mairo",
        "11/07/1986",
    ] {
        let trovati = cerca(&scena, testo).await;
        assert!(trovati.iter().any(|(c, n, _)| c == "ROSSI" && n == "MARIO"), "«{testo}»: {trovati:?}");
    }
    assert_eq!(cerca(&scena, "rossi").await.len(), 1, "members of the household have no file of their own");

    // 3. The household: as ANPR has it, and as the operators know it.
    let query = "query N($s: ID!) { nucleoAnagrafe(soggetto: $s) { verificato componenti { id anagrafica { nominativo } } } }";
    let nucleo = scena.chiedi(&segretariato, query, json!({ "s": mario })).await.unwrap();
    assert_eq!(nucleo["nucleoAnagrafe"]["verificato"], true);
    assert_eq!(nucleo["nucleoAnagrafe"]["componenti"].as_array().unwrap().len(), 4);
    let alessio = json!({ "codiceFiscale": "RSSLSS00B02M082H", "motivo": "PROVA-2" });
    let alessio =
        fai_senza_evento(&scena, &segretariato, "consultaAnpr", "consultazione { id }", alessio).await;
    let alessio = json!({ "consultazione": alessio["consultazione"]["id"] });
    let alessio = fai(&scena, &segretariato, "importaSoggetto", "soggetto { id }", alessio).await;
    let alessio = alessio["soggetto"]["id"].as_str().unwrap().to_owned();
    assert!(
        nucleo["nucleoAnagrafe"]["componenti"]
            .as_array()
            .unwrap()
            .iter()
            .any(|c| c["id"] == alessio.as_str()),
        "who was known as a member keeps his id when he is imported"
    );
    let aggiungi = json!({ "soggetto": mario, "componente": alessio, "relazione": "9", "dal": "2024-01-15" });
    let nucleo = fai(
        &scena,
        &segretariato,
        "aggiungiComponente",
        "nucleo { id nome componenti { persona { nome } } }",
        aggiungi,
    )
    .await;
    assert_eq!(nucleo["nucleo"]["nome"], "FAM. ROSSI");
    assert_eq!(nucleo["nucleo"]["componenti"].as_array().unwrap().len(), 2);

    // 4a. Reported, and closed by the author alone.
    let dettagli = json!({ "dataContatto": "2024-09-21", "canale": "SPORTELLO", "motivo": "ECONOMICO",
                           "urgenza": "ORDINARIA", "tipoSegnalante": "INTERESSATO" });
    let crea = json!({ "segnalato": mario, "dettagli": dettagli });
    let prima = fai(
        &scena,
        &segretariato,
        "creaSegnalazione",
        "segnalazione { id numero stato { codice } }",
        crea.clone(),
    )
    .await;
    let anno = chrono::Utc::now().with_timezone(&chrono_tz::Europe::Rome).format("%Y").to_string();
    assert_eq!(prima["segnalazione"]["numero"], format!("{anno}/1"));
    let s = prima["segnalazione"]["id"].clone();
    let senza_esito =
        prova(&scena, &segretariato, "chiudiPratica", "", con_comando(json!({ "segnalazione": s }))).await;
    assert_eq!(senza_esito["rifiuti"][0]["codice"], "ESITO_MANCANTE");
    fai(&scena, &segretariato, "registraEsito", "", json!({ "segnalazione": s, "esito": "INFO_FORNITA" }))
        .await;
    let chiusa = fai(
        &scena,
        &segretariato,
        "chiudiPratica",
        "segnalazione { stato { codice } assegnatario { operatore { id } } chiusura { autonomamente } }",
        json!({ "segnalazione": s }),
    )
    .await;
    assert_eq!(chiusa["segnalazione"]["stato"]["codice"], "CHIUSA");
    assert_eq!(chiusa["segnalazione"]["chiusura"]["autonomamente"], true);
    assert!(chiusa["segnalazione"]["assegnatario"].is_null());

    // 4b. Reported again, assigned, closed by the assignee.
    let seconda = fai(&scena, &segretariato, "creaSegnalazione", "segnalazione { id numero }", crea).await;
    assert_eq!(seconda["segnalazione"]["numero"], format!("{anno}/2"));
    let t = seconda["segnalazione"]["id"].clone();
    let prima_dell_assegnazione = seconda["posizione"].clone();
    let assegna = json!({ "segnalazione": t, "assegnatario": assistente.operatore });
    fai(&scena, &segretariato, "assegnaSegnalazione", "", assegna).await;
    let rifiutata =
        prova(&scena, &segretariato, "chiudiPratica", "", con_comando(json!({ "segnalazione": t }))).await;
    assert_eq!(rifiutata["rifiuti"][0]["codice"], "SEGNALAZIONE_ASSEGNATA");
    let troppo_presto =
        prova(&scena, &assistente, "chiudiPratica", "", con_comando(json!({ "segnalazione": t }))).await;
    assert_eq!(troppo_presto["rifiuti"][0]["codice"], "ASSEGNAZIONE_NON_ACCETTATA");
    fai(&scena, &assistente, "accettaSegnalazione", "", json!({ "segnalazione": t })).await;
    fai(
        &scena,
        &assistente,
        "registraEsito",
        "",
        json!({ "segnalazione": t, "esito": "INVIO_ALTRO_SERVIZIO" }),
    )
    .await;
    let ultima = fai(
        &scena,
        &assistente,
        "chiudiPratica",
        "segnalazione { stato { codice } }",
        json!({ "segnalazione": t }),
    )
    .await;
    assert_eq!(ultima["segnalazione"]["stato"]["codice"], "CHIUSA");

    tutti_concordano(&scena, &mario, &t, &prima_dell_assegnazione).await;
}

/// Quadro, storia, replay, rebuild and verify say the same, also as of before the assignment.
async fn tutti_concordano(scena: &Scena, mario: &str, seconda: &Value, prima: &Value) {
    let adesso = quadro(scena, mario, Value::Null).await;
    assert_eq!(voci(&adesso, "SEGNALAZIONE").len(), 2);
    assert!(
        voci(&adesso, "SEGNALAZIONE").iter().all(|v| v["istantanea"] == true && v["inizio"] == "2024-09-21")
    );
    let barre = voci(&adesso, "ASSEGNAZIONE");
    assert_eq!(barre.len(), 1);
    assert!(
        barre[0]["istantanea"] == false && barre[0]["fine"].is_string(),
        "from assignment to closure: {barre:?}"
    );
    assert!(!voci(&adesso, "NUCLEO_DI_FATTO").is_empty() && !voci(&adesso, "NUCLEO_ANAGRAFE").is_empty());

    let allora = json!({ "posizione": prima });
    let gruppi = quadro(scena, mario, allora.clone()).await;
    assert_eq!(voci(&gruppi, "SEGNALAZIONE").len(), 2);
    assert!(voci(&gruppi, "ASSEGNAZIONE").is_empty(), "before the assignment there is no bar");
    let query = "query S($id: ID!, $alla: AllaInput) { segnalazione(id: $id, alla: $alla) { stato { codice } esito { esito { codice } } assegnazioni { il } } }";
    let com_era =
        scena.chiedi(&scena.segretariato, query, json!({ "id": seconda, "alla": allora })).await.unwrap();
    assert_eq!(com_era["segnalazione"]["stato"]["codice"], "APERTA");
    assert!(com_era["segnalazione"]["assegnazioni"].as_array().unwrap().is_empty());

    let query = "query T($s: ID, $alla: AllaInput) { storia(soggetto: $s, alla: $alla, first: 100) { nodes { tipo posizione operatore { id } descrizione } } }";
    let storia = async |alla: Value| -> Vec<(u64, String)> {
        let dati =
            scena.chiedi(&scena.segretariato, query, json!({ "s": mario, "alla": alla })).await.unwrap();
        let nodi = dati["storia"]["nodes"].as_array().unwrap().clone();
        let mut voci: Vec<_> = nodi
            .iter()
            .map(|n| (n["posizione"].as_u64().unwrap(), n["descrizione"].as_str().unwrap().to_owned()))
            .collect();
        voci.sort_unstable();
        voci
    };
    let intera = storia(Value::Null).await;
    let di_allora = storia(json!({ "posizione": prima })).await;
    assert!(intera.iter().any(|(_, d)| d == "Segnalazione assegnata"));
    assert!(!di_allora.iter().any(|(_, d)| d == "Segnalazione assegnata"));
    assert_eq!(
        di_allora[..],
        intera[..di_allora.len()],
        "the story as of then is the beginning of the whole story"
    );

    let dove = scena.indirizzi();
    let raccontata = uscita(&sigess(&dove, &["replay", mario]).await);
    let righe = |testo: &str| -> Vec<u64> {
        testo.lines().filter_map(|l| l.split_whitespace().next()?.parse().ok()).collect()
    };
    assert_eq!(
        righe(&raccontata),
        intera.iter().map(|(p, _)| *p).collect::<Vec<_>>(),
        "replay tells the same story"
    );
    let fino = prima.to_string();
    let raccontata = uscita(&sigess(&dove, &["replay", mario, "--posizione", &fino]).await);
    assert_eq!(righe(&raccontata), di_allora.iter().map(|(p, _)| *p).collect::<Vec<_>>());

    let prova = uscita(&sigess(&dove, &["rebuild", "--prove"]).await);
    assert_eq!(prova.matches("uguale").count(), 9, "{prova}");
    assert!(uscita(&sigess(&dove, &["verify"]).await).contains("Il registro è integro"));
    // The server of the tests is not durable, and the doctor says so; everything else is in order.
    let visita = String::from_utf8_lossy(&sigess(&dove, &["doctor"]).await.stdout).into_owned();
    assert!(visita.contains("fsync = off") && visita.contains("Da sistemare: 1."), "{visita}");
}

#[tokio::test]
async fn verify_exits_with_1_and_names_position_and_stream() {
    let scena = Scena::nuova(50).await.unwrap();
    let dove = scena.indirizzi();
    assert!(sigess(&dove, &["verify"]).await.status.success());
    let superuser = scena.harness.superuser().await.unwrap();
    for statement in [
        "ALTER TABLE registro.events DISABLE TRIGGER ALL",
        "UPDATE registro.events SET payload = replace(payload::text, 'COM1', 'COM9')::json WHERE position = 2",
    ] {
        sqlx::query(statement).execute(&superuser).await.unwrap();
    }
    let stream: String = sqlx::query_scalar("SELECT aggregate_id FROM registro.events WHERE position = 2")
        .fetch_one(&superuser)
        .await
        .unwrap();
    let output = sigess(&dove, &["verify"]).await;
    let testo = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{testo}");
    assert!(
        testo.contains("position 2") && testo.contains(&format!("unita_organizzativa/{stream}")),
        "{testo}"
    );
}

/// Two units of the scene above the distretto's, and four operators.
fn eventi_di_scena() -> u64 {
    2 + 4
}

fn con_comando(mut input: Value) -> Value {
    input["comando"] = json!(Uuid::new_v4());
    input
}

/// A mutation that writes nothing in the log, and so waits for nothing.
async fn fai_senza_evento(scena: &Scena, chi: &Persona, mutazione: &str, campi: &str, input: Value) -> Value {
    let risposta = prova(scena, chi, mutazione, campi, con_comando(input)).await;
    assert_eq!(risposta["esito"], "ESEGUITO", "{mutazione}: {risposta}");
    risposta
}
