//! The service in this process, with a clock that the test moves, beside a provider that does as it is told.

use access::login::{
    Level, Login, LoginConfig, Profile, ProviderConfig, PublicAddress, SessionLimits, Trust, default_claim,
    default_scopes,
};
use access::office_day;
use api::http::{ConnectionLimits, Documents, Stato, router, serve};
use api::impostazioni::Profilo;
use api::services::Servizi;
use api::servizio::NonConfigurato;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::attore::Ruolo;
use projections::Projector;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::Row;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration as Wait;
use tests::Harness;
use tests::login::browser::{Answer, Browser};
use tests::login::idp::{self, Behaviour, CLIENT_ID, Idp, Person, SECRET};
use tests::servizio::{Persona, operatore, unita};
use url::Url;

pub(super) const ANNA: &str = "ZZSNNA85T45H501M";
pub(super) const ELIO: &str = "NRELCU88E60M082V";
/// Nobody enabled him.
pub(super) const STRANGER: &str = "RSSTMS18P03M082H";

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub(super) struct Clock(Arc<AtomicI64>);

impl Clock {
    pub(super) fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.load(Ordering::Relaxed), 0).unwrap()
    }

    pub(super) fn advance(&self, by: Duration) {
        self.0.fetch_add(by.num_seconds(), Ordering::Relaxed);
    }
}

/// The whole scene.
pub(crate) struct Scene {
    pub(crate) harness: Harness,
    pub(super) idp: Idp,
    pub(super) clock: Clock,
    pub(super) url: String,
    pub(super) anna: Persona,
    pub(super) elio: Persona,
}

fn provider(id: &str, issuer: &str, timeout: Wait) -> ProviderConfig {
    ProviderConfig {
        id: id.into(),
        label: format!("Gestore {id}"),
        issuer: issuer.into(),
        client_id: CLIENT_ID.into(),
        client_secret: SECRET.to_owned().into(),
        profile: Profile::Gateway,
        scopes: default_scopes(),
        minimum_level: if id == "alto" { Level::L3 } else { Level::L2 },
        fiscal_claim: default_claim(),
        timeout,
    }
}

/// All of them are the same: «lento» gives up soon, «calmo» less soon, «alto» asks for level 3, the numbered ones were
/// never asked.
fn providers(issuer: &str) -> Vec<ProviderConfig> {
    let named = [("prova", 10_000), ("lento", 100), ("calmo", 1_500), ("alto", 10_000)];
    let named = named.map(|(id, wait)| provider(id, issuer, Wait::from_millis(wait)));
    let numbered = (0..8).map(|n| provider(&format!("nuovo-{n}"), issuer, Wait::from_secs(10)));
    named.into_iter().chain(numbered).collect()
}

impl Scene {
    pub(crate) async fn new() -> Self {
        let harness = Harness::new().await.unwrap();
        let clock = Clock(Arc::new(AtomicI64::new(Utc::now().timestamp())));
        let tick = clock.clone();
        let time: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync> = Arc::new(move || tick.now());
        let idp = Idp::start(Arc::clone(&time)).await;
        let comune = unita(&harness.bus, "COM1", "COMUNE", None).await.unwrap();
        let anna = operatore(&harness.bus, comune, Ruolo::AssistenteSociale, ANNA).await.unwrap();
        let elio = operatore(&harness.bus, comune, Ruolo::OperatoreSegretariato, ELIO).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let projector = Projector::start(harness.log.clone()).await.unwrap();
        let anpr = Arc::new(NonConfigurato);
        let head = harness.log.position().await.unwrap();
        assert!(projector.wait_for(&[], head, Wait::from_secs(30)).await, "lists show the units");
        let servizi = Servizi::new(
            harness.log.clone(),
            harness.tracciamento(),
            projector,
            anpr,
            Arc::clone(&time),
            "prova",
        );
        let config = LoginConfig {
            providers: providers(idp.issuer()),
            public: PublicAddress::new(&url, Trust::Development).unwrap(),
            trust: Trust::Development,
            limits: SessionLimits::default(),
        };
        let login = Login::new(servizi.access().clone(), config, time).unwrap();
        let stato = Stato { documents: Documents::Open, ..Stato::nuovo(servizi, Profilo::Produzione) };
        let routes = router(stato.con_login(login));
        tokio::spawn(serve(listener, routes, ConnectionLimits::default(), std::future::pending()));
        Self { harness, idp, clock, url, anna, elio }
    }

    /// The day that it is in the office.
    pub(super) fn today(&self) -> NaiveDate {
        office_day(self.clock.now())
    }

