//! The way out: by the operator, and by the provider.

use super::scene::{ELIO, Scene, anna, id_token, instead, is_inside, person};
use chrono::Duration;
use reqwest::{Client, StatusCode};
use serde_json::{Map, Value, json};
use tests::login::browser::{Answer, Browser};
use tests::login::idp::{Behaviour, Signing};

async fn log_out(browser: &mut Browser) -> Answer {
    browser.post("/auth/logout", &json!({})).await
}

#[tokio::test]
async fn logging_out_ends_the_session_gives_the_access_token_back_and_says_where_to_go() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let token = browser.session().unwrap();
    let answer = log_out(&mut browser).await;
    assert_eq!(answer.status, StatusCode::OK);
    let url = url::Url::parse(answer.json()["uscita"].as_str().unwrap()).unwrap();
    let query: Vec<_> = url.query_pairs().into_owned().collect();
    assert_eq!(
        format!("{}{}", url.origin().ascii_serialization(), url.path()),
        format!("{}/end", s.idp.issuer())
    );
    let back = ("post_logout_redirect_uri".to_owned(), format!("{}/", s.url));
    assert_eq!(query, [("client_id".into(), "sigess".into()), back], "no token stands in an address");
    assert_eq!(browser.session(), None);
    assert_eq!(s.idp.given_back.lock().unwrap().len(), 1);
    assert_eq!(s.trail().await.0, "USCITO");

    let mut thief = s.browser();
    thief.set_cookie("__Host-sigess", &token);
    assert!(!is_inside(&mut thief).await);
    let sealed = "SELECT count(*) FROM accesso.sessioni WHERE sigillo IS NOT NULL";
    assert_eq!(s.count(sealed).await, 0, "what was sealed is gone");
    assert_eq!(log_out(&mut thief).await.json()["uscita"], Value::Null, "twice is no error");
}

#[tokio::test]
async fn a_provider_that_fails_at_logout_keeps_nobody_inside() {
    let s = Scene::new().await;
    for behaviour in [
        instead("revoke", StatusCode::INTERNAL_SERVER_ERROR, "text/html", "guasto"),
        Behaviour { silent: vec!["revoke"], ..Behaviour::default() },
    ] {
        let mut browser = s.browser();
        s.log_in_with("lento", &mut browser, anna()).await;
        s.idp.behave(behaviour);
        assert!(is_inside(&mut browser).await);
        assert_eq!(log_out(&mut browser).await.status, StatusCode::OK);
        s.idp.behave(Behaviour::default());
        assert!(!is_inside(&mut browser).await);
    }
}

#[tokio::test]
async fn whoever_leaves_does_not_wait_for_a_silent_provider() {
    let s = Scene::new().await;
    let mut browser = s.browser();
    s.log_in_with("nuovo-0", &mut browser, anna()).await;
    // What it said of itself is old by now.
    for _ in 0..3 {
        s.clock.advance(Duration::minutes(25));
        assert!(is_inside(&mut browser).await);
    }
    s.idp.behave(Behaviour { silent: vec!["discovery", "revoke"], ..Behaviour::default() });
    let left = tokio::time::timeout(std::time::Duration::from_secs(8), log_out(&mut browser)).await.unwrap();
    assert_eq!((left.status, browser.session()), (StatusCode::OK, None));
    assert!(left.json()["uscita"].is_string(), "what is remembered is good enough to leave by");
}

async fn backchannel(s: &Scene, token: &str) -> (StatusCode, bool) {
    let answer = Client::new()
        .post(format!("{}/auth/backchannel/prova", s.url))
        .form(&[("logout_token", token)])
        .send()
        .await
        .unwrap();
    (answer.status(), answer.headers()["cache-control"] == "no-store")
}

fn session_of(sub: &'static str) -> impl Fn(&mut Map<String, Value>) {
    move |claims| {
        claims.insert("sid".into(), json!(format!("sid-{sub}")));
    }
}

#[tokio::test]
async fn a_logout_token_ends_every_session_it_names_and_no_other() {
    let s = Scene::new().await;
    let (mut here, mut there) = (s.inside(anna()).await, s.inside(anna()).await);
    let mut elio = s.inside(&person("elio", ELIO)).await;
    let token = s.idp.logout_token(session_of("anna"), Signing::Good, "logout+jwt");
    assert_eq!(backchannel(&s, &token).await, (StatusCode::OK, true));
    assert!(!is_inside(&mut here).await && !is_inside(&mut there).await);
    assert!(is_inside(&mut elio).await);
    assert_eq!(s.trail().await.0, "USCITO_DAL_GESTORE");

    let by_subject = |claims: &mut Map<String, Value>| {
        claims.insert("sub".into(), json!("elio"));
    };
    let token = s.idp.logout_token(by_subject, Signing::Good, "logout+jwt");
    assert_eq!(backchannel(&s, &token).await.0, StatusCode::OK);
    assert!(!is_inside(&mut elio).await);
}

