//! Sessions: how long they last, whom they follow, and from where a cookie opens.

use super::scene::{ELIO, Scene, anna, is_inside, person};
use chrono::{DateTime, Duration, Utc};
use domain::attore::Ruolo;
use domain::operatore::{Operatore, OperatoreCommand};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn an_unused_session_is_over_after_half_an_hour() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    for _ in 0..3 {
        s.clock.advance(Duration::minutes(29));
        assert!(is_inside(&mut browser).await);
    }
    s.clock.advance(Duration::minutes(30));
    assert!(!is_inside(&mut browser).await);
    let answer = browser.get("/auth/session").await;
    assert_eq!((answer.status, browser.session()), (StatusCode::UNAUTHORIZED, None), "the dead cookie goes");
}

#[tokio::test]
async fn a_session_is_over_after_ten_hours_however_much_it_is_used() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    for _ in 0..29 {
        s.clock.advance(Duration::minutes(20));
        assert!(is_inside(&mut browser).await);
    }
    s.clock.advance(Duration::minutes(19));
    assert!(is_inside(&mut browser).await);
    let who = browser.get("/auth/session").await.json();
    assert_eq!(who["scade"], who["scadeComunque"], "the nearer end is told");
    s.clock.advance(Duration::minutes(1));
    assert!(!is_inside(&mut browser).await);
}

#[tokio::test]
async fn asking_who_is_in_does_not_keep_the_session_open() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let end = |answer: serde_json::Value| answer["scade"].as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
    let first = end(browser.get("/auth/session").await.json());
    assert_eq!(first, s.clock.now() + Duration::minutes(30));
    s.clock.advance(Duration::minutes(20));
    assert_eq!(end(browser.get("/auth/session").await.json()), first);
    s.clock.advance(Duration::minutes(10));
    assert_eq!(browser.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_last_use_is_written_at_most_once_a_minute() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let seen = async || -> DateTime<Utc> {
        sqlx::query_scalar("SELECT vista FROM accesso.sessioni")
            .fetch_one(s.harness.log.pool())
            .await
            .unwrap()
    };
    let opened = seen().await;
    s.clock.advance(Duration::seconds(59));
    assert!(is_inside(&mut browser).await);
    assert_eq!(seen().await, opened);
    s.clock.advance(Duration::seconds(1));
    assert!(is_inside(&mut browser).await);
    assert_eq!(seen().await, s.clock.now());
}

#[tokio::test]
async fn a_new_login_gives_a_new_cookie_and_ends_the_old_session() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let before = browser.session().unwrap();
    s.log_in(&mut browser, anna()).await;
    assert_ne!(browser.session().unwrap(), before);
    assert!(is_inside(&mut browser).await);
    let mut old = s.browser();
    old.set_cookie("__Host-sigess", &before);
    assert!(!is_inside(&mut old).await);
    assert_eq!(s.count("SELECT count(*) FROM accesso.sessioni WHERE motivo = 'NUOVO_ACCESSO'").await, 1);
}

#[tokio::test]
async fn a_session_of_another_computer_stays_open() {
    let s = Scene::new().await;
    let (mut here, mut there) = (s.inside(anna()).await, s.inside(anna()).await);
    assert!(is_inside(&mut here).await && is_inside(&mut there).await);
}

#[tokio::test]
async fn disabling_an_operator_ends_his_sessions_at_the_next_request() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let mut other = s.inside(&person("elio", ELIO)).await;
    s.harness.esegui::<Operatore>(s.anna.operatore, OperatoreCommand::Disabilita).await.unwrap();
    assert!(!is_inside(&mut browser).await);
    assert_eq!(s.trail().await.0, "DISABILITATO");
    assert!(is_inside(&mut other).await);
    // Enabled again, he has to log in again.
    let again = OperatoreCommand::ModificaIncarico { ruolo: Ruolo::AssistenteSociale, unita: s.anna.unita };
    s.harness.esegui::<Operatore>(s.anna.operatore, again).await.unwrap();
    assert!(!is_inside(&mut browser).await);
    s.inside(anna()).await;
}

