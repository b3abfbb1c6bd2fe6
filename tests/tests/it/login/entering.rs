//! The way in, when the provider does what it should.

use super::scene::{
    ANNA, ELIO, FISCAL, STRANGER, Scene, anna, come_back, id_token, is_inside, person, userinfo,
};
use access::Access;
use domain::operatore::{Operatore, OperatoreCommand};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::Row;
use tests::login::idp::{Behaviour, Idp, L2, Person};
use uuid::Uuid;

#[tokio::test]
async fn an_enabled_operator_comes_in_and_returns_to_where_he_was() {
    let s = Scene::new().await;
    let mut browser = s.browser();
    assert!(!is_inside(&mut browser).await);
    let answer = s.log_in(&mut browser, anna()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(answer.location.unwrap().as_str(), format!("{}/soggetti/7", s.url));
    assert!(answer.no_store);
    assert_eq!(browser.cookie("__Host-sigess-login"), None, "the login is over");
    assert!(is_inside(&mut browser).await);

    let who = browser.get("/auth/session").await.json();
    assert_eq!(who["operatore"]["id"], json!(s.anna.operatore));
    assert_eq!(who["operatore"]["ruolo"], "ASSISTENTE_SOCIALE");
    assert_eq!((&who["livello"], &who["gestore"]), (&json!("L2"), &json!("prova")));
    assert_eq!(s.trail().await, ("ENTRATO".into(), None));
}

#[tokio::test]
async fn providers_are_offered_and_others_are_not_there() {
    let s = Scene::new().await;
    let mut browser = s.browser();
    let offers = browser.get("/auth/providers").await.json();
    assert_eq!(offers[0], json!({ "id": "prova", "etichetta": "Gestore prova", "tipo": "oidc" }));
    for path in ["/auth/login/altro", "/auth/callback/altro?state=a&code=b"] {
        browser.set_cookie("__Host-sigess-login", "x");
        let answer = browser.get(path).await;
        assert!(answer.status.is_client_error() && answer.text.contains("<html lang=\"it\">"), "{path}");
    }
}

#[tokio::test]
async fn the_database_holds_no_token_and_no_codice_fiscale() {
    let s = Scene::new().await;
    let browser = s.inside(anna()).await;
    let row = sqlx::query("SELECT hash, row_to_json(s)::text AS tutto FROM accesso.sessioni s")
        .fetch_one(s.harness.log.pool())
        .await
        .unwrap();
    let token = browser.session().unwrap();
    assert_eq!(row.get::<Vec<u8>, _>("hash"), Sha256::digest(&token).to_vec());
    let everything: String = row.get("tutto");
    for secret in [&token, "accesso-", ANNA] {
        assert!(!everything.contains(secret), "{everything}");
    }
    s.log_in(&mut s.browser(), &person("ospite", STRANGER)).await;
    let trail: Vec<String> = sqlx::query_scalar("SELECT row_to_json(a)::text FROM accesso.accessi a")
        .fetch_all(s.harness.log.pool())
        .await
        .unwrap();
    assert_eq!(trail.len(), 2);
    assert!(!trail.iter().any(|row| row.contains(STRANGER) || row.contains(ANNA)), "{trail:?}");
}

#[tokio::test]
async fn one_address_cannot_take_the_place_of_all_logins() {
    let s = Scene::new().await;
    let under_way = async |address: &str| {
        sqlx::query(
            "INSERT INTO accesso.login_in_corso (stato, browser, gestore, nonce, verifica, ritorno, creato, scade, indirizzo) \
             SELECT sha256(($2 || n)::bytea), '', 'prova', '', '', '/', $1, $1 + interval '10 minutes', $2::inet \
               FROM generate_series(1, 200) n",
        )
        .bind(s.clock.now())
        .bind(address)
        .execute(s.harness.log.pool())
        .await
        .unwrap();
    };
    under_way("192.0.2.1").await;
    assert_eq!(s.browser().get("/auth/login/prova").await.status, StatusCode::SEE_OTHER, "it is another's");
    under_way("127.0.0.1").await;
    let answer = s.browser().get("/auth/login/prova").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.text);
    s.clock.advance(chrono::Duration::minutes(10));
    assert_eq!(s.browser().get("/auth/login/prova").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_trail_says_from_where_and_which_session_and_is_only_added_to() {
    let s = Scene::new().await;
    s.attempt(anna(), id_token("nonce", None)).await;
    let mut browser = s.inside(anna()).await;
    browser.post("/auth/logout", &json!({})).await;
    type Row = (String, Option<String>, Option<Uuid>, Option<Uuid>);
    let trail: Vec<Row> =
        sqlx::query_as("SELECT esito, host(indirizzo), sessione, richiesta FROM accesso.accessi ORDER BY id")
            .fetch_all(s.harness.log.pool())
            .await
            .unwrap();
    let outcomes: Vec<_> = trail.iter().map(|row| row.0.as_str()).collect();
    assert_eq!(outcomes, ["RIFIUTATO", "ENTRATO", "USCITO"]);
    assert!(trail.iter().all(|row| row.1.as_deref() == Some("127.0.0.1") && row.3.is_some()), "{trail:?}");
    assert!(trail[0].2.is_none() && trail[1].2.is_some() && trail[1].2 == trail[2].2, "{trail:?}");

    let owner = s.harness.superuser().await.unwrap();
    for change in
        ["UPDATE accesso.accessi SET esito = 'X'", "DELETE FROM accesso.accessi", "TRUNCATE accesso.accessi"]
    {
        let refused = sqlx::query(change).execute(&owner).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{change}: {refused}");
    }
    owner.close().await;
}

#[tokio::test]
async fn the_trail_goes_after_its_time_and_not_sooner_by_whoever() {
    let s = Scene::new().await;
    for months in [30, 26, 23] {
        sqlx::query(
            "INSERT INTO accesso.accessi (quando, esito, gestore) \
             VALUES (now() - make_interval(months => $1), 'ENTRATO', 'prova')",
        )
        .bind(months)
        .execute(s.harness.log.pool())
        .await
        .unwrap();
    }
    let access = Access::new(s.harness.log.clone());
    assert!(access.end_of_trail(23).await.is_err(), "never sooner than after two years");
    assert_eq!(access.end_of_trail(60).await.unwrap(), 0);
    assert_eq!(access.end_of_trail(28).await.unwrap(), 1);
    assert_eq!(access.end_of_trail(24).await.unwrap(), 1);
    assert_eq!(access.end_of_trail(24).await.unwrap(), 0);
    assert_eq!(s.count("SELECT count(*) FROM accesso.accessi").await, 1);
}

#[tokio::test]
async fn a_person_who_is_not_enabled_stays_outside_and_is_told_so() {
    let s = Scene::new().await;
    s.harness
        .esegui::<Operatore>(s.elio.operatore, OperatoreCommand::Disabilita { motivo: None })
        .await
        .unwrap();
    for who in [person("ospite", STRANGER), person("elio", ELIO)] {
        let mut browser = s.browser();
        let answer = s.log_in(&mut browser, &who).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains("Utenza non abilitata"), "{}", answer.text);
        assert_eq!(browser.session(), None);
        assert_eq!(s.trail().await.0, "NON_ABILITATO");
    }
    assert_eq!(s.count("SELECT count(*) FROM accesso.sessioni").await, 0);
    assert_eq!(s.count("SELECT count(*) FROM accesso.accessi WHERE persona IS NOT NULL").await, 2);
}

#[tokio::test]
async fn a_subject_with_another_codice_fiscale_is_refused_and_reported() {
    let s = Scene::new().await;
    s.inside(anna()).await;
    for fiscal in [ELIO, STRANGER] {
        let (status, reason) = s.attempt(&person("anna", fiscal), Behaviour::default()).await;
        assert_eq!((status, reason.as_deref()), (StatusCode::FORBIDDEN, Some("IDENTITA_DIVERSA")));
    }
    s.inside(anna()).await;
}

#[tokio::test]
async fn the_codice_fiscale_may_come_with_or_without_prefix_and_from_either_place() {
    let s = Scene::new().await;
    let bare = Person { sub: "anna".into(), fiscal: json!("zzsnna85t45h501m ") };
    assert_eq!(s.attempt(&bare, Behaviour::default()).await.0, StatusCode::SEE_OTHER);
    let in_the_token = Behaviour {
        id_token: Box::new(|claims| {
            claims.insert(FISCAL.into(), json!(format!("TINIT-{ANNA}")));
        }),
        ..userinfo(FISCAL, None)
    };
    assert_eq!(s.attempt(anna(), in_the_token).await.0, StatusCode::SEE_OTHER);
    let signed = Behaviour { signed_userinfo: true, ..Behaviour::default() };
    assert_eq!(s.attempt(anna(), signed).await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_a_provider_may_leave_out_is_not_missed() {
    let s = Scene::new().await;
    for claim in ["at_hash", "sid", "auth_time"] {
        assert_eq!(s.attempt(anna(), id_token(claim, None)).await.0, StatusCode::SEE_OTHER, "{claim}");
    }
    for acr in ["https://www.spid.gov.it/SpidL2", "https://www.spid.gov.it/SpidL3"] {
        assert_eq!(
            s.attempt(anna(), id_token("acr", Some(json!(acr)))).await.0,
            StatusCode::SEE_OTHER,
            "{acr}"
        );
    }
    let alone = id_token("aud", Some(json!(["sigess"])));
    assert_eq!(s.attempt(anna(), alone).await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_provider_that_asks_for_level_three_takes_nothing_less() {
    let s = Scene::new().await;
    let mut browser = s.browser();
    let sent = browser.get("/auth/login/alto").await.location.unwrap();
    assert!(sent.as_str().contains("SpidL3"), "{sent}");
    let query = s.idp.authorize(&sent, anna());
    assert_eq!(come_back(&mut browser, "alto", &query).await.status, StatusCode::SEE_OTHER);
    s.idp.behave(id_token("acr", Some(json!(L2))));
    let answer = s.log_in_with("alto", &mut s.browser(), anna()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text.contains("livello"), "{}", answer.text);
}

#[tokio::test]
async fn two_tabs_of_one_browser_log_in_side_by_side() {
    let s = Scene::new().await;
    let mut browser = s.browser();
    let first = s.to_the_provider("prova", &mut browser, anna()).await;
    let cookie = browser.cookie("__Host-sigess-login").unwrap();
    let second = s.to_the_provider("prova", &mut browser, anna()).await;
    assert_eq!(browser.cookie("__Host-sigess-login").unwrap(), cookie);
    assert_eq!(come_back(&mut browser, "prova", &first).await.status, StatusCode::SEE_OTHER);
    // The first login took the cookie along; the second one belongs to it.
    browser.set_cookie("__Host-sigess-login", &cookie);
    assert_eq!(come_back(&mut browser, "prova", &second).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_new_key_is_fetched_when_a_token_names_it_but_at_most_once_a_minute() {
    let s = Scene::new().await;
    let fetched = |idp: &Idp| idp.keys_fetched.load(std::sync::atomic::Ordering::Relaxed);
    s.inside(anna()).await;
    assert_eq!(fetched(&s.idp), 1);
    s.idp.rotate("seconda");
    for _ in 0..2 {
        let (_, reason) = s.attempt(anna(), Behaviour::default()).await;
        assert_eq!(reason.as_deref(), Some("CHIAVE_SCONOSCIUTA"));
    }
    assert_eq!(fetched(&s.idp), 1, "fetched less than a minute ago");
    s.clock.advance(chrono::Duration::seconds(61));
    s.inside(anna()).await;
    assert_eq!(fetched(&s.idp), 2);
    s.idp.rotate("terza");
    let (_, reason) = s.attempt(anna(), Behaviour::default()).await;
    assert_eq!((reason.as_deref(), fetched(&s.idp)), (Some("CHIAVE_SCONOSCIUTA"), 2));
}

#[tokio::test]
async fn the_return_path_never_leaves_the_service() {
    let s = Scene::new().await;
    for path in
        ["https://altrove.example/", "//altrove.example", "/%5Caltrove.example", "/auth/login/prova", ""]
    {
        let mut browser = s.browser();
        let sent = browser.get(&format!("/auth/login/prova?return={path}")).await;
        let query = s.idp.authorize(&sent.location.unwrap(), anna());
        let answer = come_back(&mut browser, "prova", &query).await;
        assert_eq!(answer.location.unwrap().as_str(), format!("{}/", s.url), "{path}");
    }
}

#[tokio::test]
async fn state_and_nonce_are_long_random_and_alphanumeric() {
    let s = Scene::new().await;
    let mut seen = std::collections::HashSet::new();
    for _ in 0..3 {
        let sent = s.browser().get("/auth/login/prova").await.location.unwrap();
        for (name, value) in sent.query_pairs() {
            if name == "state" || name == "nonce" {
                assert!(value.len() >= 32 && value.bytes().all(|b| b.is_ascii_alphanumeric()), "{value}");
                assert!(seen.insert(value.into_owned()), "{name} came twice");
            }
        }
        assert!(!sent.as_str().contains("verifier"));
    }
    assert_eq!(seen.len(), 6);
}

#[tokio::test]
async fn a_provider_without_userinfo_puts_everything_into_the_token() {
    let s = Scene::new().await;
    let without = Behaviour {
        discovery: Box::new(|metadata| {
            metadata.remove("userinfo_endpoint");
        }),
        id_token: Box::new(|claims| {
            claims.insert(FISCAL.into(), Value::String(ANNA.into()));
        }),
        ..Behaviour::default()
    };
    assert_eq!(s.attempt(anna(), without).await.0, StatusCode::SEE_OTHER);
}
