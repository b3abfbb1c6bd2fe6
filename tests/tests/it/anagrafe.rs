//! The national register behind the service: what a bad answer may not do, and what a household that cannot be
//! verified does not prevent.

use anpr_adapter::{Anpr, ChecksConfig, ConfigFile};
use api::services::{Giro, Servizi, UsoAnpr};
use dev::anpr::{CasoUso, Fault, FaultKind};
use domain::attore::Ruolo;
use serde_json::{Value, json};
use std::sync::Arc;
use tests::Scena;
use uuid::Uuid;

const MARIO: &str = "RSSMRA86L11H514O";
const CONSULTA: &str = "mutation C($input: ConsultaAnprInput!) { consultaAnpr(input: $input) { esito rifiuti { codice riferimento } \
    consultazione { id anagrafica { cognome } famiglia { dal } famigliaNonVerificata { codice messaggio } soggettoEsistente { id } } } }";
const IMPORTA: &str = "mutation I($input: ImportaSoggettoInput!) { importaSoggetto(input: $input) { esito rifiuti { codice titolare } \
    soggetto { id nucleoAnagrafe { verificato causa { codice } componenti { id } } } } }";
const CONFRONTA: &str = "mutation F($input: ConfrontaNucleoInput!) { confrontaNucleo(input: $input) { esito rifiuti { codice } versione \
    nucleo { confronto { numero differenze { tipo { codice } } } } } }";
const ALLINEA: &str = "mutation A($input: AllineaNucleoInput!) { allineaNucleo(input: $input) { esito rifiuti { codice } \
    nucleo { componenti { id } } } }";

async fn consulta(scena: &Scena, comando: Uuid, cf: &str) -> Value {
    let input = json!({ "comando": comando, "codiceFiscale": cf, "motivo": "PROVA-1" });
    scena.chiedi(&scena.segretariato, CONSULTA, json!({ "input": input })).await.unwrap()["consultaAnpr"]
        .clone()
}

async fn importa(scena: &Scena, consultazione: &Value) -> Value {
    let input = json!({ "comando": Uuid::new_v4(), "consultazione": consultazione["consultazione"]["id"] });
    scena.chiedi(&scena.segretariato, IMPORTA, json!({ "input": input })).await.unwrap()["importaSoggetto"]
        .clone()
}

async fn confronta(scena: &Scena, soggetto: &Value) -> Value {
    let input = json!({ "comando": Uuid::new_v4(), "soggetto": soggetto, "motivo": "PROVA-2" });
    scena.chiedi(&scena.segretariato, CONFRONTA, json!({ "input": input })).await.unwrap()["confrontaNucleo"]
        .clone()
}

#[tokio::test]
async fn a_bad_or_foreign_answer_leaves_no_event_and_nothing_to_import() {
    let scena = Scena::nuova(60).await.unwrap();
    let prima = scena.harness.log.position().await.unwrap();
    let guasti = [
        (FaultKind::InternalError, "ANPR_NON_DISPONIBILE"),
        (FaultKind::GatewayError, "ANPR_NON_DISPONIBILE"),
        (FaultKind::Quota, "ANPR_QUOTA_ESAURITA"),
        (FaultKind::HalfBody, ""),
        (FaultKind::MalformedJson, "ANPR_RISPOSTA_NON_VALIDA"),
        (FaultKind::WrongPerson, "ANPR_RISPOSTA_NON_VALIDA"),
        (FaultKind::Empty, "ANPR_RISPOSTA_NON_VALIDA"),
        (FaultKind::Foreign, "ANPR_RISPOSTA_NON_VALIDA"),
        (FaultKind::UnknownCode, "ANPR_RICHIESTA_RIFIUTATA"),
    ];
    for (genere, codice) in guasti {
        // A gateway that is busy is asked a second time.
        scena.anpr.inject(Fault { times: 2, ..Fault::once(CasoUso::C015, genere) });
        let risposta = consulta(&scena, Uuid::new_v4(), MARIO).await;
        scena.anpr.clear_faults();
        assert_eq!(risposta["esito"], "RIFIUTATO", "{genere:?}: {risposta}");
        assert!(risposta["consultazione"].is_null(), "{genere:?}");
        let detto = risposta["rifiuti"][0]["codice"].as_str().unwrap();
        assert!(
            if codice.is_empty() { detto.starts_with("ANPR_") } else { detto == codice },
            "{genere:?}: {detto}"
        );
        let riferimento = risposta["rifiuti"][0]["riferimento"].as_str().unwrap();
        let log = std::fs::read_to_string(scena.harness.folder.path().join("sigess.log")).unwrap();
        assert!(log.contains(riferimento), "{genere:?}: what happened is found by what the operator is told");
    }
    for cf in [
        dev::population::demo::INESISTENTE,
        dev::population::demo::CANCELLATO,
        dev::population::demo::DUPLICATA,
    ] {
        let risposta = consulta(&scena, Uuid::new_v4(), cf).await;
        assert_eq!(risposta["esito"], "RIFIUTATO");
        assert!(risposta["rifiuti"][0]["riferimento"].is_null(), "an answer, not a failure");
    }
    assert_eq!(scena.harness.log.position().await.unwrap(), prima, "no event");
    let tenute: i64 = sqlx::query_scalar("SELECT count(*) FROM accesso.consultazioni")
        .fetch_one(scena.harness.log.pool())
        .await
        .unwrap();
    assert_eq!(tenute, 0, "nothing to import");
}

