//! The national register behind the service: what a bad answer may not do, and what a household that cannot be
//! verified does not prevent.

use dev::anpr::{CasoUso, Fault, FaultKind};
use serde_json::{Value, json};
use tests::Scena;
use uuid::Uuid;

const MARIO: &str = "RSSMRA86L11H514O";
const CONSULTA: &str = "mutation C($input: ConsultaAnprInput!) { consultaAnpr(input: $input) { esito rifiuti { codice } \
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
    }
    for cf in [
        dev::population::demo::INESISTENTE,
        dev::population::demo::CANCELLATO,
        dev::population::demo::DUPLICATA,
    ] {
        assert_eq!(consulta(&scena, Uuid::new_v4(), cf).await["esito"], "RIFIUTATO");
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
