//! An operator with several memberships works in one of them at a time.

use super::scene::*;
use chrono::Duration;
use domain::attore::{NumeroIncarico, Ruolo};
use domain::operatore::{NuovoIncarico, Operatore, OperatoreCommand};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tests::login::browser::{Answer, Browser};

/// Gives Anna another membership, from yesterday on.
async fn give(s: &Scene, ruolo: Ruolo) {
    let yesterday = s.today().pred_opt().unwrap();
    let incarico = NuovoIncarico::dal(yesterday, ruolo, s.anna.unita);
    s.harness
        .esegui::<Operatore>(s.anna.operatore, OperatoreCommand::ConferisciIncarico { incarico })
        .await
        .unwrap();
}

/// Ends one of them yesterday.
async fn end(s: &Scene, numero: u32) {
    let comando = OperatoreCommand::CessaIncarico {
        numero: NumeroIncarico(numero),
        al: s.today().pred_opt().unwrap(),
        motivo: None,
        oggi: s.today(),
    };
    s.harness.esegui::<Operatore>(s.anna.operatore, comando).await.unwrap();
}

async fn choose(browser: &mut Browser, numero: u32) -> Answer {
    browser.post("/auth/incarico", &json!({ "incarico": numero })).await
}

async fn session(browser: &mut Browser) -> Value {
    browser.get("/auth/session").await.json()
}

/// Role in which GraphQL takes the caller; or the code of its refusal.
async fn works_as(browser: &mut Browser) -> String {
    let answer = browser.post("/graphql", &json!({ "query": "{ io { ruolo { codice } } }" })).await.json();
    match &answer["errors"] {
        Value::Null => answer["data"]["io"]["ruolo"]["codice"].as_str().unwrap().to_owned(),
        errors => errors[0]["extensions"]["code"].as_str().unwrap().to_owned(),
    }
}

#[tokio::test]
async fn the_only_membership_is_taken_at_the_login() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let who = session(&mut browser).await;
    assert_eq!(who["incarico"], 1);
    assert_eq!(who["incarichi"].as_array().unwrap().len(), 1);
    assert_eq!(who["operatore"]["ruolo"], "ASSISTENTE_SOCIALE");
    assert_eq!(s.count("SELECT incarico::bigint FROM accesso.accessi WHERE esito = 'ENTRATO'").await, 1);
}

#[tokio::test]
async fn who_has_several_memberships_chooses_one_before_anything_else() {
    let s = Scene::new().await;
    give(&s, Ruolo::Coordinatore).await;
    let mut browser = s.inside(anna()).await;
    let who = session(&mut browser).await;
    assert_eq!((&who["incarico"], &who["operatore"]["ruolo"]), (&Value::Null, &Value::Null));
    let choices: Vec<_> =
        who["incarichi"].as_array().unwrap().iter().map(|i| &i["descrizioneRuolo"]).collect();
    assert_eq!(choices, ["Assistente sociale", "Coordinatore"]);
    assert_eq!(who["incarichi"][1]["codiceUnita"], "COM1");
    assert_eq!(works_as(&mut browser).await, "MEMBERSHIP_NOT_CHOSEN");

    assert_eq!(choose(&mut browser, 2).await.status, StatusCode::OK);
    assert_eq!(works_as(&mut browser).await, "COORDINATORE");
    assert_eq!(session(&mut browser).await["incarico"], 2);
}

#[tokio::test]
async fn changing_the_membership_renews_the_cookie_and_leaves_a_trail() {
    let s = Scene::new().await;
    give(&s, Ruolo::Coordinatore).await;
    let mut browser = s.inside(anna()).await;
    choose(&mut browser, 1).await;
    let before = browser.session().unwrap();
    assert_eq!(choose(&mut browser, 2).await.status, StatusCode::OK);
    assert_ne!(browser.session().unwrap(), before);
    assert_eq!(s.trail().await.0, "INCARICO_SCELTO");
    assert_eq!(s.count("SELECT incarico::bigint FROM accesso.accessi ORDER BY id DESC LIMIT 1").await, 2);
    let mut old = s.browser();
    old.set_cookie("__Host-sigess", &before);
    assert!(!is_inside(&mut old).await, "the value of before opens nothing any more");
    assert_eq!(works_as(&mut browser).await, "COORDINATORE");
    // The access token of the provider went along, and is given back at the end.
    browser.post("/auth/logout", &json!({})).await;
    assert_eq!(s.count("SELECT count(*) FROM accesso.sessioni WHERE motivo = 'USCITA'").await, 1);
}