#[tokio::test]
async fn a_person_is_imported_although_the_household_cannot_be_verified() {
    let scena = Scena::nuova(60).await.unwrap();
    scena.anpr.inject(Fault { times: 2, ..Fault::once(CasoUso::C021, FaultKind::GatewayError) });
    let consultazione = consulta(&scena, Uuid::new_v4(), MARIO).await;
    assert_eq!(consultazione["consultazione"]["famigliaNonVerificata"]["codice"], "ANPR_NON_DISPONIBILE");
    let importato = importa(&scena, &consultazione).await;
    assert_eq!(importato["esito"], "ESEGUITO", "{importato}");
    let nucleo = &importato["soggetto"]["nucleoAnagrafe"];
    assert_eq!(nucleo["verificato"], false);
    assert_eq!(nucleo["causa"]["codice"], "ANPR_NON_DISPONIBILE");
    assert!(nucleo["componenti"].as_array().unwrap().is_empty());

    // Verified later: the comparison finds everybody, and the alignment takes them in.
    let soggetto = &importato["soggetto"]["id"];
    let confronto = confronta(&scena, soggetto).await;
    let differenze = confronto["nucleo"]["confronto"]["differenze"].as_array().unwrap();
    assert_eq!(differenze.len(), 4);
    assert!(differenze.iter().all(|d| d["tipo"]["codice"] == "SOLO_ANPR"));
    let input = json!({ "comando": Uuid::new_v4(), "soggetto": soggetto, "confronto": confronto["nucleo"]["confronto"]["numero"] });
    let allineato = scena.chiedi(&scena.segretariato, ALLINEA, json!({ "input": input })).await.unwrap();
    assert_eq!(
        allineato["allineaNucleo"]["nucleo"]["componenti"].as_array().unwrap().len(),
        4,
        "{allineato}"
    );
    let di_nuovo = confronta(&scena, soggetto).await;
    assert!(di_nuovo["nucleo"]["confronto"]["differenze"].as_array().unwrap().is_empty());
}

/// Codici fiscali of living people who are the intestatari of different households.
fn intestatari(scena: &Scena) -> Vec<String> {
    scena.anpr.change(|popolazione| {
        let persone = popolazione.persone();
        let primo = |f: &dev::population::Famiglia| f.componenti.first().map(|c| &persone[c.persona]);
        let vivo = |p: &&dev::population::Persona| !p.cancellata && p.decesso.is_none() && p.cf_validato;
        let codici = popolazione.famiglie().iter().filter_map(primo).filter(vivo);
        let codici = codici.filter_map(|p| p.codice_fiscale.clone());
        codici.filter(|cf| popolazione.per_codice_fiscale(cf).len() == 1).collect()
    })
}

#[tokio::test]
async fn whatever_goes_wrong_with_the_household_the_person_is_imported() {
    let scena = Scena::nuova(80).await.unwrap();
    let guasti = [
        FaultKind::InternalError,
        FaultKind::Quota,
        FaultKind::Throttled,
        FaultKind::HalfBody,
        FaultKind::MalformedJson,
        FaultKind::WrongPerson,
        FaultKind::Foreign,
        FaultKind::UnknownCode,
        FaultKind::Empty,
    ];
    for (genere, cf) in guasti.into_iter().zip(intestatari(&scena)) {
        scena.anpr.inject(Fault { times: 2, ..Fault::once(CasoUso::C021, genere) });
        let consultazione = consulta(&scena, Uuid::new_v4(), &cf).await;
        scena.anpr.clear_faults();
        let causa = consultazione["consultazione"]["famigliaNonVerificata"]["codice"].clone();
        assert!(causa.as_str().is_some_and(|c| c.starts_with("ANPR_")), "{genere:?}: {consultazione}");
        let importato = importa(&scena, &consultazione).await;
        assert_eq!(importato["esito"], "ESEGUITO", "{genere:?}: {importato}");
        let nucleo = &importato["soggetto"]["nucleoAnagrafe"];
        assert_eq!(
            (&nucleo["verificato"], &nucleo["causa"]["codice"]),
            (&json!(false), &causa),
            "{genere:?}"
        );
        assert!(nucleo["componenti"].as_array().unwrap().is_empty(), "{genere:?}");
    }
}

