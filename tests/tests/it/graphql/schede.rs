//! Files: subjects, households, segnalazioni, as they are and as they were.

use super::*;

#[tokio::test]
async fn a_subject_registered_by_hand_is_found_opened_and_completed() {
    let b = Banco::nuovo().await;
    let soggetto = b.registra("Rossi", "Mario").await;
    assert_eq!(soggetto["codice"], 1);
    let trovati = b
        .chiedi(
            &b.segretariato,
            "{ cercaSoggetti(criteri: {testo: \"rossi mario\"}) { pageInfo { hasNextPage } nodes { corrispondenza soggetto { id codice nominativo presente luogoNascita } } } }",
            json!({}),
        )
        .await;
    let nodo = &trovati["cercaSoggetti"]["nodes"][0];
    assert_eq!(nodo["soggetto"]["id"], soggetto["id"]);
    assert_eq!((&nodo["corrispondenza"], &nodo["soggetto"]["presente"]), (&json!("ESATTA"), &json!(true)));
    assert_eq!(nodo["soggetto"]["luogoNascita"], "ROMANS D'ISONZO");

    let id = &soggetto["id"];
    b.muta(
        &b.segretariato,
        "modificaContatti",
        "",
        json!({"soggetto": id, "telefoni": ["0612345"], "email": "a@prova.example"}),
    )
    .await;
    for (codice, dal) in [("1", "2000-01-01"), ("2", "2010-05-05")] {
        let fatto = b
            .muta(
                &b.segretariato,
                "storicizzaStatoCivile",
                "",
                json!({"soggetto": id, "codice": codice, "dal": dal}),
            )
            .await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
    }
    let indirizzo = json!({"soggetto": id, "tipo": "1", "dal": "2015-01-01", "codiceLuogo": "H501", "via": "Via Roma", "civico": "1"});
    b.muta(&b.segretariato, "registraIndirizzo", "", indirizzo).await;
    let scheda = "query S($id: ID!, $alla: AllaInput) { soggetto(id: $id, alla: $alla) { versione contatti { email telefoni } \
        statoCivile { stato { codice descrizione } dal al } statiCivili { dal } indirizzi { luogo via tipo { descrizione } } } }";
    let ora = b.chiedi(&b.segretariato, scheda, json!({ "id": id })).await;
    let ora = &ora["soggetto"];
    assert_eq!(ora["versione"], 5);
    assert_eq!(ora["contatti"], json!({"email": "a@prova.example", "telefoni": ["0612345"]}));
    assert_eq!(
        (&ora["statoCivile"]["stato"]["codice"], &ora["statoCivile"]["al"]),
        (&json!("2"), &Value::Null)
    );
    assert_eq!(ora["indirizzi"][0]["luogo"], "ROMA");
    // As it was true on a day, and as the log knew it.
    let allora = b.chiedi(&b.segretariato, scheda, json!({"id": id, "alla": {"valido": "2005-01-01"}})).await;
    assert_eq!(allora["soggetto"]["statoCivile"]["stato"]["codice"], "1");
    assert_eq!(allora["soggetto"]["statoCivile"]["al"], "2010-05-04");
    assert_eq!(allora["soggetto"]["indirizzi"], json!([]));
    let posizione = ora["versione"].as_u64().unwrap();
    assert!(posizione > 1);
    let prima = b
        .chiedi(&b.segretariato, scheda, json!({"id": id, "alla": {"registrato": "2000-01-01T00:00:00Z"}}))
        .await;
    assert_eq!(prima["soggetto"], Value::Null);
}

