//! Every way in which a provider, or somebody between, can misbehave: each is refused, none is a fault of ours.

use super::scene::{FISCAL, Scene, anna, come_back, id_token, instead, userinfo};
use chrono::Duration;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use tests::login::Browser;
use tests::login::idp::{Behaviour, Person, Signing};

/// Tries each behaviour; all must be refused with that word in the trail.
async fn all_refused(cases: Vec<(&str, Behaviour, &str)>) {
    let s = Scene::new().await;
    // The provider is good otherwise: what is refused below is refused for that one thing.
    s.inside(anna()).await;
    for (what, behaviour, expected) in cases {
        let (status, reason) = s.attempt(anna(), behaviour).await;
        assert_eq!((status, reason.as_deref()), (StatusCode::FORBIDDEN, Some(expected)), "{what}");
    }
    assert_eq!(s.count("SELECT count(*) FROM accesso.sessioni").await, 1);
}

fn signed(signing: Signing) -> Behaviour {
    Behaviour { signing, ..Behaviour::default() }
}

#[tokio::test]
async fn a_token_without_a_good_signature_is_refused() {
    all_refused(vec![
        ("alg none", signed(Signing::None), "FIRMA"),
        ("alg none with a signature", signed(Signing::NoneButSigned), "FIRMA"),
        ("HS256 by the public key", signed(Signing::HmacOfPublicKey), "FIRMA"),
        ("HS256 by the client's secret", signed(Signing::HmacOfSecret), "FIRMA"),
        ("signed by somebody else", signed(Signing::ForeignKey), "FIRMA"),
        ("altered after it was signed", signed(Signing::Altered), "FIRMA"),
        ("named after another algorithm", signed(Signing::OtherAlgorithm), "CHIAVE_SCONOSCIUTA"),
    ])
    .await;
}

#[tokio::test]
async fn a_token_with_a_wrong_claim_is_refused() {
    let wrong = |claim, value: Value, expected| (claim, id_token(claim, Some(value)), expected);
    all_refused(vec![
        wrong("iss", json!("https://altro.example"), "EMITTENTE"),
        wrong("aud", json!("altro"), "DESTINATARIO"),
        wrong("aud", json!(["sigess", "altro"]), "DESTINATARIO"),
        wrong("aud", json!([]), "DESTINATARIO"),
        wrong("azp", json!("altro"), "DESTINATARIO"),
        wrong("nonce", json!("un altro nonce"), "NONCE"),
        ("nonce", id_token("nonce", None), "NONCE"),
        wrong("acr", json!("https://www.spid.gov.it/SpidL1"), "LIVELLO"),
        wrong("acr", json!("https://altro.example/alto"), "LIVELLO"),
        wrong("acr", json!(""), "LIVELLO"),
        ("acr", id_token("acr", None), "LIVELLO"),
        wrong("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA"), "AT_HASH"),
        wrong("sub", json!("a\u{0}b"), "TOKEN"),
        wrong("sub", json!("x".repeat(300)), "TOKEN"),
        wrong("sid", json!("a\u{0}b"), "TOKEN"),
        ("sub", id_token("sub", None), "RISPOSTA_TOKEN"),
        ("exp", id_token("exp", None), "RISPOSTA_TOKEN"),
        wrong("exp", json!("mai"), "RISPOSTA_TOKEN"),
    ])
    .await;
}

#[tokio::test]
async fn a_token_of_another_time_is_refused() {
    let s = Scene::new().await;
    let now = s.clock.now().timestamp();
    for (claim, value, good) in [
        ("exp", now - 59, true),
        ("exp", now - 60, false),
        ("iat", now + 60, true),
        ("iat", now + 61, false),
        ("iat", now - 60, true),
        ("iat", now - 61, false),
        ("auth_time", now + 60, true),
        ("auth_time", now + 61, false),
        ("auth_time", now + 3600, false),
    ] {
        let (status, reason) = s.attempt(anna(), id_token(claim, Some(json!(value)))).await;
        assert_eq!(status == StatusCode::SEE_OTHER, good, "{claim} {}", value - now);
        assert_eq!(reason.as_deref() == Some("SCADUTO"), !good, "{claim} {}", value - now);
    }
}

