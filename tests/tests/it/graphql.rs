//! The GraphQL interface on a real log: what a client reads after what it did, as it stands and as it stood.

use anpr_adapter::security::Unsigned;
use anpr_adapter::{Anpr, AnprConfig};
use api::graphql::Applicazione;
use api::http::Application;
use api::services::Servizi;
use async_graphql::{Request, Variables};
use chrono::Utc;
use dev::anpr::AnprSimulator;
use dev::population::Population;
use domain::attore::Ruolo;
use domain::identita::UnitaId;
use projections::Projector;
use serde_json::{Value, json};
use std::sync::Arc;
use tests::Harness;
use tests::servizio::{Persona, operatore, unita};
use uuid::Uuid;

/// The application without HTTP, an operator of each kind, and a simulated register.
struct Banco {
    servizi: Servizi,
    app: Applicazione,
    segretariato: Persona,
    assistente: Persona,
    auditor: Persona,
    comune: UnitaId,
    anpr: AnprSimulator,
    _harness: Harness,
}

impl Banco {
    async fn nuovo() -> Self {
        let h = Harness::new().await.unwrap();
        let anpr =
            AnprSimulator::start(([127, 0, 0, 1], 0).into(), Population::generate(7, 300)).await.unwrap();
        let config = AnprConfig::from_base_url(anpr.base_url()).unwrap();
        let registro = Anpr::new(config, Unsigned, Arc::new(Utc::now)).unwrap();
        let projector = Projector::start(h.log.clone()).await.unwrap();
        let servizi = Servizi::new(h.log.clone(), projector, Arc::new(registro), Arc::new(Utc::now), "prova");
        let distretto = unita(&h.bus, "SIGESS_D01", "DISTRETTO", None).await.unwrap();
        let comune = unita(&h.bus, "SIGESS_COM1", "COMUNE", Some(distretto)).await.unwrap();
        let crea = |unita, ruolo, cf| operatore(&h.bus, unita, ruolo, cf);
        Self {
            segretariato: crea(comune, Ruolo::OperatoreSegretariato, "ZZSNNA85T45H501M").await.unwrap(),
            assistente: crea(comune, Ruolo::AssistenteSociale, "NRELCU88E60M082V").await.unwrap(),
            auditor: crea(distretto, Ruolo::Auditor, "RSSLSS00B02M082H").await.unwrap(),
            app: Applicazione::nuova(servizi.clone()),
            servizi,
            comune,
            anpr,
            _harness: h,
        }
    }

    /// The answer as JSON, and in how many batches the loaders read.
    async fn manda(&self, chi: &Persona, query: &str, variabili: Value) -> (Value, usize) {
        let chi = self.app.authenticate(&chi.token, Uuid::new_v4()).await.unwrap().unwrap();
        let richiesta = Request::new(query).variables(Variables::from_json(variabili));
        let (risposta, viaggi) = self.app.esegui(chi, richiesta).await;
        (serde_json::to_value(&risposta).unwrap(), viaggi)
    }

    /// The data of an answer without errors.
    async fn chiedi(&self, chi: &Persona, query: &str, variabili: Value) -> Value {
        let (risposta, _) = self.manda(chi, query, variabili).await;
        assert_eq!(risposta.get("errors"), None, "{query}");
        risposta["data"].clone()
    }

    /// Carries out a mutation on its own input and answers its payload.
    async fn muta(&self, chi: &Persona, nome: &str, campi: &str, mut input: Value) -> Value {
        if input.get("comando").is_none() {
            input["comando"] = json!(Uuid::new_v4());
        }
        let tipo = nome[..1].to_uppercase() + &nome[1..];
        let query = format!(
            "mutation M($input: {tipo}Input!) {{ {nome}(input: $input) {{ esito versione posizione aggiornato \
             rifiuti {{ codice messaggio campi titolare }} intervenuti {{ tipo versione operatore {{ id }} }} {campi} }} }}"
        );
        self.chiedi(chi, &query, json!({ "input": input })).await[nome].clone()
    }

    async fn registra(&self, cognome: &str, nome: &str) -> Value {
        let anagrafica = json!({"cognome": cognome, "nome": nome, "sesso": "M", "dataNascita": "11/07/1986",
            "luogoNascita": {"comune": "H514"}, "indicatoreCf": "NON_DISPONIBILE", "cittadinanze": ["100"]});
        let fatto = self
            .muta(
                &self.segretariato,
                "registraSoggetto",
                "soggetto { id versione codice }",
                json!({ "anagrafica": anagrafica }),
            )
            .await;
        assert_eq!((&fatto["esito"], &fatto["aggiornato"]), (&json!("ESEGUITO"), &json!(true)), "{fatto}");
        fatto["soggetto"].clone()
    }

    async fn segnala(&self, soggetto: &Value) -> Value {
        let input = json!({ "segnalato": soggetto, "dettagli": dettagli("2024-09-21") });
        let fatto = self
            .muta(&self.segretariato, "creaSegnalazione", "segnalazione { id numero versione }", input)
            .await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
        fatto["segnalazione"].clone()
    }
}

fn dettagli(giorno: &str) -> Value {
    json!({ "dataContatto": giorno, "canale": "SPORTELLO", "motivo": motivo(), "urgenza": "ORDINARIA",
            "tipoSegnalante": "INTERESSATO" })
}

/// Some entry of a list that needs no note.
fn motivo() -> &'static str {
    let voci = domain::codifiche::voci(domain::codifiche::Lista::MotivoSegnalazione, None);
    &voci.iter().find(|v| !v.richiede_nota()).unwrap().codice
}

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
async fn who_only_reads_changes_nothing() {
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
    assert_eq!(letto["soggetto"]["versione"], 1);
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
            "query Q($s: ID!) { quadroRiassuntivo(soggetto: $s, conNucleo: true) { troncato gruppi { tipo titolo voci { tipo descrizione inizio fine istantanea } } } }",
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
            &b.auditor,
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

#[tokio::test]
async fn arguments_that_cannot_be_used_are_errors_with_their_field() {
    let b = Banco::nuovo().await;
    for (query, campo) in [
        ("{ codifiche(lista: \"INESISTENTE\") { codice } }", "lista"),
        ("{ segnalazioni(first: 101) { nodes { id } } }", "first"),
        ("{ segnalazioni(after: \"x\") { nodes { id } } }", "after"),
        ("{ segnalazioni(filtro: {stato: \"X\"}) { nodes { id } } }", "stato"),
        ("{ segnalazioni(filtro: {motivo: \"a\\u0000b\"}) { nodes { id } } }", "motivo"),
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