#[tokio::test]
async fn a_correction_keeps_what_only_the_register_says() {
    let b = Banco::nuovo().await;
    let cf = b.anpr.change(|popolazione| {
        let viva = popolazione
            .persone()
            .iter()
            .find(|p| p.codice_fiscale.is_some() && !p.cancellata && p.in_vita(b.servizi.oggi()));
        viva.unwrap().codice_fiscale.clone().unwrap()
    });
    let consultazione = b
        .muta(
            &b.segretariato,
            "consultaAnpr",
            "consultazione { id scade anagrafica { cognome nome idAnpr } famiglia { anagrafica { cognome } relazione { descrizione } } famigliaNonVerificata { codice } soggettoEsistente { id } }",
            json!({"codiceFiscale": cf, "motivo": "prova 1"}),
        )
        .await;
    assert_eq!(consultazione["esito"], "ESEGUITO", "{consultazione}");
    let consultazione = &consultazione["consultazione"];
    assert_eq!(consultazione["soggettoEsistente"], Value::Null);
    let importato = b
        .muta(
            &b.segretariato,
            "importaSoggetto",
            "soggetto { id origine anagrafica { cognome nome sesso dataNascita idAnpr indicatoreCf { codice } luogoNascita { codice denominazione } } nucleoAnagrafe { verificato componenti { id anagrafica { cognome } scheda { id } } } }",
            json!({"consultazione": consultazione["id"]}),
        )
        .await;
    assert_eq!(importato["esito"], "ESEGUITO", "{importato}");
    let soggetto = &importato["soggetto"];
    assert_eq!(
        (&soggetto["origine"], &soggetto["nucleoAnagrafe"]["verificato"]),
        (&json!("IMPORTATO"), &json!(true))
    );
    let prima = &soggetto["anagrafica"];
    let input = json!({"soggetto": soggetto["id"], "motivo": "errore di trascrizione", "anagrafica": {
        "cognome": "CORRETTO", "nome": prima["nome"], "sesso": prima["sesso"], "dataNascita": prima["dataNascita"],
        "luogoNascita": {"comune": prima["luogoNascita"]["codice"]}, "codiceFiscale": cf, "indicatoreCf": "MINISTERIALE"}});
    let corretto = b
        .muta(
            &b.segretariato,
            "modificaAnagrafica",
            "soggetto { anagrafica { cognome idAnpr luogoNascita { denominazione } } correzione { motivo } }",
            input,
        )
        .await;
    assert_eq!(corretto["esito"], "ESEGUITO", "{corretto}");
    let dopo = &corretto["soggetto"]["anagrafica"];
    assert_eq!((&dopo["cognome"], &dopo["idAnpr"]), (&json!("CORRETTO"), &prima["idAnpr"]));
    assert_eq!(dopo["luogoNascita"]["denominazione"], prima["luogoNascita"]["denominazione"]);

    let confronto = b
        .muta(
            &b.segretariato,
            "confrontaNucleo",
            "nucleo { confronto { numero allineato differenze { tipo { codice } campi } invariati { id } } }",
            json!({"soggetto": soggetto["id"], "motivo": "prova 1"}),
        )
        .await;
    assert_eq!(confronto["esito"], "ESEGUITO", "{confronto}");
    assert_eq!(confronto["nucleo"]["confronto"]["differenze"], json!([]));
}

#[tokio::test]
async fn a_household_shows_its_members_as_they_are_and_as_they_were() {
    let b = Banco::nuovo().await;
    let mario = b.registra("Rossi", "Mario").await;
    let input = json!({"soggetto": mario["id"], "persona": {"cognome": "Rossi", "nome": "Alessio", "dataNascita": "2000",
        "precisioneNascita": "ANNO", "indicatoreCf": "NON_DISPONIBILE"}, "relazione": "3", "dal": "2010-01-01"});
    let fatto = b.muta(&b.segretariato, "aggiungiComponente", "nucleo { id }", input.clone()).await;
    assert_eq!(fatto["rifiuti"][0]["campi"], json!(["dataNascita"]));
    let mut input = input;
    input["persona"]["dataNascita"] = json!("2000-01-01");
    let campi = "nucleo { id nome versione intestatario { cognome } componenti { persona { id presente cognome nome precisioneNascita } relazione { descrizione } dal al } }";
    let fatto = b.muta(&b.segretariato, "aggiungiComponente", campi, input).await;
    assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
    let nucleo = &fatto["nucleo"];
    assert_eq!((&nucleo["nome"], nucleo["componenti"].as_array().unwrap().len()), (&json!("FAM. Rossi"), 2));
    let alessio = &nucleo["componenti"][1]["persona"];
    assert_eq!(
        (&alessio["presente"], &alessio["nome"], &alessio["precisioneNascita"]),
        (&json!(false), &json!("Alessio"), &json!("ANNO"))
    );
    let prima = fatto["posizione"].clone();
    let via = json!({"nucleo": nucleo["id"], "componente": alessio["id"], "motivo": "TRASFERIMENTO", "al": "2020-06-30"});
    let fatto = b.muta(&b.segretariato, "rimuoviComponente", campi, via).await;
    assert_eq!(fatto["nucleo"]["componenti"].as_array().unwrap().len(), 1, "{fatto}");
    let query = "query N($s: ID!, $alla: AllaInput) { nucleoDiFatto(soggetto: $s, alla: $alla) { componenti { persona { nome } al } appartenenze { al } } }";
    for (soggetto, alla, quanti) in [
        (&mario["id"], Value::Null, 1),
        (&mario["id"], json!({ "posizione": prima }), 2),
        (&mario["id"], json!({"valido": "2015-01-01"}), 2),
        (&alessio["id"], json!({"valido": "2015-01-01"}), 2),
    ] {
        let letto = b.chiedi(&b.segretariato, query, json!({"s": soggetto, "alla": alla})).await;
        assert_eq!(
            letto["nucleoDiFatto"][0]["componenti"].as_array().map(Vec::len),
            Some(quanti),
            "{alla} {letto}"
        );
    }
    let uscito = b.chiedi(&b.segretariato, query, json!({"s": alessio["id"]})).await;
    assert_eq!(uscito["nucleoDiFatto"], json!([]));
    let quadro = b
        .chiedi(
            &b.segretariato,
            "query Q($s: ID!) { quadroRiassuntivo(soggetto: $s, conNucleo: true) { pageInfo { hasNextPage } gruppi { tipo titolo voci { tipo descrizione inizio fine istantanea } } } }",
            json!({"s": mario["id"]}),
        )
        .await;
    let gruppi = &quadro["quadroRiassuntivo"]["gruppi"];
    assert_eq!((&gruppi[0]["tipo"], &gruppi[0]["titolo"]), (&json!("NUCLEO"), &json!("Nucleo FAM. Rossi")));
    assert_eq!(gruppi[1]["titolo"], "Rossi Mario");
    assert_eq!(gruppi[1]["voci"][0]["descrizione"], "Nucleo FAM. Rossi");
}