#[tokio::test]
async fn a_changed_role_counts_at_the_next_request() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let coordinator = OperatoreCommand::ModificaIncarico { ruolo: Ruolo::Coordinatore, unita: s.anna.unita };
    s.harness.esegui::<Operatore>(s.anna.operatore, coordinator).await.unwrap();
    assert_eq!(browser.get("/auth/session").await.json()["operatore"]["ruolo"], "COORDINATORE");
}

#[tokio::test]
async fn a_foreign_page_can_do_nothing_with_the_cookie() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let own = s.url.clone();
    let query = json!({ "query": "{ __typename }" });
    for (what, headers) in [
        ("foreign origin", vec![("origin", "https://altrove.example"), ("x-requested-with", "sigess")]),
        ("same host, another port", vec![("origin", "http://127.0.0.1:1"), ("x-requested-with", "sigess")]),
        ("opaque origin", vec![("origin", "null"), ("x-requested-with", "sigess")]),
        ("no mark", vec![("origin", own.as_str())]),
        ("from nowhere", vec![("x-requested-with", "sigess")]),
        ("another site", vec![("sec-fetch-site", "cross-site"), ("x-requested-with", "sigess")]),
        ("a neighbour", vec![("sec-fetch-site", "same-site"), ("x-requested-with", "sigess")]),
    ] {
        for path in ["/graphql", "/auth/logout"] {
            let headers = headers.clone();
            let answer = browser
                .send(Method::POST, path, |request| {
                    headers.iter().fold(request, |r, (n, v)| r.header(*n, *v)).json(&query)
                })
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what} {path}");
            assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "FOREIGN_ORIGIN", "{what}");
        }
    }
    assert!(is_inside(&mut browser).await, "nothing of that ended the session");
    let by_get = browser.get("/graphql?query={__typename}").await;
    assert_eq!(by_get.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(browser.get("/auth/logout").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_wrong_bearer_token_leaves_cookies_unread() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let with_wrong_token = browser
        .send(Method::POST, "/graphql", |r| {
            r.bearer_auth("sgs_inventato")
                .header("origin", s.url.clone())
                .header("x-requested-with", "sigess")
                .json(&json!({ "query": "{ __typename }" }))
        })
        .await;
    assert_eq!(with_wrong_token.status, StatusCode::UNAUTHORIZED);
    let who = browser.send(Method::GET, "/auth/session", |r| r.bearer_auth("sgs_inventato")).await;
    assert_eq!(who.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn rows_of_logins_and_sessions_that_are_over_go_at_the_next_login() {
    let s = Scene::new().await;
    let begun = "SELECT count(*) FROM accesso.login_in_corso";
    let opened = "SELECT count(*) FROM accesso.sessioni";
    for _ in 0..3 {
        s.to_the_provider("prova", &mut s.browser(), anna()).await;
    }
    s.inside(anna()).await;
    assert_eq!(
        (s.count(begun).await, s.count(opened).await),
        (3, 1),
        "those that somebody may still end stay"
    );
    s.clock.advance(Duration::minutes(10));
    s.inside(anna()).await;
    assert_eq!((s.count(begun).await, s.count(opened).await), (0, 2));
    // A session is over after ten hours, and its row is kept for thirty days more.
    s.clock.advance(Duration::hours(10) + Duration::days(30) - Duration::minutes(10));
    s.inside(anna()).await;
    assert_eq!(s.count(opened).await, 3);
    s.clock.advance(Duration::seconds(1));
    s.inside(anna()).await;
    assert_eq!(s.count(opened).await, 3, "the first went as the fourth came");
}

#[tokio::test]
async fn a_guessed_cookie_opens_nothing() {
    let s = Scene::new().await;
    s.inside(anna()).await;
    for guess in ["x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00", "' OR true --"] {
        let mut browser = s.browser();
        browser.set_cookie("__Host-sigess", guess);
        assert!(!is_inside(&mut browser).await, "{guess}");
    }
}