#[tokio::test]
async fn where_c020_may_be_asked_the_import_brings_the_residence_and_where_c018_may_the_citizenship() {
    let scena = Scena::nuova(60).await.unwrap();
    let casi = [CasoUso::C030, CasoUso::C020, CasoUso::C021, CasoUso::C018];
    scena.anpr.write_client_files_for(scena.harness.folder.path(), &casi).unwrap();
    let log = scena.harness.folder.path().join("altro.log");
    let altro = tests::Processo::avvia(&scena.indirizzi(), &log).await.unwrap();
    let chiedi = async |query: &str, input: Value| {
        tests::servizio::chiedi(&altro.url, &scena.segretariato, query, json!({ "input": input }))
            .await
            .unwrap()
    };
    let input = json!({ "comando": Uuid::new_v4(), "codiceFiscale": MARIO, "motivo": "PROVA-1" });
    let consultazione = chiedi(CONSULTA, input).await["consultaAnpr"]["consultazione"]["id"].clone();
    let query = "mutation I($input: ImportaSoggettoInput!) { importaSoggetto(input: $input) { esito \
        soggetto { indirizzi { tipo { codice } luogo via dal } anagrafica { cittadinanze { codice } } } } }";
    let importato = chiedi(query, json!({ "comando": Uuid::new_v4(), "consultazione": consultazione })).await;
    let importato = &importato["importaSoggetto"];
    assert_eq!(importato["esito"], "ESEGUITO", "{importato}");
    let indirizzo = &importato["soggetto"]["indirizzi"][0];
    assert_eq!(
        (&indirizzo["tipo"]["codice"], &indirizzo["luogo"]),
        (&json!("1"), &json!("VITERBO")),
        "{importato}"
    );
    assert_eq!(importato["soggetto"]["anagrafica"]["cittadinanze"][0]["codice"], "100", "{importato}");
}

#[tokio::test]
async fn who_has_a_file_is_asked_for_by_the_id_anpr_kept_in_it() {
    let scena = Scena::nuova(60).await.unwrap();
    importa(&scena, &consulta(&scena, Uuid::new_v4(), MARIO).await).await;
    let prima = scena.anpr.calls();
    assert_eq!(consulta(&scena, Uuid::new_v4(), MARIO).await["esito"], "ESEGUITO");
    let dopo = scena.anpr.calls();
    assert_eq!(dopo[&CasoUso::C030], prima[&CasoUso::C030]);
    assert_eq!(dopo[&CasoUso::C015], prima[&CasoUso::C015] + 1);
    let chiaro: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM registro.events WHERE payload::text LIKE '%RM86711RS%' OR metadata::text LIKE '%RM86711RS%'",
    )
    .fetch_one(scena.harness.log.pool())
    .await
    .unwrap();
    assert_eq!(chiaro, 0, "sealed");
}

#[tokio::test]
async fn administrators_alone_see_how_much_is_asked() {
    const CONSUMO: &str = "{ consumoAnpr { servizio oggi usuale quota } }";
    let scena = Scena::nuova(60).await.unwrap();
    let amministratore = tests::servizio::operatore(
        &scena.harness.bus,
        scena.distretto,
        Ruolo::Amministratore,
        "RSSMRA86L11H514O",
    );
    let amministratore = amministratore.await.unwrap();
    consulta(&scena, Uuid::new_v4(), MARIO).await;
    let consumo = scena.chiedi(&amministratore, CONSUMO, json!({})).await.unwrap();
    let oggi: Vec<(&str, u64)> = consumo["consumoAnpr"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["servizio"].as_str().unwrap(), c["oggi"].as_u64().unwrap()))
        .collect();
    assert_eq!(oggi, [("C015", 1), ("C018", 1), ("C019", 0), ("C021", 1), ("C030", 1)]);
    let altri =
        tests::servizio::manda(&scena.processo.url, &scena.segretariato, CONSUMO, json!({})).await.unwrap();
    assert_eq!(altri["errors"][0]["extensions"]["code"], "FORBIDDEN", "{altri}");
}