#[tokio::test]
async fn nobody_chooses_what_he_has_not() {
    let s = Scene::new().await;
    give(&s, Ruolo::Coordinatore).await;
    let mut browser = s.inside(anna()).await;
    for numero in [0, 3, u32::MAX] {
        assert_eq!(choose(&mut browser, numero).await.status, StatusCode::NOT_FOUND, "{numero}");
    }
    for body in [json!({}), json!({ "incarico": -1 }), json!({ "incarico": "2" }), json!([])] {
        let answer = browser.post("/auth/incarico", &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
    }
    let foreign = [("origin", "https://altrove.example"), ("x-requested-with", "sigess")];
    let by_a_foreign_page = browser
        .send(Method::POST, "/auth/incarico", |request| {
            foreign.iter().fold(request, |r, (n, v)| r.header(*n, *v)).json(&json!({ "incarico": 1 }))
        })
        .await;
    assert_eq!(by_a_foreign_page.status, StatusCode::FORBIDDEN);
    assert_eq!(choose(&mut s.browser(), 1).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(works_as(&mut browser).await, "MEMBERSHIP_NOT_CHOSEN", "nothing of that chose");
}

#[tokio::test]
async fn when_the_membership_ends_another_is_to_be_chosen() {
    let s = Scene::new().await;
    give(&s, Ruolo::Coordinatore).await;
    let mut browser = s.inside(anna()).await;
    choose(&mut browser, 1).await;
    end(&s, 1).await;
    assert_eq!(works_as(&mut browser).await, "MEMBERSHIP_NOT_CHOSEN");
    choose(&mut browser, 2).await;
    assert_eq!(works_as(&mut browser).await, "COORDINATORE");
    end(&s, 2).await;
    assert_eq!(works_as(&mut browser).await, "UNAUTHENTICATED");
    assert_eq!(s.trail().await.0, "SENZA_INCARICO");
}

#[tokio::test]
async fn a_membership_ends_with_its_last_day_in_the_office() {
    let s = Scene::new().await;
    let comando = OperatoreCommand::CessaIncarico {
        numero: NumeroIncarico(1),
        al: s.today(),
        motivo: None,
        oggi: s.today(),
    };
    s.harness.esegui::<Operatore>(s.anna.operatore, comando).await.unwrap();
    let mut browser = s.inside(anna()).await;
    assert!(is_inside(&mut browser).await);
    s.clock.advance(Duration::days(1));
    let answer = s.log_in(&mut s.browser(), anna()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "enabled, but with no membership that holds");
    assert_eq!(s.trail().await.0, "NON_ABILITATO");
}

#[tokio::test]
async fn a_new_proof_of_identity_goes_on_in_the_membership_chosen() {
    let s = Scene::new().await;
    give(&s, Ruolo::Coordinatore).await;
    let mut browser = s.inside(anna()).await;
    choose(&mut browser, 2).await;
    s.log_in(&mut browser, anna()).await;
    assert_eq!(works_as(&mut browser).await, "COORDINATORE");
    // Of a membership that is over nothing is taken up: the other one is the only one now.
    end(&s, 2).await;
    s.log_in(&mut browser, anna()).await;
    assert_eq!(works_as(&mut browser).await, "ASSISTENTE_SOCIALE");
}

#[tokio::test]
async fn a_session_of_the_release_before_goes_on_in_the_only_membership() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    sqlx::query("UPDATE accesso.sessioni SET incarico = NULL").execute(s.harness.log.pool()).await.unwrap();
    assert_eq!(works_as(&mut browser).await, "ASSISTENTE_SOCIALE");
}

#[tokio::test]
async fn a_membership_given_by_an_administrator_can_be_chosen_at_the_next_request() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    give(&s, Ruolo::Coordinatore).await;
    assert_eq!(works_as(&mut browser).await, "ASSISTENTE_SOCIALE", "nothing changes by itself");
    assert_eq!(choose(&mut browser, 2).await.status, StatusCode::OK);
    assert_eq!(works_as(&mut browser).await, "COORDINATORE");
}