    pub(super) fn browser(&self) -> Browser {
        Browser::new(&self.url)
    }

    /// The whole way; the answer is the one to the callback.
    pub(super) async fn log_in(&self, browser: &mut Browser, who: &Person) -> Answer {
        self.log_in_with("prova", browser, who).await
    }

    pub(super) async fn log_in_with(&self, provider: &str, browser: &mut Browser, who: &Person) -> Answer {
        let query = self.to_the_provider(provider, browser, who).await;
        come_back(browser, provider, &query).await
    }

    /// To the provider and through it; answers with what the browser would come back.
    pub(super) async fn to_the_provider(
        &self,
        provider: &str,
        browser: &mut Browser,
        who: &Person,
    ) -> Vec<(String, String)> {
        let sent = browser.get(&format!("/auth/login/{provider}?return=/soggetti/7")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        self.idp.authorize(&sent.location.unwrap(), who)
    }

    /// A browser in which that person is logged in.
    pub(crate) async fn inside(&self, who: &Person) -> Browser {
        let mut browser = self.browser();
        let answer = self.log_in(&mut browser, who).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert!(browser.session().is_some());
        browser
    }

    /// Tries to log in while the provider does that; answers status and last word of the trail.
    pub(super) async fn attempt(&self, who: &Person, behaviour: Behaviour) -> (StatusCode, Option<String>) {
        self.idp.behave(behaviour);
        let mut browser = self.browser();
        let answer = self.log_in(&mut browser, who).await;
        self.idp.behave(Behaviour::default());
        assert_eq!(browser.session().is_some(), answer.status == StatusCode::SEE_OTHER);
        assert!(answer.no_store);
        (answer.status, self.trail().await.1)
    }

    /// Outcome and reason of the last row of the trail.
    pub(super) async fn trail(&self) -> (String, Option<String>) {
        let row = sqlx::query("SELECT esito, motivo FROM accesso.accessi ORDER BY id DESC LIMIT 1")
            .fetch_one(self.harness.log.pool())
            .await
            .unwrap();
        (row.get("esito"), row.get("motivo"))
    }

    pub(super) async fn count(&self, sql: &str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(self.harness.log.pool()).await.unwrap()
    }
}

/// Back from the provider with that query.
pub(super) async fn come_back(browser: &mut Browser, provider: &str, query: &[(String, String)]) -> Answer {
    let mut address =
        Url::parse(&browser.service).unwrap().join(&format!("/auth/callback/{provider}")).unwrap();
    address.query_pairs_mut().extend_pairs(query);
    browser.get(address.as_str()).await
}

/// Whether the browser's session opens GraphQL.
pub(super) async fn is_inside(browser: &mut Browser) -> bool {
    let answer = browser.post("/graphql", &json!({ "query": "{ __typename }" })).await;
    match answer.status {
        StatusCode::OK => {
            assert_eq!(answer.json()["data"]["__typename"], "Query");
            true
        }
        StatusCode::UNAUTHORIZED => false,
        other => panic!("{other}: {}", answer.text),
    }
}

pub(super) fn person(sub: &str, fiscal: &str) -> Person {
    Person::new(sub, fiscal)
}

pub(crate) fn anna() -> &'static Person {
    static ANNA_AT_IDP: OnceLock<Person> = OnceLock::new();
    ANNA_AT_IDP.get_or_init(|| person("anna", ANNA))
}

/// A behaviour that changes one claim of the ID token (or takes it away).
pub(super) fn id_token(claim: &'static str, value: Option<Value>) -> Behaviour {
    Behaviour {
        id_token: Box::new(move |claims| change(claims, claim, value.as_ref())),
        ..Behaviour::default()
    }
}

/// A behaviour that changes one claim of userinfo (or takes it away).
pub(super) fn userinfo(claim: &'static str, value: Option<Value>) -> Behaviour {
    Behaviour {
        userinfo: Box::new(move |claims| change(claims, claim, value.as_ref())),
        ..Behaviour::default()
    }
}

/// A behaviour that answers something else at that path.
pub(super) fn instead(path: &'static str, status: StatusCode, kind: &'static str, body: &str) -> Behaviour {
    let status = axum::http::StatusCode::from_u16(status.as_u16()).unwrap();
    Behaviour { instead: [(path, (status, kind, body.to_owned()))].into(), ..Behaviour::default() }
}

fn change(claims: &mut serde_json::Map<String, Value>, claim: &str, value: Option<&Value>) {
    match value {
        Some(value) => claims.insert(claim.to_owned(), value.clone()),
        None => claims.remove(claim),
    };
}

pub(super) use idp::FISCAL;