#[tokio::test]
async fn each_class_of_differences_is_accepted_on_its_own() {
    let scena = Scena::nuova(60).await.unwrap();
    let importato = importa(&scena, &consulta(&scena, Uuid::new_v4(), MARIO).await).await;
    let soggetto = &importato["soggetto"]["id"];
    scena.anpr.change(|persone| {
        let giorno = chrono::Utc::now().date_naive();
        let chi = |cf: &str| persone.per_codice_fiscale(cf)[0];
        let (alessio, mario, vedova) = (
            chi(dev::population::demo::ALESSIO_ROSSI),
            chi(MARIO),
            chi(dev::population::demo::NASCITA_SENZA_GIORNO),
        );
        persone.separa(alessio, giorno).unwrap();
        persone.sposta(vedova, mario, 25, "2020-01-01".parse().unwrap()).unwrap();
    });
    let numero = confronta(&scena, soggetto).await["nucleo"]["confronto"]["numero"].clone();
    let allinea = async |classi: Value| {
        let input =
            json!({ "comando": Uuid::new_v4(), "soggetto": soggetto, "confronto": numero, "classi": classi });
        scena.chiedi(&scena.segretariato, ALLINEA, json!({ "input": input })).await.unwrap()["allineaNucleo"]
            .clone()
    };
    let quanti = |risposta: &Value| risposta["nucleo"]["componenti"].as_array().unwrap().len();
    assert_eq!(quanti(&allinea(json!(["SOLO_ANPR"])).await), 5);
    assert_eq!(allinea(json!(["SOLO_ANPR"])).await["rifiuti"][0]["codice"], "NESSUNA_MODIFICA");
    assert_eq!(allinea(json!(["ALTRO"])).await["rifiuti"][0]["codice"], "VOCE_SCONOSCIUTA");
    assert_eq!(quanti(&allinea(json!(["SOLO_INTERNO"])).await), 4);
}

/// The services in this process, with checks that the segretariato answers for.
async fn con_verifiche(scena: &Scena, al_giorno: u32) -> (Servizi, ChecksConfig) {
    let config = ConfigFile::read(&scena.harness.folder.path().join("anpr.json"), false).unwrap();
    let regole =
        ChecksConfig { daily_budget: al_giorno, after_days: 30, responsible: scena.segretariato.operatore.0 };
    let uso = UsoAnpr { verifiche: Some(regole), ..UsoAnpr::from(&config) };
    let adesso = || chrono::Utc::now() + chrono::Duration::days(31);
    let anpr = Anpr::new(config, Arc::new(chrono::Utc::now)).unwrap();
    let projector = projections::Projector::start(scena.harness.log.clone()).await.unwrap();
    let servizi = Servizi::new(
        scena.harness.log.clone(),
        scena.harness.tracciamento(),
        projector,
        Arc::new(anpr),
        Arc::new(adesso),
        "prova",
    );
    (servizi.con_uso_anpr(uso), regole)
}

async fn segnala(scena: &Scena, soggetto: &Value) {
    let dettagli = json!({ "dataContatto": "2024-09-21", "canale": "SPORTELLO", "motivo": "ECONOMICO",
                           "urgenza": "ORDINARIA", "tipoSegnalante": "INTERESSATO" });
    let query = "mutation S($input: CreaSegnalazioneInput!) { creaSegnalazione(input: $input) { esito } }";
    let input = json!({ "comando": Uuid::new_v4(), "segnalato": soggetto, "dettagli": dettagli });
    let creata = scena.chiedi(&scena.segretariato, query, json!({ "input": input })).await.unwrap();
    assert_eq!(creata["creaSegnalazione"]["esito"], "ESEGUITO", "{creata}");
}

