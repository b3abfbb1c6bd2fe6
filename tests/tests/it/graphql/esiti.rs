//! Outcomes: refusals, repeats, conflicts, rights, arguments that cannot be used, costs of pages.

use super::*;

#[tokio::test]
async fn refusals_name_every_field_at_fault_and_change_nothing() {
    let b = Banco::nuovo().await;
    let anagrafica = json!({"sesso": "X", "dataNascita": "31/02/1986", "dataStatoDemografico": "ieri", "indicatoreCf": "CHISSA",
                            "cognome": "A\u{0}B"});
    let fatto = b
        .muta(&b.segretariato, "registraSoggetto", "soggetto { id }", json!({ "anagrafica": anagrafica }))
        .await;
    assert_eq!((&fatto["esito"], &fatto["soggetto"]), (&json!("RIFIUTATO"), &Value::Null));
    let mut campi: Vec<_> =
        fatto["rifiuti"].as_array().unwrap().iter().map(|r| r["campi"][0].as_str().unwrap()).collect();
    campi.sort_unstable();
    assert_eq!(campi, ["cognome", "dataNascita", "dataStatoDemografico", "indicatoreCf", "sesso"]);
    let fatto = b
        .muta(
            &b.segretariato,
            "modificaContatti",
            "",
            json!({"soggetto": Uuid::new_v4(), "email": "a@prova.example"}),
        )
        .await;
    assert_eq!(fatto["rifiuti"][0]["codice"], "SOGGETTO_INESISTENTE", "{fatto}");
    let fatto =
        b.muta(&b.segretariato, "accettaSegnalazione", "", json!({"segnalazione": "non-un-id"})).await;
    assert_eq!(
        fatto["rifiuti"][0],
        json!({"codice": "FORMATO_NON_VALIDO", "campi": ["segnalazione"], "titolare": null,
        "messaggio": "Il valore non ha il formato richiesto."})
    );
}

#[tokio::test]
async fn an_auditor_changes_nothing_and_sees_no_file() {
    let b = Banco::nuovo().await;
    let soggetto = b.registra("Verdi", "Anna").await;
    let input = json!({"soggetto": soggetto["id"], "email": "a@prova.example"});
    let fatto = b.muta(&b.auditor, "modificaContatti", "soggetto { id }", input).await;
    assert_eq!(
        (&fatto["esito"], &fatto["rifiuti"][0]["codice"]),
        (&json!("RIFIUTATO"), &json!("PERMESSO_NEGATO"))
    );
    let letto = b
        .chiedi(
            &b.auditor,
            "query S($id: ID!) { soggetto(id: $id) { versione } io { puoOperare ruolo { codice } } }",
            json!({"id": soggetto["id"]}),
        )
        .await;
    assert_eq!(letto["soggetto"], Value::Null);
    assert_eq!(letto["io"], json!({"puoOperare": false, "ruolo": {"codice": "AUDITOR"}}));
}

#[tokio::test]
async fn a_repeat_is_told_and_does_nothing_and_another_content_is_refused() {
    let b = Banco::nuovo().await;
    let soggetto = b.registra("Neri", "Luca").await;
    let comando = Uuid::new_v4();
    let input = |email: &str| json!({"comando": comando, "soggetto": soggetto["id"], "email": email});
    let prima =
        b.muta(&b.segretariato, "modificaContatti", "soggetto { versione }", input("a@prova.example")).await;
    let ancora =
        b.muta(&b.segretariato, "modificaContatti", "soggetto { versione }", input("a@prova.example")).await;
    assert_eq!((&prima["esito"], &ancora["esito"]), (&json!("ESEGUITO"), &json!("GIA_ESEGUITO")));
    assert_eq!(prima["posizione"], ancora["posizione"]);
    assert_eq!(ancora["soggetto"]["versione"], 2);
    let diverso = b.muta(&b.segretariato, "modificaContatti", "", input("b@prova.example")).await;
    assert_eq!(diverso["rifiuti"][0]["codice"], "COMANDO_DIVERSO");
}