#[tokio::test]
async fn userinfo_of_somebody_else_or_of_another_form_is_refused() {
    let foreign_signature = Behaviour { signed_userinfo: true, ..userinfo("aud", Some(json!("altro"))) };
    all_refused(vec![
        ("another sub", userinfo("sub", Some(json!("altra"))), "SOGGETTO_DIVERSO"),
        ("no sub", userinfo("sub", None), "SOGGETTO_DIVERSO"),
        ("for another client", foreign_signature, "USERINFO"),
        ("500", instead("userinfo", StatusCode::INTERNAL_SERVER_ERROR, "text/html", "guasto"), "USERINFO"),
        ("401", instead("userinfo", StatusCode::UNAUTHORIZED, "application/json", "{}"), "USERINFO"),
        ("no JSON", instead("userinfo", StatusCode::OK, "application/json", "<html>"), "USERINFO"),
        ("a list", instead("userinfo", StatusCode::OK, "application/json", "[]"), "USERINFO"),
        ("no token", instead("userinfo", StatusCode::OK, "application/jwt", "a.b.c"), "FIRMA"),
    ])
    .await;
}

#[tokio::test]
async fn a_login_without_an_italian_codice_fiscale_is_refused() {
    let fiscal = |value: Value, expected| (FISCAL, userinfo(FISCAL, Some(value)), expected);
    all_refused(vec![
        ("missing", userinfo(FISCAL, None), "CF_MANCANTE"),
        fiscal(Value::Null, "CF_MANCANTE"),
        fiscal(json!(""), "CF_MANCANTE"),
        fiscal(json!("TINDE-12345678901"), "CF_ESTERO"),
        fiscal(json!("ZZSNNA85T45H501X"), "CF_NON_VALIDO"),
        fiscal(json!(["ZZSNNA85T45H501M"]), "CF_NON_VALIDO"),
        ("two different ones", id_token(FISCAL, Some(json!("NRELCU88E60M082V"))), "CF_NON_VALIDO"),
    ])
    .await;
}

#[tokio::test]
async fn a_token_endpoint_that_answers_nonsense_is_refused() {
    let token = |status, kind, body: &str| instead("token", status, kind, body);
    let json = "application/json";
    let without_id_token = r#"{"access_token":"a","token_type":"Bearer"}"#;
    let unreadable = r#"{"access_token":"a","token_type":"Bearer","id_token":"a.b.c"}"#;
    let refused = r#"{"error":"invalid_grant"}"#;
    all_refused(vec![
        ("500", token(StatusCode::INTERNAL_SERVER_ERROR, "text/html", "guasto"), "RISPOSTA_TOKEN"),
        ("empty", token(StatusCode::OK, json, ""), "RISPOSTA_TOKEN"),
        ("no JSON", token(StatusCode::OK, json, "<html>"), "RISPOSTA_TOKEN"),
        ("no ID token", token(StatusCode::OK, json, without_id_token), "RISPOSTA_TOKEN"),
        ("no token at all", token(StatusCode::OK, json, unreadable), "RISPOSTA_TOKEN"),
        ("invalid_grant", token(StatusCode::BAD_REQUEST, json, refused), "RISPOSTA_TOKEN"),
        ("redirect", token(StatusCode::FOUND, json, "{}"), "RISPOSTA_TOKEN"),
    ])
    .await;
}

