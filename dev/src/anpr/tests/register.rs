//! What the register says about people.

use super::*;

#[tokio::test]
async fn c030_gives_the_id_anpr_and_nothing_else() {
    let simulator = start().await;
    let (status, body) = ask(&simulator, CasoUso::C030, json!({ "codiceFiscale": demo::MARIO_ROSSI })).await;
    assert_eq!(status, 200);
    assert_eq!(
        body["listaSoggetti"]["datiSoggetto"],
        json!([{ "identificativi": { "idANPR": "RM86711RS" } }])
    );
    assert!(body.get("listaAnomalie").is_none());
}

#[tokio::test]
async fn c030_finds_a_person_also_by_the_complete_birth_data() {
    let simulator = start().await;
    let nascita = |luogo: Value| json!({ "dataEvento": "1986-07-11", "luogoNascita": luogo });
    let criteri =
        |nascita: Value| json!({ "cognome": "ROSSI", "nome": "MARIO", "sesso": "M", "datiNascita": nascita });
    let romans = json!({ "comune": { "nomeComune": "ROMANS D'ISONZO", "codiceIstat": "031015" } });
    let (status, body) = ask(&simulator, CasoUso::C030, criteri(nascita(romans))).await;
    assert_eq!((status, ids(&body)), (200, vec!["RM86711RS"]));
    let roma = json!({ "comune": { "codiceIstat": "058091" } });
    assert_eq!(ask(&simulator, CasoUso::C030, criteri(nascita(roma))).await.0, 404);
    let (status, body) =
        ask(&simulator, CasoUso::C030, criteri(nascita(json!({ "luogoEccezionale": "NAVE" })))).await;
    assert_eq!(status, 400);
    assert_eq!(body["listaErrori"][0]["testoErroreAnomalia"], "Indicare comune o stato di nascita");
}

#[tokio::test]
async fn c015_gives_the_personal_data_of_an_id_anpr() {
    let simulator = start().await;
    let (status, body) = ask(&simulator, CasoUso::C015, json!({ "idANPR": "RM86711RS" })).await;
    assert_eq!(status, 200);
    let generalita = &body["listaSoggetti"]["datiSoggetto"][0]["generalita"];
    assert_eq!(generalita["codiceFiscale"], json!({ "codFiscale": demo::MARIO_ROSSI, "validitaCF": "1" }));
    assert_eq!(generalita["cognome"], "ROSSI");
    assert_eq!(generalita["dataNascita"], "1986-07-11");
    let romans =
        json!({ "nomeComune": "ROMANS D'ISONZO", "codiceIstat": "031015", "siglaProvinciaIstat": "GO" });
    assert_eq!(generalita["luogoNascita"]["comune"], romans);
}

#[tokio::test]
async fn asking_by_codice_fiscale_where_the_id_anpr_is_meant_warns() {
    let simulator = start().await;
    let (_, body) = ask(&simulator, CasoUso::C015, json!({ "codiceFiscale": demo::MARIO_ROSSI })).await;
    assert_eq!(body["listaAnomalie"][0]["codiceErroreAnomalia"], "EN148");
    assert_eq!(body["listaAnomalie"][0]["tipoErroreAnomalia"], "W");
    let (status, body) = ask(&simulator, CasoUso::C015, json!({ "codiceFiscale": demo::INESISTENTE })).await;
    assert_eq!((status, body["listaErrori"].as_array().map(Vec::len)), (404, Some(2)));
}

#[tokio::test]
async fn c021_gives_the_household_with_the_relations_to_the_intestatario() {
    let simulator = start().await;
    let (_, body) = ask(&simulator, CasoUso::C021, json!({ "idANPR": "RT18903MM" })).await;
    assert_eq!(ids(&body), ["RM86711RS", "NL88520CU", "RT18903MM", "RA00202SS"]);
    let soggetti = body["listaSoggetti"]["datiSoggetto"].as_array().expect("persons");
    let legami: Vec<_> = soggetti.iter().map(|s| s["legameSoggetto"]["codiceLegame"].clone()).collect();
    assert_eq!(legami, ["1", "2", "3", "9"]);
    assert_eq!(soggetti[0]["legameSoggetto"]["tipoLegame"], "3");
}