#[tokio::test]
async fn a_segnalazione_goes_from_its_author_to_an_assignee_and_back_to_be_closed() {
    let b = Banco::nuovo().await;
    let soggetto = b.registra("Gialli", "Rita").await;
    let nuova = b.segnala(&soggetto["id"]).await;
    let id = &nuova["id"];
    let anno = chrono::Datelike::year(&b.servizi.oggi());
    assert_eq!(nuova["numero"], json!(format!("{anno}/1")));
    let campi = "segnalazione { stato { codice } assegnatario { operatore { id } unita { etichetta } } chiusura { autonomamente } }";
    let muta = |nome: &'static str, chi: &Persona, input: Value| {
        let chi = chi.clone();
        let b = &b;
        async move { b.muta(&chi, nome, campi, input).await }
    };
    let abilitati = b
        .chiedi(&b.segretariato, "{ operatoriAbilitati { id ruolo { codice } unita { codice } } }", json!({}))
        .await;
    let scelto = &abilitati["operatoriAbilitati"][0];
    assert_eq!(
        (&scelto["id"], abilitati["operatoriAbilitati"].as_array().unwrap().len()),
        (&json!(b.assistente.operatore.to_string()), 1)
    );
    let fatto = muta(
        "assegnaSegnalazione",
        &b.segretariato,
        json!({"segnalazione": id, "assegnatario": scelto["id"], "nota": "vedi tu"}),
    )
    .await;
    assert_eq!(fatto["segnalazione"]["stato"]["codice"], "ASSEGNATA", "{fatto}");
    assert_eq!(
        fatto["segnalazione"]["assegnatario"]["unita"]["etichetta"],
        "SIGESS_COM1 - Unita SIGESS_COM1"
    );
    let fatto = muta("registraEsito", &b.segretariato, json!({"segnalazione": id, "esito": "X"})).await;
    assert_eq!(fatto["rifiuti"][0]["codice"], "SEGNALAZIONE_ASSEGNATA");
    let fatto = muta("accettaSegnalazione", &b.assistente, json!({"segnalazione": id})).await;
    assert_eq!(fatto["segnalazione"]["stato"]["codice"], "ACCETTATA", "{fatto}");
    let in_carico = |chi: &Persona| {
        let (chi, operatore) = (chi.clone(), chi.operatore.to_string());
        let b = &b;
        async move {
            let query = "query L($o: ID!) { segnalazioni(filtro: {inCaricoA: $o}) { nodes { id numero segnalato { nominativo } responsabile { id } } } }";
            b.chiedi(&chi, query, json!({ "o": operatore })).await["segnalazioni"]["nodes"].clone()
        }
    };
    assert_eq!(in_carico(&b.assistente).await[0]["segnalato"]["nominativo"], "Gialli Rita");
    assert_eq!(in_carico(&b.segretariato).await, json!([]));
    let motivo = &domain::codifiche::voci(domain::codifiche::Lista::MotivoRiassegnazione, None)[0].codice;
    let fatto = muta(
        "restituisciSegnalazione",
        &b.assistente,
        json!({"segnalazione": id, "motivo": motivo, "nota": "non è mia"}),
    )
    .await;
    assert_eq!(fatto["segnalazione"]["stato"]["codice"], "RESTITUITA", "{fatto}");
    let chiude = domain::codifiche::voci(domain::codifiche::Lista::EsitoSegnalazione, None);
    let chiude = chiude.iter().find(|v| v.vale("chiude") && v.attributo("originale").is_none()).unwrap();
    let fatto =
        muta("registraEsito", &b.segretariato, json!({"segnalazione": id, "esito": chiude.codice})).await;
    assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
    let fatto = muta("chiudiPratica", &b.segretariato, json!({"segnalazione": id})).await;
    assert_eq!(fatto["segnalazione"]["stato"]["codice"], "CHIUSA", "{fatto}");
    assert_eq!(fatto["segnalazione"]["chiusura"]["autonomamente"], false);
    let chiusa = fatto["posizione"].clone();
    let fatto = muta("riapriPratica", &b.segretariato, json!({"segnalazione": id, "motivo": "torna"})).await;
    assert_eq!(fatto["segnalazione"]["stato"]["codice"], "APERTA", "{fatto}");

    let per_numero = "query P($n: String!, $alla: AllaInput) { segnalazione(numero: {numero: $n}, alla: $alla) { id stato { codice } esito { esito { codice } } assegnazioni { nota { testo } restituzione { nota { testo } } } } }";
    let ora = b.chiedi(&b.segretariato, per_numero, json!({"n": nuova["numero"]})).await;
    assert_eq!((&ora["segnalazione"]["id"], &ora["segnalazione"]["esito"]), (id, &Value::Null));
    assert_eq!(ora["segnalazione"]["assegnazioni"][0]["nota"]["testo"], "vedi tu");
    let allora = b
        .chiedi(&b.segretariato, per_numero, json!({"n": nuova["numero"], "alla": {"posizione": chiusa}}))
        .await;
    assert_eq!(allora["segnalazione"]["stato"]["codice"], "CHIUSA");

    let storia = b
        .chiedi(
            &b.segretariato,
            "query T($s: ID!) { storia(soggetto: $s, first: 3) { pageInfo { hasNextPage endCursor } nodes { tipo descrizione operatore { id } ruolo { codice } unita { codice } dettagli { campo dopo } } } }",
            json!({"s": soggetto["id"]}),
        )
        .await;
    let nodi = &storia["storia"]["nodes"];
    assert_eq!((&nodi[0]["tipo"], &nodi[1]["tipo"]), (&json!("PraticaRiaperta"), &json!("PraticaChiusa")));
    assert_eq!(
        (&nodi[0]["ruolo"]["codice"], &nodi[0]["unita"]["codice"]),
        (&json!("OPERATORE_SEGRETARIATO"), &json!("SIGESS_COM1"))
    );
    assert_eq!(storia["storia"]["pageInfo"]["hasNextPage"], true);
}