#[tokio::test]
async fn an_answer_with_an_error_or_from_somebody_else_is_refused() {
    let s = Scene::new().await;
    let cases: [(&str, Spoil, &str); 6] = [
        ("given up", |q| set(q, "error", "access_denied"), "ANNULLATO"),
        ("another error", |q| set(q, "error", "server_error"), "ERRORE_GESTORE"),
        ("no code", |q| q.retain(|(name, _)| name != "code"), "SENZA_CODICE"),
        ("another issuer", |q| set(q, "iss", "https://altro.example"), "EMITTENTE"),
        ("no issuer although promised", |q| q.retain(|(name, _)| name != "iss"), "EMITTENTE"),
        ("another code", |q| set(q, "code", "indovinato"), "RISPOSTA_TOKEN"),
    ];
    for (what, change, expected) in cases {
        let mut browser = s.browser();
        let mut query = s.to_the_provider("prova", &mut browser, anna()).await;
        change(&mut query);
        let answer = come_back(&mut browser, "prova", &query).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}");
        assert_eq!(s.trail().await, ("RIFIUTATO".into(), Some(expected.into())), "{what}");
        assert_eq!(browser.session(), None, "{what}");
    }
}

/// What the browser comes back with.
type Query = Vec<(String, String)>;
/// What is changed of it on the way.
type Spoil = fn(&mut Query);

fn set(query: &mut Query, name: &str, value: &str) {
    query.retain(|(n, _)| n != name);
    query.push((name.into(), value.into()));
}

#[tokio::test]
async fn a_login_ends_once_in_time_in_the_browser_and_at_the_provider_where_it_began() {
    let s = Scene::new().await;
    let refused = async |browser: &mut Browser, provider: &str, query: &[(String, String)]| {
        let answer = come_back(browser, provider, query).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text);
        assert!(answer.text.contains("Accesso scaduto"), "{}", answer.text);
        assert_eq!(browser.session(), None);
    };
    let mut browser = s.browser();
    let query = s.to_the_provider("prova", &mut browser, anna()).await;

    // Another browser, without a login of its own and with one.
    refused(&mut s.browser(), "prova", &query).await;
    let mut other = s.browser();
    s.to_the_provider("prova", &mut other, anna()).await;
    refused(&mut other, "prova", &query).await;
    // Another provider.
    refused(&mut browser, "lento", &query).await;
    // Another state.
    let mut guessed = query.clone();
    set(&mut guessed, "state", "a");
    refused(&mut browser, "prova", &guessed).await;
    guessed.retain(|(name, _)| name != "state");
    refused(&mut browser, "prova", &guessed).await;

    // None of that has used it up; its own browser does, once.
    let cookie = browser.cookie("__Host-sigess-login").unwrap();
    assert_eq!(come_back(&mut browser, "prova", &query).await.status, StatusCode::SEE_OTHER);
    let mut again = s.browser();
    again.set_cookie("__Host-sigess-login", &cookie);
    refused(&mut again, "prova", &query).await;

    let mut late = s.browser();
    let query = s.to_the_provider("prova", &mut late, anna()).await;
    s.clock.advance(Duration::minutes(10));
    refused(&mut late, "prova", &query).await;
}

