//! Machines have tokens: what they open, for how long, who answers for them.

use super::scene::{Scene, anna};
use crate::cammino::sigess;
use crate::operazioni::Schema;
use access::{Access, MAX_LIFE, MadeToken, NewToken, Scope, TokenError};
use chrono::{DateTime, Duration, Utc};
use domain::identita::OperatoreId;
use domain::operatore::{Operatore, OperatoreCommand};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tests::Scena;
use uuid::Uuid;

const UNITS: &str = "{ unitaOrganizzative { codice padre { codice } } }";

/// A token for 30 days, for which Anna answers.
async fn token(s: &Scene, scopes: &[Scope]) -> MadeToken {
    let new = new_token(s.anna.operatore, scopes);
    Access::new(s.harness.log.clone()).make_token(&new, s.clock.now()).await.unwrap()
}

fn new_token(responsabile: OperatoreId, scopes: &[Scope]) -> NewToken<'_> {
    NewToken { scopes, responsabile, descrizione: "prova", life: Duration::days(30) }
}

/// Status and body of an answer to a machine.
async fn call(url: &str, token: &str, query: &str) -> (StatusCode, Value) {
    let request = Client::new().post(format!("{url}/graphql")).bearer_auth(token);
    let answer = request.json(&json!({ "query": query })).send().await.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

fn code(body: &Value) -> Option<&str> {
    body["errors"][0]["extensions"]["code"].as_str()
}

#[tokio::test]
async fn a_token_opens_what_its_scopes_name_and_no_other_field_of_the_schema() {
    let s = Scene::new().await;
    let roots = Schema::served().roots();
    let before = s.harness.log.position().await.unwrap();
    let lists = BTreeSet::from(["codifiche", "comuni", "statiEsteri"]);
    let units = BTreeSet::from(["unitaOrganizzative"]);
    for (scopes, expected) in [
        (&[Scope::Codifiche][..], lists.clone()),
        (&[Scope::Unita], units.clone()),
        (&Scope::ALL, &lists | &units),
    ] {
        let token = token(&s, scopes).await;
        let mut opened = BTreeSet::new();
        for root in &roots {
            let (status, body) = call(&s.url, &token.secret, &root.call).await;
            assert_eq!(status, StatusCode::OK, "{}: {body}", root.name);
            match code(&body) {
                Some("INSUFFICIENT_SCOPE") => assert_eq!(body["data"], Value::Null, "{}", root.name),
                _ => assert!(opened.insert(root.name.as_str()), "{}", root.name),
            }
        }
        assert_eq!(opened, expected, "{scopes:?}");
    }
    assert_eq!(s.harness.log.position().await.unwrap(), before, "no mutation wrote anything");
}

#[test]
fn what_tokens_open_leads_to_no_type_that_holds_personal_data() {
    let reachable =
        Schema::served().objects_below(["codifiche", "comuni", "statiEsteri", "unitaOrganizzative"]);
    let expected = ["Attributo", "Comune", "StatoEstero", "UnitaOrganizzativa", "Voce"];
    assert_eq!(reachable, expected.map(ToOwned::to_owned).into());
}

/// Whatever names it: its id, its number, the codice fiscale of whom it is about.
#[tokio::test]
async fn no_token_opens_a_named_file() {
    let s = Scena::nuova(1).await.unwrap();
    let url = &s.processo.url;
    let chiedi = async |query: &str, input: Value| {
        tests::servizio::chiedi(url, &s.segretariato, query, json!({ "input": input })).await.unwrap()
    };
    let anagrafica = json!({ "cognome": "Zzsegreti", "nome": "Mario", "sesso": "M", "dataNascita": "11/07/1986",
        "luogoNascita": { "comune": "H514" }, "indicatoreCf": "MINISTERIALE", "codiceFiscale": "RSSMRA86L11H514O" });
    let registra =
        "mutation R($input: RegistraSoggettoInput!) { registraSoggetto(input: $input) { soggetto { id } } }";
    let fatto = chiedi(registra, json!({ "comando": Uuid::new_v4(), "anagrafica": anagrafica })).await;
    let soggetto = fatto["registraSoggetto"]["soggetto"]["id"].as_str().unwrap().to_owned();
    let dettagli = json!({ "dataContatto": "2024-09-21", "canale": "SPORTELLO", "motivo": "ECONOMICO",
        "urgenza": "ORDINARIA", "tipoSegnalante": "INTERESSATO" });
    let crea = "mutation C($input: CreaSegnalazioneInput!) { creaSegnalazione(input: $input) { \
        segnalazione { id numero distretto { id } } } }";
    let input = json!({ "comando": Uuid::new_v4(), "segnalato": soggetto, "dettagli": dettagli });
    let pratica = chiedi(crea, input).await["creaSegnalazione"]["segnalazione"].clone();
    let (id, numero) = (pratica["id"].as_str().unwrap(), pratica["numero"].as_str().unwrap());
    let distretto = pratica["distretto"]["id"].as_str().unwrap();
    let nome = "nominativo";
    let strade = [
        format!("{{ soggetto(id: \"{soggetto}\") {{ anagrafica {{ cognome }} }} }}"),
        format!("{{ segnalazione(id: \"{id}\") {{ segnalato {{ {nome} }} }} }}"),
        format!(
            "{{ segnalazione(numero: {{ numero: \"{numero}\", distretto: \"{distretto}\" }}) {{ segnalato {{ {nome} }} }} }}"
        ),
        format!(
            "{{ segnalazioni(filtro: {{ segnalato: \"{soggetto}\" }}) {{ nodes {{ segnalato {{ {nome} }} }} }} }}"
        ),
        format!(
            "{{ cercaSoggetti(criteri: {{ codiceFiscale: \"RSSMRA86L11H514O\" }}) {{ nodes {{ soggetto {{ {nome} }} }} }} }}"
        ),
        format!("{{ quadroRiassuntivo(soggetto: \"{soggetto}\") {{ gruppi {{ titolo }} }} }}"),
        format!("{{ storia(soggetto: \"{soggetto}\") {{ nodes {{ dettagli {{ dopo }} }} }} }}"),
    ];
    let access = Access::new(s.harness.log.clone());
    let token = access.make_token(&new_token(s.auditor.operatore, &Scope::ALL), Utc::now()).await.unwrap();
    for strada in &strade {
        let letta = chiedi(strada, Value::Null).await.to_string();
        assert!(letta.contains("Zzsegreti"), "an operator reads it: {strada}: {letta}");
        let (_, body) = call(url, &token.secret, strada).await;
        assert_eq!((code(&body), &body["data"]), (Some("INSUFFICIENT_SCOPE"), &Value::Null), "{strada}");
        assert!(!body.to_string().contains("Zzsegreti"), "{strada}: {body}");
    }
    // Nor is it a way in anywhere else.
    for percorso in ["/auth/session", "/auth/sessions"] {
        let richiesta = Client::new().get(format!("{url}{percorso}")).bearer_auth(token.secret.as_str());
        assert_eq!(richiesta.send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "{percorso}");
    }
}

#[tokio::test]
async fn a_request_of_a_machine_is_answered_wholly_or_not_at_all() {
    let s = Scene::new().await;
    let token = token(&s, &Scope::ALL).await;
    let (_, body) = call(&s.url, &token.secret, UNITS).await;
    assert_eq!(body["data"]["unitaOrganizzative"][0]["codice"], "COM1", "{body}");
    for query in [
        "{ unitaOrganizzative { codice } io { puoOperare } }",
        "{ ...nascosto } fragment nascosto on Query { unitaOrganizzative { codice } io { puoOperare } }",
        "{ ... on Query { unitaOrganizzative: io { puoOperare } } }",
    ] {
        let (_, body) = call(&s.url, &token.secret, query).await;
        assert_eq!((code(&body), &body["data"]), (Some("INSUFFICIENT_SCOPE"), &Value::Null), "{query}");
    }
}

#[tokio::test]
async fn a_token_that_opens_nothing_says_why() {
    let s = Scene::new().await;
    let refused = async |token: &str, expected: &str| {
        let (status, body) = call(&s.url, token, UNITS).await;
        assert_eq!((status, code(&body)), (StatusCode::UNAUTHORIZED, Some(expected)), "{body}");
    };
    let guesses = ["sgs_", "sgs_AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"];
    for guess in guesses.into_iter().chain(["sgs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]) {
        refused(guess, "TOKEN_NOT_VALID").await;
    }
    let access = Access::new(s.harness.log.clone());
    let revoked = token(&s, &Scope::ALL).await;
    assert!(access.revoke_token(revoked.id, s.clock.now()).await.unwrap());
    assert!(!access.revoke_token(revoked.id, s.clock.now()).await.unwrap(), "once");
    refused(&revoked.secret, "TOKEN_REVOKED").await;

    let token = token(&s, &Scope::ALL).await;
    s.harness
        .esegui::<Operatore>(s.anna.operatore, OperatoreCommand::Disabilita { motivo: None })
        .await
        .unwrap();
    refused(&token.secret, "TOKEN_OWNER_DISABLED").await;
    s.clock.advance(Duration::days(30) - Duration::seconds(1));
    refused(&token.secret, "TOKEN_OWNER_DISABLED").await;
    s.clock.advance(Duration::seconds(1));
    refused(&token.secret, "TOKEN_EXPIRED").await;
}

#[tokio::test]
async fn a_token_is_for_ninety_days_at_most_and_somebody_answers_for_it() {
    let s = Scene::new().await;
    let access = Access::new(s.harness.log.clone());
    let good = new_token(s.anna.operatore, &Scope::ALL);
    let make = async |new: NewToken<'_>| access.make_token(&new, s.clock.now()).await.map(|made| made.until);
    let longest = make(NewToken { life: MAX_LIFE, ..good.clone() }).await.unwrap();
    assert_eq!(longest, s.clock.now() + Duration::days(90));
    for life in [MAX_LIFE + Duration::seconds(1), Duration::zero(), Duration::days(-1)] {
        assert!(matches!(make(NewToken { life, ..good.clone() }).await, Err(TokenError::Life)), "{life}");
    }
    assert!(matches!(make(NewToken { scopes: &[], ..good.clone() }).await, Err(TokenError::NoScope)));
    assert!(matches!(
        make(NewToken { descrizione: " ", ..good.clone() }).await,
        Err(TokenError::Description)
    ));
    s.harness
        .esegui::<Operatore>(s.elio.operatore, OperatoreCommand::Disabilita { motivo: None })
        .await
        .unwrap();
    for responsabile in [s.elio.operatore, OperatoreId(Uuid::new_v4())] {
        let made = make(NewToken { responsabile, ..good.clone() }).await;
        assert!(matches!(made, Err(TokenError::Responsabile)));
    }
    assert_eq!(access.tokens().await.unwrap().len(), 1);
    // Nor by another way.
    let longer = sqlx::query("UPDATE accesso.token_macchine SET scade = scade + interval '1 second'");
    let refused = longer.execute(&s.harness.superuser().await.unwrap()).await.unwrap_err();
    assert!(refused.as_database_error().unwrap().is_check_violation());
}

#[tokio::test]
async fn the_last_use_of_a_token_is_written_at_most_once_a_minute() {
    let s = Scene::new().await;
    let token = token(&s, &Scope::ALL).await;
    let access = Access::new(s.harness.log.clone());
    let used = async || -> Option<DateTime<Utc>> { access.tokens().await.unwrap()[0].used };
    assert_eq!(used().await, None);
    let first = s.clock.now();
    for (after, expected) in [(0, first), (59, first), (60, first + Duration::seconds(60))] {
        s.clock.advance(first + Duration::seconds(after) - s.clock.now());
        assert_eq!(call(&s.url, &token.secret, UNITS).await.0, StatusCode::OK);
        assert_eq!(used().await, Some(expected), "{after}");
    }
}

#[tokio::test]
async fn a_token_leaves_the_session_of_the_same_request_unread() {
    let s = Scene::new().await;
    let token = token(&s, &Scope::ALL).await;
    let mut browser = s.inside(anna()).await;
    let io = json!({ "query": "{ io { puoOperare } }" });
    let own = browser.post("/graphql", &io).await;
    assert_eq!(own.json()["data"]["io"]["puoOperare"], true, "{}", own.text);
    let url = s.url.clone();
    let with_token = browser
        .send(Method::POST, "/graphql", |request| {
            let request = request.bearer_auth(token.secret.as_str());
            request.header("origin", url).header("x-requested-with", "sigess").json(&io)
        })
        .await;
    assert_eq!(code(&with_token.json()), Some("INSUFFICIENT_SCOPE"), "{}", with_token.text);
    let who = browser.send(Method::GET, "/auth/session", |r| r.bearer_auth(token.secret.as_str())).await;
    assert_eq!(who.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn nothing_that_is_kept_of_a_token_opens() {
    let s = Scene::new().await;
    let token = token(&s, &Scope::ALL).await;
    let kept: String = sqlx::query_scalar("SELECT t::text FROM accesso.token_macchine t")
        .fetch_one(s.harness.log.pool())
        .await
        .unwrap();
    let random = token.secret.strip_prefix("sgs_").unwrap();
    assert_eq!(random.len(), 43, "256 bits, base64url");
    assert!(!kept.contains(random) && kept.contains(&token.id.to_string()), "{kept}");
}

#[tokio::test]
async fn an_administrator_makes_lists_and_revokes_tokens_at_the_command_line() {
    let s = Scena::nuova(1).await.unwrap();
    let dove = s.indirizzi();
    let responsabile = s.auditor.operatore.to_string();
    let make = ["token", "crea", "elenchi per il sito", "--responsabile", &responsabile, "--ambito"];
    let made = sigess(&dove, &[&make[..], &["codifiche:read", "--giorni", "90"]].concat()).await;
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let url = &s.processo.url;
    let places = "{ comuni(prefisso: \"romans\") { codice } }";
    let (_, body) = call(url, said.trim(), places).await;
    assert_eq!(body["data"]["comuni"][0]["codice"], "H514", "{body}");

    let listed = sigess(&dove, &["token", "elenco"]).await;
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(
        listed.contains("codifiche:read") && listed.contains(&responsabile) && listed.contains("usato 2"),
        "{listed}"
    );
    assert!(!listed.contains(said.trim()), "shown once");
    let id = listed.split_whitespace().next().unwrap();
    assert!(sigess(&dove, &["token", "revoca", id]).await.status.success());
    assert_eq!(code(&call(url, said.trim(), places).await.1), Some("TOKEN_REVOKED"));
    assert_eq!(sigess(&dove, &["token", "revoca", id]).await.status.code(), Some(1), "it is revoked already");

    for wrong in [&["soggetti:read"][..], &["unita:read", "--giorni", "91"], &["unita:read", "--giorni", "0"]]
    {
        assert!(!sigess(&dove, &[&make[..], wrong].concat()).await.status.success(), "{wrong:?}");
    }
}
