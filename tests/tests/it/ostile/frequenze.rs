//! How often one may ask: per operator, per address, fewer for logins.

use serde_json::{Value, json};
use tests::Scena;

async fn chiedi(scena: &Scena, chi: &tests::Persona) -> reqwest::Response {
    let url = &scena.processo.url;
    let richiesta = chi.sessione(url).await.unwrap().post(url, "/graphql");
    richiesta.json(&json!({ "query": "{ io { puoOperare } }" })).send().await.unwrap()
}

#[tokio::test]
async fn an_operator_who_asks_too_often_is_told_when_to_come_back_and_the_others_are_not() {
    let scena = Scena::con(1, &[("SIGESS_RICHIESTE_OPERATORE", "5")]).await.unwrap();
    for _ in 0..5 {
        assert_eq!(chiedi(&scena, &scena.segretariato).await.status(), 200);
    }
    let troppo = chiedi(&scena, &scena.segretariato).await;
    assert_eq!(troppo.status(), 429);
    let attesa: u32 = troppo.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=13).contains(&attesa), "{attesa}");
    let corpo: Value = troppo.json().await.unwrap();
    assert_eq!(corpo["errors"][0]["extensions"]["code"], "TOO_MANY_REQUESTS", "{corpo}");
    assert_eq!(chiedi(&scena, &scena.assistente).await.status(), 200);
}

async fn da(scena: &Scena, strada: &str, indirizzo: &str) -> u16 {
    let client =
        reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let richiesta =
        client.get(format!("{}{strada}", scena.processo.url)).header("x-forwarded-for", indirizzo);
    richiesta.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn an_address_is_the_one_that_a_trusted_proxy_tells() {
    let variabili = [("SIGESS_RICHIESTE_INDIRIZZO", "6"), ("SIGESS_PROXY_FIDATI", "127.0.0.0/8,::1")];
    let scena = Scena::con(1, &variabili).await.unwrap();
    for _ in 0..6 {
        assert_eq!(da(&scena, "/auth/providers", "198.51.100.7").await, 200);
    }
    assert_eq!(da(&scena, "/auth/providers", "198.51.100.7").await, 429);
    assert_eq!(
        da(&scena, "/auth/providers", "203.0.113.9, 198.51.100.7").await,
        429,
        "what it says itself is no help"
    );
    assert_eq!(da(&scena, "/auth/providers", "198.51.100.8").await, 200);
    assert_eq!(da(&scena, "/livez", "198.51.100.7").await, 200, "a supervisor is always heard");
}

#[tokio::test]
async fn without_a_trusted_proxy_the_header_says_nothing_and_logins_have_a_limit_of_their_own() {
    let scena = Scena::con(1, &[("SIGESS_ACCESSI_INDIRIZZO", "3")]).await.unwrap();
    for n in 0..3 {
        assert_eq!(da(&scena, "/auth/login/prova", &format!("198.51.100.{n}")).await, 303);
    }
    assert_eq!(da(&scena, "/auth/login/prova", "198.51.100.9").await, 429);
    assert_eq!(da(&scena, "/auth/providers", "198.51.100.9").await, 200);
}