#[tokio::test]
async fn a_session_without_a_name_at_the_provider_ends_with_any_of_its_subject() {
    let s = Scene::new().await;
    s.idp.behave(id_token("sid", None));
    let mut nameless = s.inside(anna()).await;
    let mut elio = s.inside(&person("elio", ELIO)).await;
    s.idp.behave(Behaviour::default());
    let mut named = s.inside(anna()).await;
    let of_another_browser = |claims: &mut Map<String, Value>| {
        claims.insert("sub".into(), json!("anna"));
        claims.insert("sid".into(), json!("sid-altrove"));
    };
    let token = s.idp.logout_token(of_another_browser, Signing::Good, "logout+jwt");
    assert_eq!(backchannel(&s, &token).await.0, StatusCode::OK);
    assert!(!is_inside(&mut nameless).await, "it may be the one that is over");
    assert!(is_inside(&mut named).await, "it is known to be another one");
    assert!(is_inside(&mut elio).await);
}

#[tokio::test]
async fn a_logout_token_counts_once() {
    let s = Scene::new().await;
    let token = s.idp.logout_token(session_of("anna"), Signing::Good, "logout+jwt");
    assert_eq!(backchannel(&s, &token).await.0, StatusCode::OK);
    let mut browser = s.inside(anna()).await;
    assert_eq!(backchannel(&s, &token).await, (StatusCode::BAD_REQUEST, true));
    s.clock.advance(Duration::minutes(6));
    assert_eq!(backchannel(&s, &token).await.0, StatusCode::BAD_REQUEST);
    s.clock.advance(Duration::minutes(3));
    assert_eq!(
        backchannel(&s, &token).await.0,
        StatusCode::BAD_REQUEST,
        "too old to be remembered is too old to count"
    );
    assert!(is_inside(&mut browser).await);
}

#[tokio::test]
async fn anything_but_a_good_logout_token_ends_nothing() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let wrong = |claim: &'static str, value: Value| {
        let with = move |claims: &mut Map<String, Value>| {
            session_of("anna")(claims);
            claims.insert(claim.into(), value.clone());
        };
        s.idp.logout_token(with, Signing::Good, "logout+jwt")
    };
    let signed = |signing| s.idp.logout_token(session_of("anna"), signing, "logout+jwt");
    let now = s.clock.now().timestamp();
    for (what, token) in [
        ("nothing", String::new()),
        ("no token", "a.b.c".into()),
        ("alg none", signed(Signing::None)),
        ("HS256 by the public key", signed(Signing::HmacOfPublicKey)),
        ("HS256 by the client's secret", signed(Signing::HmacOfSecret)),
        ("signed by somebody else", signed(Signing::ForeignKey)),
        ("altered", signed(Signing::Altered)),
        ("another algorithm", signed(Signing::OtherAlgorithm)),
        ("another type", s.idp.logout_token(session_of("anna"), Signing::Good, "JWT")),
        ("nobody", s.idp.logout_token(|_| (), Signing::Good, "logout+jwt")),
        ("iss", wrong("iss", json!("https://altro.example"))),
        ("aud", wrong("aud", json!("altro"))),
        ("iat", wrong("iat", json!(now - 361))),
        ("exp", wrong("exp", json!(now - 60))),
        ("events", wrong("events", json!({}))),
        ("nonce", wrong("nonce", json!("n"))),
        ("jti", wrong("jti", json!(null))),
        ("sub with a NUL", wrong("sub", json!("a\u{0}"))),
    ] {
        assert_eq!(backchannel(&s, &token).await, (StatusCode::BAD_REQUEST, true), "{what}");
        assert!(is_inside(&mut browser).await, "{what}");
    }
    let client = Client::new();
    let address = format!("{}/auth/backchannel/prova", s.url);
    assert_eq!(client.post(&address).send().await.unwrap().status(), StatusCode::BAD_REQUEST);
    assert_eq!(
        client.post(&address).json(&json!({})).send().await.unwrap().status(),
        StatusCode::BAD_REQUEST
    );
    let too_long = client.post(&address).form(&[("logout_token", "a".repeat(100_000))]);
    assert_eq!(too_long.send().await.unwrap().status(), StatusCode::BAD_REQUEST);
    let unknown = format!("{}/auth/backchannel/altro", s.url);
    let good = signed(Signing::Good);
    let answer = client.post(unknown).form(&[("logout_token", good.as_str())]).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert_eq!(backchannel(&s, &good).await.0, StatusCode::OK);
}