#[tokio::test]
async fn the_household_is_that_of_the_reference_day() {
    let simulator = start().await;
    let (_, body) = ask_at(&simulator, CasoUso::C021, json!({ "idANPR": "RM86711RS" }), "2018-01-01").await;
    assert!(!ids(&body).contains(&"RT18903MM"), "not yet born");
    let (status, _) = ask_at(&simulator, CasoUso::C015, json!({ "idANPR": "RT18903MM" }), "2018-01-01").await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn a_deceased_person_has_a_household_before_nobody_on_the_day_and_only_himself_after() {
    let simulator = start().await;
    let deceduto = || json!({ "idANPR": "MA38209LD" });
    let (_, prima) = ask_at(&simulator, CasoUso::C021, deceduto(), "2025-02-09").await;
    assert_eq!(ids(&prima), ["FR42125SO", "MA38209LD"]);
    let (status, quel_giorno) = ask_at(&simulator, CasoUso::C021, deceduto(), "2025-02-10").await;
    assert_eq!((status, ids(&quel_giorno)), (200, vec![]));
    let (_, dopo) = ask_at(&simulator, CasoUso::C021, deceduto(), "2025-02-11").await;
    assert_eq!(ids(&dopo), ["MA38209LD"]);
    let voce = &dopo["listaSoggetti"]["datiSoggetto"][0]["infoSoggettoEnte"][0];
    assert_eq!((&voce["id"], &voce["valoreData"]), (&json!("1015"), &json!("2025-02-10")));
    let (_, vedova) = ask_at(&simulator, CasoUso::C021, json!({ "idANPR": "FR42125SO" }), "2025-02-11").await;
    assert_eq!(ids(&vedova), ["FR42125SO"]);
}

#[tokio::test]
async fn nobody_and_a_cancelled_person_differ_by_the_text() {
    let simulator = start().await;
    for (codice, testo) in [
        (demo::INESISTENTE, "Soggetto non registrato in ANPR"),
        (demo::CANCELLATO, "Soggetto cancellato da ANPR"),
    ] {
        let (status, body) = ask(&simulator, CasoUso::C030, json!({ "codiceFiscale": codice })).await;
        assert_eq!(status, 404);
        assert_eq!(body["listaErrori"][0]["codiceErroreAnomalia"], "EN122");
        assert_eq!(body["listaErrori"][0]["testoErroreAnomalia"], testo);
    }
}

#[tokio::test]
async fn a_duplicated_person_comes_twice() {
    let simulator = start().await;
    let (_, body) = ask(&simulator, CasoUso::C030, json!({ "codiceFiscale": demo::DUPLICATA })).await;
    assert_eq!(ids(&body), ["CS72506LV", "CS72506L2"]);
    let (status, _) = ask(&simulator, CasoUso::C021, json!({ "codiceFiscale": demo::DUPLICATA })).await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn difficult_people_are_written_as_the_register_writes_them() {
    let simulator = start().await;
    let generalita = async |id: &str| {
        let (_, body) = ask(&simulator, CasoUso::C021, json!({ "idANPR": id })).await;
        let soggetti = body["listaSoggetti"]["datiSoggetto"].as_array().expect("persons").clone();
        soggetti.into_iter().find(|s| s["identificativi"]["idANPR"] == id).expect("the person")
    };
    let senza_cognome = generalita("XA98621BD").await;
    assert_eq!(senza_cognome["generalita"]["senzaCognome"], "1");
    assert!(senza_cognome["generalita"].get("cognome").is_none());
    assert_eq!(generalita("OA90101MN").await["generalita"]["senzaGiornoMese"], "1");
    assert_eq!(generalita("TM95301SS").await["generalita"]["senzaGiorno"], "1");
    let all_estero = &generalita("SI91417NA").await["generalita"]["luogoNascita"]["localita"];
    assert_eq!(
        (&all_estero["codiceStato"], &all_estero["descrizioneLocalita"]),
        (&json!("235"), &json!("IAȘI"))
    );
    assert!(generalita("SM25130TE").await["generalita"].get("codiceFiscale").is_none());
    assert_eq!(generalita("MT36718RS").await["legameSoggetto"]["tipoLegame"], "4");
    assert_eq!(generalita("FC70119LD").await["generalita"]["soggettoAIRE"], "S");
    assert_eq!(generalita("MG79909NN").await["generalita"]["codiceFiscale"]["validitaCF"], "9");
}

#[tokio::test]
async fn a_replaced_codice_fiscale_still_leads_to_the_person_with_the_new_one() {
    let simulator = start().await;
    let (_, body) = ask(&simulator, CasoUso::C030, json!({ "codiceFiscale": demo::CF_SOSTITUITO })).await;
    assert_eq!(ids(&body), ["DF84102NC"]);
    let (_, body) = ask(&simulator, CasoUso::C015, json!({ "idANPR": "DF84102NC" })).await;
    let codice = &body["listaSoggetti"]["datiSoggetto"][0]["generalita"]["codiceFiscale"]["codFiscale"];
    assert_eq!(codice, demo::CF_ATTUALE);
}

#[tokio::test]
async fn c018_gives_the_citizenships_and_c020_the_residence_of_today() {
    let simulator = start().await;
    let (_, body) = ask(&simulator, CasoUso::C018, json!({ "idANPR": "SI91417NA" })).await;
    let cittadinanza = &body["listaSoggetti"]["datiSoggetto"][0]["cittadinanza"];
    assert_eq!(
        (&cittadinanza[0]["codiceStato"], &cittadinanza[0]["descrizioneStato"]),
        (&json!("235"), &json!("ROMANIA"))
    );
    let (_, body) = ask(&simulator, CasoUso::C020, json!({ "idANPR": "RM86711RS" })).await;
    let residenza = &body["listaSoggetti"]["datiSoggetto"][0]["residenza"][0];
    assert_eq!(residenza["tipoIndirizzo"], "1");
    assert_eq!(residenza["indirizzo"]["comune"]["nomeComune"], "VITERBO");
    let (_, body) = ask(&simulator, CasoUso::C020, json!({ "idANPR": "FC70119LD" })).await;
    assert_eq!(body["listaSoggetti"]["datiSoggetto"][0]["residenza"][0]["tipoIndirizzo"], "4");
}

#[tokio::test]
async fn a_death_shows_from_the_day_after() {
    let simulator = start().await;
    let info = async |giorno: &str| {
        let (_, body) = ask_at(&simulator, CasoUso::C019, json!({ "idANPR": "MA38209LD" }), giorno).await;
        body["listaSoggetti"]["datiSoggetto"][0]["infoSoggettoEnte"].clone()
    };
    let in_vita = json!([{ "id": "1003", "chiave": "Verifica esistenza in vita", "valore": "S" }]);
    assert_eq!(info("2025-02-10").await, in_vita);
    let morto = info("2025-02-11").await;
    assert_eq!((&morto[0]["valoreData"], &morto[1]["valore"]), (&json!("2025-02-10"), &json!("N")));
}
