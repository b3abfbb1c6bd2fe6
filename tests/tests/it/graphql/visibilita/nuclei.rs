//! A household is seen by whoever sees somebody in it; what is seen of the others is what the household needs.

use super::*;

/// Two who live together, one of whom is followed by another unit too, and a third with whom the other one lives besides.
struct Famiglie {
    b: Banco,
    /// Of the other unit, which follows Ada only.
    estraneo: Persona,
    ada: Value,
    ugo: Value,
    terza: Value,
}

impl Famiglie {
    async fn nuove() -> Self {
        let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::OperatoreSegretariato, ESTRANEO)]).await;
        let mut ids = Vec::new();
        for (cognome, nome) in [("Aperti", "Ada"), ("Chiusi", "Ugo"), ("Terzi", "Ida")] {
            ids.push(b.registra(cognome, nome).await["id"].clone());
        }
        let [ada, ugo, terza] = <[Value; 3]>::try_from(ids).unwrap();
        for (soggetto, componente, conferma) in [(&ada, &ugo, None), (&terza, &ugo, Some("affido condiviso"))]
        {
            let input = json!({ "soggetto": soggetto, "componente": componente, "relazione": "9",
                "dal": "2024-01-15", "conferma": conferma });
            let fatto = b.muta(&b.segretariato, "aggiungiComponente", "", input).await;
            assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
        }
        let estraneo = persone[0].clone();
        let propria = json!({ "segnalato": ada, "dettagli": dettagli("2024-10-01") });
        let fatto = b.muta(&estraneo, "creaSegnalazione", "", propria).await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
        Self { b, estraneo, ada, ugo, terza }
    }
}

const COMPONENTI: &str = "query N($s: ID!, $alla: AllaInput) { nucleoDiFatto(soggetto: $s, alla: $alla) { nome componenti { \
    persona { id presente codice cognome nome sesso dataNascita codiceFiscale luogoNascita } } } }";

#[tokio::test]
async fn a_member_whose_own_file_is_not_open_has_name_sex_and_birth_date_and_no_file() {
    let f = Famiglie::nuove().await;
    let posizione = f.b.servizi.log().position().await.unwrap();
    for alla in [Value::Null, json!({ "posizione": posizione })] {
        let vede = async |chi: &Persona| {
            let letti = f.b.chiedi(chi, COMPONENTI, json!({ "s": f.ada, "alla": alla })).await;
            let componenti = letti["nucleoDiFatto"][0]["componenti"].as_array().unwrap().clone();
            componenti.into_iter().find(|c| c["persona"]["id"] == f.ugo).unwrap()["persona"].clone()
        };
        let breve = json!({ "id": f.ugo, "presente": false, "codice": null, "cognome": "Chiusi", "nome": "Ugo",
            "sesso": "M", "dataNascita": "1986-07-11", "codiceFiscale": null, "luogoNascita": null });
        assert_eq!(vede(&f.estraneo).await, breve);
        let intera = vede(&f.b.segretariato).await;
        assert_eq!((&intera["presente"], &intera["cognome"]), (&json!(true), &json!("Chiusi")));
        assert!(intera["codice"].is_number() && intera["luogoNascita"].is_string(), "{intera}");
    }
}

#[tokio::test]
async fn of_a_member_whose_own_file_is_not_open_other_households_are_not_seen() {
    let f = Famiglie::nuove().await;
    let nomi = async |chi: &Persona, di: &Value| {
        let letti = f.b.chiedi(chi, COMPONENTI, json!({ "s": di })).await;
        let nuclei = letti["nucleoDiFatto"].as_array().unwrap();
        nuclei.iter().map(|n| n["nome"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(nomi(&f.b.segretariato, &f.ugo).await, ["FAM. Aperti", "FAM. Terzi"]);
    assert_eq!(nomi(&f.estraneo, &f.ugo).await, ["FAM. Aperti"]);
    assert_eq!(nomi(&f.estraneo, &f.terza).await, [""; 0]);

    let query = "query Q($s: ID!) { quadroRiassuntivo(soggetto: $s, conNucleo: true) { gruppi { titolo \
        voci { tipo descrizione } } } }";
    let quadro = async |chi: &Persona| f.b.chiedi(chi, query, json!({ "s": f.ada })).await.to_string();
    assert!(quadro(&f.b.segretariato).await.contains("Terzi"));
    let visto = quadro(&f.estraneo).await;
    assert!(!visto.contains("Terzi"), "{visto}");
    let (chiusi, suo) = (visto.find("Chiusi Ugo").unwrap(), visto.rfind("Nucleo FAM. Aperti").unwrap());
    assert!(chiusi < suo, "that he lives with her is hers, too: {visto}");
}

/// Where the next page begins would say where in the order of names he stands.
#[tokio::test]
async fn a_page_does_not_go_on_from_somebody_who_may_not_be_seen() {
    let f = Famiglie::nuove().await;
    let cerca = async |dopo: &Value| {
        let cursore = format!("0.{}", dopo.as_str().unwrap().replace('-', ""));
        let query = "query C($a: String) { cercaSoggetti(criteri: { cognome: \"A\" }, after: $a) { nodes { soggetto { id } } } }";
        f.b.manda(&f.estraneo, query, json!({ "a": cursore })).await.0
    };
    let nessuno = cerca(&json!(Uuid::new_v4())).await;
    assert!(nessuno["errors"][0]["extensions"]["code"].is_string(), "{nessuno}");
    assert_eq!(cerca(&f.ugo).await["errors"][0]["extensions"], nessuno["errors"][0]["extensions"]);
    let propria = cerca(&f.ada).await;
    assert!(propria.get("errors").is_none(), "{propria}");
}

/// His codice fiscale alone would say whose it is.
#[tokio::test]
async fn who_has_a_file_that_is_not_open_joins_a_household_only_when_he_is_known_already() {
    let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::OperatoreSegretariato, ESTRANEO)]).await;
    let estraneo = &persone[0];
    let mario = |cognome: &str| {
        json!({"cognome": cognome, "nome": "Mario", "sesso": "M", "dataNascita": "11/07/1986",
            "luogoNascita": {"comune": "H514"}, "indicatoreCf": "CALCOLATO", "codiceFiscale": "RSSMRA86L11H514O"})
    };
    let input = json!({ "anagrafica": mario("Rossi") });
    let chiuso = b.muta(&b.segretariato, "registraSoggetto", "soggetto { id }", input).await;
    let chiuso = &chiuso["soggetto"]["id"];
    let input =
        json!({ "anagrafica": { "cognome": "Aperti", "nome": "Ada", "indicatoreCf": "NON_DISPONIBILE" } });
    let ada = b.muta(estraneo, "registraSoggetto", "soggetto { id }", input).await["soggetto"]["id"].clone();
    let aggiungi = async |persona: Value| {
        let input = json!({ "soggetto": ada, "persona": persona, "relazione": "9", "dal": "2024-01-15" });
        b.muta(estraneo, "aggiungiComponente", "nucleo { componenti { persona { id } } }", input).await
    };
    let prima = b.servizi.log().position().await.unwrap();
    let ignoto = aggiungi(mario("Ignoti")).await;
    assert_eq!(ignoto["rifiuti"][0]["codice"], "CODICE_FISCALE_ESISTENTE", "{ignoto}");
    assert_eq!(b.servizi.log().position().await.unwrap(), prima);
    let noto = aggiungi(mario("ROSSI")).await;
    let componenti = noto["nucleo"]["componenti"].as_array().unwrap();
    assert!(componenti.iter().any(|c| c["persona"]["id"] == *chiuso), "{noto}");
}