#[tokio::test]
async fn lists_and_places_come_with_the_program() {
    let b = Banco::nuovo().await;
    let letto = b
        .chiedi(
            &b.auditor,
            "{ codifiche(lista: \"ESITO_SEGNALAZIONE\") { codice descrizione attributi { nome valore } } \
               comuni(prefisso: \"romans\") { codice denominazione provincia } statiEsteri(prefisso: \"alb\") { codice denominazione } \
               unitaOrganizzative { codice padre { codice } } \
               calcolaCodiceFiscale(input: {cognome: \"Rossi\", nome: \"Mario\", sesso: \"M\", dataNascita: \"11/07/1986\", codiceLuogo: \"H514\"}) { codiceFiscale rifiuti { codice } } }",
            json!({}),
        )
        .await;
    assert!(letto["codifiche"].as_array().is_some_and(|v| v.len() > 2));
    assert_eq!(letto["comuni"][0]["codice"], "H514");
    assert_eq!(letto["statiEsteri"][0], json!({"codice": "Z100", "denominazione": "Albania"}));
    assert_eq!(letto["unitaOrganizzative"][0]["padre"]["codice"], "SIGESS_D01");
    assert_eq!(letto["calcolaCodiceFiscale"], json!({"codiceFiscale": "RSSMRA86L11H514O", "rifiuti": []}));
    assert_eq!(b.comune, b.segretariato.unita);
}