#[tokio::test]
async fn a_form_that_is_behind_learns_what_happened_since() {
    let b = Banco::nuovo().await;
    let soggetto = b.registra("Bruni", "Ada").await;
    b.muta(
        &b.assistente,
        "modificaContatti",
        "",
        json!({"soggetto": soggetto["id"], "pec": "a@pec.example"}),
    )
    .await;
    let input = json!({"soggetto": soggetto["id"], "versione": 1, "email": "a@prova.example"});
    let fatto = b
        .muta(&b.segretariato, "modificaContatti", "soggetto { versione contatti { pec email } }", input)
        .await;
    assert_eq!((&fatto["esito"], &fatto["versione"]), (&json!("VERSIONE_SUPERATA"), &json!(2)));
    assert_eq!(fatto["rifiuti"][0]["codice"], "VERSIONE_SUPERATA");
    assert_eq!(fatto["intervenuti"][0]["tipo"], "ContattiModificati");
    assert_eq!(fatto["intervenuti"][0]["operatore"]["id"], json!(b.assistente.operatore.to_string()));
    assert_eq!(fatto["soggetto"]["contatti"], json!({"pec": "a@pec.example", "email": null}));
}

#[tokio::test]
async fn a_page_of_a_hundred_rows_costs_as_many_batches_as_one_of_a_single_row() {
    let b = Banco::nuovo().await;
    for n in 0..12 {
        let soggetto = b.registra(&format!("Prova{n}"), "Nome").await;
        b.segnala(&soggetto["id"]).await;
    }
    let query = "query L($first: Int!) { segnalazioni(first: $first) { pageInfo { hasNextPage } nodes { numero creataIl dataContatto \
        motivo { descrizione } segnalato { nominativo codice dataNascita } autore { nominativo unita { etichetta padre { codice } } } \
        unita { etichetta } distretto { codice } responsabile { nominativo } } } }";
    let (una, viaggi_di_una) = b.manda(&b.segretariato, query, json!({"first": 1})).await;
    let (tutte, viaggi_di_tutte) = b.manda(&b.segretariato, query, json!({"first": 100})).await;
    assert_eq!(una["data"]["segnalazioni"]["nodes"].as_array().map(Vec::len), Some(1), "{una}");
    assert_eq!(tutte["data"]["segnalazioni"]["nodes"].as_array().map(Vec::len), Some(12));
    assert_eq!(una["data"]["segnalazioni"]["nodes"][0], tutte["data"]["segnalazioni"]["nodes"][0]);
    assert_eq!(viaggi_di_una, viaggi_di_tutte);
    assert_eq!(una["data"]["segnalazioni"]["pageInfo"]["hasNextPage"], true);
}

#[tokio::test]
async fn arguments_that_cannot_be_used_are_errors_with_their_field() {
    let b = Banco::nuovo().await;
    for (query, campo) in [
        ("{ codifiche(lista: \"INESISTENTE\") { codice } }", "lista"),
        ("{ segnalazioni(first: 101) { nodes { id } } }", "first"),
        ("{ segnalazioni(after: \"x\") { nodes { id } } }", "after"),
        ("{ segnalazioni(filtro: {stato: \"X\"}) { nodes { id } } }", "stato"),
        ("{ segnalazioni(filtro: {motivo: \"a\\u0000b\"}) { nodes { id } } }", "motivo"),
        ("{ segnalazioni(filtro: {numeroOriginario: \"a\\u0000b\"}) { nodes { id } } }", "numeroOriginario"),
        ("{ cercaSoggetti(criteri: {dataNascita: \"ieri\"}) { nodes { corrispondenza } } }", "dataNascita"),
        ("{ segnalazione { id } }", "id"),
        ("{ storia { nodes { tipo } } }", "soggetto"),
    ] {
        let (risposta, _) = b.manda(&b.segretariato, query, json!({})).await;
        let estensioni = &risposta["errors"][0]["extensions"];
        assert_eq!(
            (&estensioni["code"], &estensioni["campi"]),
            (&json!("BAD_USER_INPUT"), &json!([campo])),
            "{query}"
        );
    }
    for query in [
        "{ soggetto(id: \"non-un-id\") { id } }",
        "{ segnalazione(id: \"x\") { id } }",
        "{ nucleoAnagrafe(soggetto: \"\") { versione } }",
    ] {
        let letto = b.chiedi(&b.segretariato, query, json!({})).await;
        assert!(letto.as_object().unwrap().values().all(Value::is_null), "{letto}");
    }
    for testo in ["a\u{0}b", "%", "'; drop table", "\u{202e}", ""] {
        let letto = b
            .chiedi(
                &b.segretariato,
                "query C($t: String!) { cercaSoggetti(criteri: {testo: $t}) { nodes { corrispondenza } } }",
                json!({ "t": testo }),
            )
            .await;
        assert_eq!(letto["cercaSoggetti"]["nodes"], json!([]));
    }
}
