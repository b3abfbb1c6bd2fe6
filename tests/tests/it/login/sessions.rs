//! Sessions: how long they last, whom they follow, and from where a cookie opens.

use super::scene::{ELIO, Scene, anna, come_back, id_token, is_inside, person};
use access::Access;
use access::login::{By, SessionLimits, Source, Which};
use chrono::{DateTime, Duration, Utc};
use domain::identita::OperatoreId;
use domain::operatore::{Operatore, OperatoreCommand};
use reqwest::{Method, StatusCode};
use serde_json::json;
use tests::login::browser::Browser;
use uuid::Uuid;

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
    s.harness
        .esegui::<Operatore>(s.anna.operatore, OperatoreCommand::Disabilita { motivo: None })
        .await
        .unwrap();
    assert!(!is_inside(&mut browser).await);
    assert_eq!(s.trail().await.0, "DISABILITATO");
    assert!(is_inside(&mut other).await);
    // Enabled again, he has to log in again.
    let again = OperatoreCommand::Riabilita { motivo: None };
    s.harness.esegui::<Operatore>(s.anna.operatore, again).await.unwrap();
    assert!(!is_inside(&mut browser).await);
    s.inside(anna()).await;
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
    let by_get = browser.get("/auth/logout").await;
    assert_eq!(by_get.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(by_get.json()["errors"][0]["extensions"]["code"], "METHOD_NOT_ALLOWED");
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

#[tokio::test]
async fn an_operator_sees_his_open_sessions_and_ends_the_one_he_left_behind() {
    let s = Scene::new().await;
    let mut behind = s.inside(anna()).await;
    s.clock.advance(Duration::minutes(5));
    let mut here = s.inside(anna()).await;
    let mut other = s.inside(&person("elio", ELIO)).await;
    let open = here.get("/auth/sessions").await.json();
    let open = open["sessioni"].as_array().unwrap();
    assert_eq!(open.iter().map(|o| &o["questa"]).collect::<Vec<_>>(), [&json!(true), &json!(false)]);
    assert_eq!(
        open[1]["creata"].as_str().unwrap().parse::<DateTime<Utc>>().unwrap(),
        s.clock.now() - Duration::minutes(5)
    );
    assert!(!open[1].to_string().contains(&behind.session().unwrap()));

    let end = format!("/auth/sessions/{}/end", open[1]["id"].as_str().unwrap());
    assert_eq!(other.post(&end, &json!({})).await.status, StatusCode::NOT_FOUND, "it is nobody else's");
    let foreign = here.send(Method::POST, &end, |r| r.header("origin", "https://altrove.example")).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(is_inside(&mut behind).await);
    assert_eq!(here.post(&end, &json!({})).await.status, StatusCode::OK);
    assert_eq!(s.trail().await.0, "USCITO_DA_ALTROVE");
    assert!(!is_inside(&mut behind).await && is_inside(&mut here).await && is_inside(&mut other).await);
    assert_eq!(here.post(&end, &json!({})).await.status, StatusCode::NOT_FOUND, "it is over");
    let nonsense = here.post("/auth/sessions/prova/end", &json!({})).await;
    assert_eq!(nonsense.status, StatusCode::NOT_FOUND);
    assert_eq!(nonsense.json()["errors"][0]["extensions"]["code"], "NOT_FOUND");
    assert_eq!(behind.get("/auth/sessions").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_administrator_ends_all_sessions_of_an_operator() {
    let s = Scene::new().await;
    let mut browsers = [s.inside(anna()).await, s.inside(anna()).await];
    let mut other = s.inside(&person("elio", ELIO)).await;
    let access = Access::new(s.harness.log.clone());
    let (anna, now) = (s.anna.operatore, s.clock.now());
    assert_eq!(access.open_sessions(anna, SessionLimits::default(), now).await.unwrap().len(), 2);
    let roberto = OperatoreId(Uuid::new_v4());
    let source = Source::default();
    assert_eq!(
        access.end_sessions(anna, Which::All, By::Administrator(roberto), source, now).await.unwrap(),
        2
    );
    for browser in &mut browsers {
        assert!(!is_inside(browser).await);
    }
    assert!(is_inside(&mut other).await);
    assert_eq!(s.trail().await.0, "TERMINATO");
    let by: Vec<Option<Uuid>> =
        sqlx::query_scalar("SELECT da_operatore FROM accesso.accessi WHERE esito = 'TERMINATO'")
            .fetch_all(s.harness.log.pool())
            .await
            .unwrap();
    assert_eq!(by, [Some(roberto.0); 2], "it is known who did it");
    assert_eq!(access.open_sessions(anna, SessionLimits::default(), now).await.unwrap(), []);
}

#[tokio::test]
async fn a_proof_of_identity_is_fresh_for_five_minutes_and_can_be_asked_for_again() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let fresh = async |browser: &mut Browser| browser.get("/auth/session").await.json()["fresca"].clone();
    assert_eq!(fresh(&mut browser).await, true);
    s.clock.advance(Duration::minutes(5) + Duration::seconds(1));
    assert_eq!(fresh(&mut browser).await, false);

    let ordinary = browser.get("/auth/login/prova").await.location.unwrap();
    let asked: Vec<_> = ordinary.query_pairs().filter(|(n, _)| n == "prompt" || n == "max_age").collect();
    assert_eq!(asked, [("max_age".into(), "36000".into())], "as long as a session may last");
    let again = browser.get("/auth/login/prova?return=/soggetti/7&fresca=1").await.location.unwrap();
    let asked: Vec<_> = again.query_pairs().filter(|(n, _)| n == "prompt" || n == "max_age").collect();
    let expected = [("max_age".into(), "0".into()), ("prompt".into(), "login".into())];
    assert!(asked.len() == 2 && expected.iter().all(|pair| asked.contains(pair)), "{again}");
    let answer = come_back(&mut browser, "prova", &s.idp.authorize(&again, anna())).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(fresh(&mut browser).await, true);

    // Who does not say when it was proven, proves nothing new.
    s.idp.behave(id_token("auth_time", None));
    let mut silent = s.inside(anna()).await;
    assert_eq!(fresh(&mut silent).await, false);
}