#[tokio::test]
async fn a_parameter_sent_twice_is_not_chosen_from() {
    let s = Scene::new().await;
    for twice in ["code", "state", "iss"] {
        let mut browser = s.browser();
        let mut query = s.to_the_provider("prova", &mut browser, anna()).await;
        query.push((twice.into(), "altro".into()));
        let answer = come_back(&mut browser, "prova", &query).await;
        assert_eq!((answer.status, browser.session()), (StatusCode::BAD_REQUEST, None), "{twice}");
        assert!(!answer.text.contains("duplicate"), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_provider_that_says_nonsense_of_itself_is_not_used() {
    let change = |name: &'static str, value: Value| Behaviour {
        discovery: Box::new(move |metadata| {
            metadata.insert(name.into(), value.clone());
        }),
        ..Behaviour::default()
    };
    let s = Scene::new().await;
    let cases = [
        ("another issuer", change("issuer", json!("https://altro.example"))),
        ("a token endpoint elsewhere", change("token_endpoint", json!("http://altro.example/token"))),
        ("keys elsewhere", change("jwks_uri", json!("http://altro.example/jwks"))),
        ("no token endpoint", change("token_endpoint", Value::Null)),
        ("500", instead("discovery", StatusCode::INTERNAL_SERVER_ERROR, "text/html", "guasto")),
        ("no JSON", instead("discovery", StatusCode::OK, "application/json", "<html>")),
        ("too much", instead("discovery", StatusCode::OK, "application/json", &" ".repeat(300_000))),
        ("keys that are none", instead("jwks", StatusCode::INTERNAL_SERVER_ERROR, "text/html", "guasto")),
    ];
    for (n, (what, behaviour)) in cases.into_iter().enumerate() {
        s.idp.behave(behaviour);
        let address = format!("/auth/login/nuovo-{n}");
        let answer = s.browser().get(&address).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{what}");
        assert!(answer.text.contains("non raggiungibile"), "{what}");
        // It is asked again after a pause, and then all is well.
        s.idp.behave(Behaviour::default());
        assert_eq!(s.browser().get(&address).await.status, StatusCode::SERVICE_UNAVAILABLE, "{what}");
        s.clock.advance(Duration::seconds(5));
        assert_eq!(s.browser().get(&address).await.status, StatusCode::SEE_OTHER, "{what}");
    }
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_not_waited_for() {
    let s = Scene::new().await;
    // Not known yet, and silent.
    s.idp.behave(Behaviour { silent: vec!["discovery"], ..Behaviour::default() });
    assert_eq!(s.browser().get("/auth/login/lento").await.status, StatusCode::SERVICE_UNAVAILABLE);
    s.idp.behave(Behaviour::default());
    s.clock.advance(Duration::seconds(5));
    // Known before it falls silent.
    assert_eq!(s.browser().get("/auth/login/lento").await.status, StatusCode::SEE_OTHER);
    for path in ["token", "userinfo"] {
        s.idp.behave(Behaviour { silent: vec![path], ..Behaviour::default() });
        let mut browser = s.browser();
        let answer = s.log_in_with("lento", &mut browser, anna()).await;
        assert_eq!((answer.status, browser.session()), (StatusCode::SERVICE_UNAVAILABLE, None), "{path}");
    }
    // It signs with a key that it does not tell.
    s.clock.advance(Duration::minutes(1));
    s.idp.rotate("taciuta");
    s.idp.behave(Behaviour { silent: vec!["jwks"], ..Behaviour::default() });
    let mut browser = s.browser();
    let answer = s.log_in_with("lento", &mut browser, anna()).await;
    assert_eq!((answer.status, browser.session()), (StatusCode::FORBIDDEN, None));
    assert_eq!(s.trail().await.1.as_deref(), Some("CHIAVE_SCONOSCIUTA"));
    // What it said of itself is over, and it says nothing new: the old is better than nothing.
    s.idp.behave(Behaviour { silent: vec!["discovery"], ..Behaviour::default() });
    s.clock.advance(Duration::hours(2));
    assert_eq!(s.browser().get("/auth/login/lento").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn those_who_come_while_a_provider_is_silent_share_one_failure() {
    let s = Scene::new().await;
    s.idp.behave(Behaviour { silent: vec!["discovery"], ..Behaviour::default() });
    let begin = || {
        let mut browser = s.browser();
        tokio::spawn(async move { browser.get("/auth/login/calmo").await.status })
    };
    let asked = s.idp.asked.notified();
    let first = begin();
    asked.await;
    // It is silent for longer than the pause after a failure; nobody tries again for himself meanwhile.
    s.clock.advance(Duration::seconds(10));
    let all: Vec<_> = [first].into_iter().chain((0..4).map(|_| begin())).collect();
    for answer in all {
        assert_eq!(answer.await.unwrap(), StatusCode::SERVICE_UNAVAILABLE);
    }
    assert_eq!(s.idp.discoveries.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_stranger_with_the_same_subject_elsewhere_is_not_taken_for_somebody() {
    // The subject says nothing: only the codice fiscale does.
    let s = Scene::new().await;
    s.inside(anna()).await;
    let nameless = Person { sub: "anna".into(), fiscal: Value::Null };
    let (status, reason) = s.attempt(&nameless, Behaviour::default()).await;
    assert_eq!((status, reason.as_deref()), (StatusCode::FORBIDDEN, Some("CF_MANCANTE")));
}