#[tokio::test]
async fn households_of_open_cases_are_checked_when_due_so_many_a_day_and_the_dead_are_found() {
    const NUCLEO: &str = "query N($id: ID!) { soggetto(id: $id) { nucleoAnagrafe { confronto { differenze { tipo { codice } campi } } } } }";
    let scena = Scena::nuova(80).await.unwrap();
    let mut soggetti = Vec::new();
    for cf in intestatari(&scena).into_iter().filter(|cf| cf != MARIO).take(3).chain([MARIO.to_owned()]) {
        let importato = importa(&scena, &consulta(&scena, Uuid::new_v4(), &cf).await).await;
        soggetti.push(importato["soggetto"]["id"].clone());
    }
    // Nobody is checked about whom nothing is open.
    let (mario, altri) = soggetti.split_last().unwrap();
    segnala(&scena, mario).await;
    scena.anpr.change(|p| p.decede(p.per_codice_fiscale(MARIO)[0], "2026-11-01".parse().unwrap()).unwrap());
    let (servizi, regole) = con_verifiche(&scena, 3).await;
    let giro = servizi.verifica_nuclei(&regole, 10).await.unwrap();
    assert_eq!(giro, Giro { confrontati: 1, diversi: 1, deceduti: 1, mancati: 0 });
    let letto = scena.chiedi(&scena.segretariato, NUCLEO, json!({ "id": mario })).await.unwrap();
    let differenze =
        letto["soggetto"]["nucleoAnagrafe"]["confronto"]["differenze"].as_array().unwrap().clone();
    assert_eq!(differenze.len(), 1, "nobody else left the household: {differenze:?}");
    assert_eq!(differenze[0]["campi"], json!(["statoDemografico", "dataStatoDemografico"]));
    // Compared just now: not due.
    assert_eq!(servizi.verifica_nuclei(&regole, 10).await.unwrap(), Giro::default());
    for soggetto in altri {
        segnala(&scena, soggetto).await;
    }
    // Three a day: one is done, two are left.
    let giro = servizi.verifica_nuclei(&regole, 10).await.unwrap();
    assert_eq!((giro.confrontati, giro.diversi), (2, 0));
    assert_eq!(servizi.verifica_nuclei(&regole, 10).await.unwrap(), Giro::default());
    servizi.projector().clone().stop().await;
}

#[tokio::test]
async fn a_repeated_consultation_does_not_ask_the_register_again() {
    let scena = Scena::nuova(60).await.unwrap();
    let comando = Uuid::new_v4();
    let prima = consulta(&scena, comando, MARIO).await;
    let chiamate = scena.anpr.calls();
    let seconda = consulta(&scena, comando, MARIO).await;
    assert_eq!(prima["consultazione"]["id"], seconda["consultazione"]["id"]);
    assert_eq!(scena.anpr.calls(), chiamate);
    let altra = consulta(&scena, comando, dev::population::demo::LUCIA_NERI).await;
    assert_eq!(altra["rifiuti"][0]["codice"], "COMANDO_DIVERSO");
}

#[tokio::test]
async fn a_consultation_is_of_its_operator_and_a_person_is_imported_once() {
    let scena = Scena::nuova(60).await.unwrap();
    let consultazione = consulta(&scena, Uuid::new_v4(), MARIO).await;
    let input = json!({ "comando": Uuid::new_v4(), "consultazione": consultazione["consultazione"]["id"] });
    let di_altri = scena.chiedi(&scena.collega, IMPORTA, json!({ "input": input })).await.unwrap();
    assert_eq!(di_altri["importaSoggetto"]["rifiuti"][0]["codice"], "CONSULTAZIONE_SCADUTA");
    let importato = importa(&scena, &consultazione).await;
    let doppio = importa(&scena, &consultazione).await;
    assert_eq!(doppio["rifiuti"][0]["codice"], "SOGGETTO_ESISTENTE");
    assert_eq!(doppio["rifiuti"][0]["titolare"], importato["soggetto"]["id"]);
    let nota = consulta(&scena, Uuid::new_v4(), MARIO).await;
    assert_eq!(nota["consultazione"]["soggettoEsistente"]["id"], importato["soggetto"]["id"]);
}

#[tokio::test]
async fn the_comparison_finds_who_came_and_who_went() {
    let scena = Scena::nuova(60).await.unwrap();
    let importato = importa(&scena, &consulta(&scena, Uuid::new_v4(), MARIO).await).await;
    assert_eq!(importato["soggetto"]["nucleoAnagrafe"]["verificato"], true);
    let dal = chrono::Utc::now().date_naive();
    scena.anpr.change(|persone| {
        let chi = persone.per_codice_fiscale(dev::population::demo::ALESSIO_ROSSI)[0];
        persone.separa(chi, dal).unwrap();
    });
    let confronto = confronta(&scena, &importato["soggetto"]["id"]).await;
    let differenze = confronto["nucleo"]["confronto"]["differenze"].as_array().unwrap();
    assert_eq!(differenze.len(), 1, "{confronto}");
    assert_eq!(differenze[0]["tipo"]["codice"], "SOLO_INTERNO");
}
