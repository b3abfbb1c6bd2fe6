//! An identity provider in this process that does as it is told, also wrong.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test's tool: what it does not understand ends the test"
)]

use axum::body::Body;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::future::pending;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use tokio::sync::Notify;
use url::Url;

/// The service, as its providers know it.
pub const CLIENT_ID: &str = "sigess";
/// Its secret, with what has to be encoded.
pub const SECRET: &str = "segreto del client: à%+";
/// In which variable services find it.
pub const SECRET_VARIABLE: &str = "SIGESS_PROVA_SEGRETO";
/// Id of the shared provider at the services.
pub const PROVIDER: &str = "prova";
/// The claim with the codice fiscale.
pub const FISCAL: &str = "https://attributes.eid.gov.it/fiscal_number";
/// Level 2.
pub const L2: &str = "https://www.spid.gov.it/SpidL2";

/// How a token is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// As it should be.
    Good,
    /// `alg: none`, without signature.
    None,
    /// `alg: none`, with a good signature beside it.
    NoneButSigned,
    /// HS256 by the public key of the provider.
    HmacOfPublicKey,
    /// HS256 by the secret of the client.
    HmacOfSecret,
    /// By a key that is not published, under the name of one that is.
    ForeignKey,
    /// A good signature of other claims.
    Altered,
    /// Named after another algorithm than the one used.
    OtherAlgorithm,
}

/// Changes claims before they are signed or sent.
pub type Change = Box<dyn Fn(&mut Map<String, Value>) + Send>;

/// What it does. The default is right.
pub struct Behaviour {
    /// How tokens are signed.
    pub signing: Signing,
    /// What becomes of the ID token.
    pub id_token: Change,
    /// What becomes of userinfo.
    pub userinfo: Change,
    /// What it says of itself.
    pub discovery: Change,
    /// Whole answers instead of the right ones, by path.
    pub instead: HashMap<&'static str, (StatusCode, &'static str, String)>,
    /// Paths that never answer.
    pub silent: Vec<&'static str>,
    /// Userinfo is a signed token.
    pub signed_userinfo: bool,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            signing: Signing::Good,
            id_token: Box::new(|_| ()),
            userinfo: Box::new(|_| ()),
            discovery: Box::new(|_| ()),
            instead: HashMap::new(),
            silent: Vec::new(),
            signed_userinfo: false,
        }
    }
}

struct Key {
    kid: String,
    pair: EcdsaKeyPair,
}

impl Key {
    fn new(kid: &str) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random).unwrap();
        Self { kid: kid.to_owned(), pair }
    }

    fn jwk(&self) -> Value {
        let point = &self.pair.public_key().as_ref()[1..];
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.kid,
                "x": URL_SAFE_NO_PAD.encode(&point[..32]), "y": URL_SAFE_NO_PAD.encode(&point[32..]) })
    }
}

/// Where the time comes from.
type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Who logs in.
#[derive(Clone)]
pub struct Person {
    /// His subject at the provider.
    pub sub: String,
    /// The claim with his codice fiscale.
    pub fiscal: Value,
}

impl Person {
    /// Somebody with an Italian codice fiscale.
    #[must_use]
    pub fn new(sub: impl Into<String>, codice_fiscale: &str) -> Self {
        Self { sub: sub.into(), fiscal: json!(format!("TINIT-{codice_fiscale}")) }
    }
}

struct Grant {
    person: Person,
    nonce: String,
    challenge: String,
    redirect: String,
    acr: String,
    client: String,
    /// Asked how old the proof may be: then the token says when it was given, and not otherwise.
    dated: bool,
}

/// Its state.
pub struct Inner {
    url: String,
    clock: Clock,
    behaviour: Mutex<Behaviour>,
    keys: Mutex<Vec<Key>>,
    codes: Mutex<HashMap<String, Grant>>,
    people: Mutex<HashMap<String, Person>>,
    counter: AtomicUsize,
    /// How often it was asked what it says of itself.
    pub discoveries: AtomicUsize,
    /// Somebody asks for it.
    pub asked: Notify,
    /// How often its keys were asked for.
    pub keys_fetched: AtomicUsize,
    /// Access tokens that were given back.
    pub given_back: Mutex<Vec<String>>,
}

/// The provider.
#[derive(Clone)]
pub struct Idp(Arc<Inner>);

impl std::ops::Deref for Idp {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Idp {
    /// Starts one on this runtime.
    pub async fn start(clock: Clock) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let idp = Self(Arc::new(Inner {
            url: format!("http://{}", listener.local_addr().unwrap()),
            clock,
            behaviour: Mutex::default(),
            keys: Mutex::new(vec![Key::new("prima")]),
            codes: Mutex::default(),
            people: Mutex::default(),
            counter: AtomicUsize::new(0),
            discoveries: AtomicUsize::new(0),
            asked: Notify::new(),
            keys_fetched: AtomicUsize::new(0),
            given_back: Mutex::default(),
        }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/jwks", get(jwks))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .route("/revoke", post(revoke))
            .with_state(idp.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        idp
    }

    /// The one at which the personae of all scenes log in; it behaves. It has a thread of its own, because the
    /// runtime of the test that needs it first ends before the others.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Idp> = OnceLock::new();
        SHARED.get_or_init(|| {
            let (ready, started) = std::sync::mpsc::channel();
            std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(async {
                    ready.send(Self::start(Arc::new(Utc::now)).await).unwrap();
                    pending::<()>().await;
                });
            });
            started.recv().unwrap()
        })
    }

    /// Writes what a service must know of it into a file of that folder, for `SIGESS_OIDC_CONFIG`. The secret is to be
    /// in [`SECRET_VARIABLE`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_configuration(&self, folder: &Path) -> std::io::Result<PathBuf> {
        // A name of its own: another service may be reading the last one.
        let file = folder.join(format!("oidc-{}.json", uuid::Uuid::new_v4()));
        let provider = json!({ "id": PROVIDER, "label": "Gestore di prova", "issuer": self.url,
                               "client_id": CLIENT_ID, "client_secret": { "env": SECRET_VARIABLE } });
        std::fs::write(&file, json!({ "providers": [provider] }).to_string())?;
        Ok(file)
    }

    /// Its address.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.url
    }

    /// Does that from now on.
    pub fn behave(&self, behaviour: Behaviour) {
        *self.behaviour.lock().unwrap() = behaviour;
    }

    /// Signs with a new key from now on; the old ones stay published.
    pub fn rotate(&self, kid: &str) {
        self.keys.lock().unwrap().insert(0, Key::new(kid));
    }

    /// Somebody logs in after the request of `address`; answers the query with which the browser comes back.
    #[must_use]
    pub fn authorize(&self, address: &Url, person: &Person) -> Vec<(String, String)> {
        let asked: HashMap<_, _> = address.query_pairs().into_owned().collect();
        assert_eq!(address.path(), "/authorize");
        assert_eq!((asked["response_type"].as_str(), asked["response_mode"].as_str()), ("code", "query"));
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["scope"], "openid profile");
        let code = self.unique("codice");
        let grant = Grant {
            person: person.clone(),
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
            redirect: asked["redirect_uri"].clone(),
            acr: asked["acr_values"].clone(),
            client: asked["client_id"].clone(),
            dated: asked.contains_key("max_age"),
        };
        self.codes.lock().unwrap().insert(code.clone(), grant);
        vec![
            ("code".into(), code),
            ("state".into(), asked["state"].clone()),
            ("iss".into(), self.url.clone()),
        ]
    }

    /// A logout token with these changes.
    #[must_use]
    pub fn logout_token(
        &self,
        change: impl Fn(&mut Map<String, Value>),
        signing: Signing,
        typ: &str,
    ) -> String {
        let now = (self.clock)().timestamp();
        let mut claims = json!({
            "iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 120, "jti": self.unique("jti"),
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        change(claims.as_object_mut().unwrap());
        self.sign(&claims, signing, typ)
    }

    fn unique(&self, what: &str) -> String {
        format!("{what}-{}", self.counter.fetch_add(1, Ordering::Relaxed))
    }

    fn sign(&self, claims: &Value, signing: Signing, typ: &str) -> String {
        let keys = self.keys.lock().unwrap();
        let key = &keys[0];
        let alg = match signing {
            Signing::Good | Signing::ForeignKey | Signing::Altered => "ES256",
            Signing::None | Signing::NoneButSigned => "none",
            Signing::HmacOfPublicKey | Signing::HmacOfSecret => "HS256",
            Signing::OtherAlgorithm => "RS256",
        };
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let header = encode(&json!({ "alg": alg, "kid": key.kid, "typ": typ }));
        let signed = format!("{header}.{}", encode(claims));
        let ecdsa = |pair: &EcdsaKeyPair| {
            pair.sign(&SystemRandom::new(), signed.as_bytes()).unwrap().as_ref().to_vec()
        };
        let hmac = |secret: &[u8]| {
            let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
            mac.update(signed.as_bytes());
            mac.finalize().into_bytes().to_vec()
        };
        let signature = match signing {
            Signing::Good | Signing::Altered | Signing::OtherAlgorithm | Signing::NoneButSigned => {
                ecdsa(&key.pair)
            }
            Signing::None => Vec::new(),
            Signing::HmacOfPublicKey => hmac(key.pair.public_key().as_ref()),
            Signing::HmacOfSecret => hmac(SECRET.as_bytes()),
            Signing::ForeignKey => ecdsa(&Key::new("prima").pair),
        };
        let signed = match signing {
            Signing::Altered => {
                let mut claims = claims.clone();
                claims["name"] = json!("aggiunto dopo");
                format!("{header}.{}", encode(&claims))
            }
            _ => signed,
        };
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// What is said instead of the right answer, if anything.
    async fn instead(&self, path: &'static str) -> Option<Response> {
        let (silent, instead) = {
            let behaviour = self.behaviour.lock().unwrap();
            (behaviour.silent.contains(&path), behaviour.instead.get(path).cloned())
        };
        if silent {
            pending::<()>().await;
        }
        instead.map(|(status, kind, body)| (status, [(header::CONTENT_TYPE, kind)], body).into_response())
    }
}

async fn discovery(State(idp): State<Idp>) -> Response {
    idp.discoveries.fetch_add(1, Ordering::Relaxed);
    idp.asked.notify_waiters();
    if let Some(instead) = idp.instead("discovery").await {
        return instead;
    }
    let url = &idp.url;
    let mut metadata = json!({
        "issuer": url,
        "authorization_endpoint": format!("{url}/authorize"),
        "token_endpoint": format!("{url}/token"),
        "userinfo_endpoint": format!("{url}/userinfo"),
        "jwks_uri": format!("{url}/jwks"),
        "end_session_endpoint": format!("{url}/end"),
        "revocation_endpoint": format!("{url}/revoke"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        // It would do anything; what counts is what we take.
        "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
        "authorization_response_iss_parameter_supported": true,
    });
    (idp.behaviour.lock().unwrap().discovery)(metadata.as_object_mut().unwrap());
    Json(metadata).into_response()
}

async fn jwks(State(idp): State<Idp>) -> Response {
    idp.keys_fetched.fetch_add(1, Ordering::Relaxed);
    if let Some(instead) = idp.instead("jwks").await {
        return instead;
    }
    let keys: Vec<Value> = idp.keys.lock().unwrap().iter().map(Key::jwk).collect();
    Json(json!({ "keys": keys })).into_response()
}

/// Name and secret of the client, form-encoded as they must be.
fn is_our_client(headers: &HeaderMap) -> bool {
    let encode = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let expected = format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(CLIENT_ID), encode(SECRET))));
    headers.get(header::AUTHORIZATION).is_some_and(|sent| *sent == expected)
}

async fn token(
    State(idp): State<Idp>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    if let Some(instead) = idp.instead("token").await {
        return instead;
    }
    let error = |what: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": what }))).into_response();
    if !is_our_client(&headers) {
        return error("invalid_client");
    }
    let Some(grant) = form.get("code").and_then(|code| idp.codes.lock().unwrap().remove(code)) else {
        return error("invalid_grant");
    };
    let verifier = form.get("code_verifier").map(String::as_str).unwrap_or_default();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    if challenge != grant.challenge || form.get("redirect_uri") != Some(&grant.redirect) {
        return error("invalid_grant");
    }
    let access_token = idp.unique("accesso");
    let now = (idp.clock)().timestamp();
    let hash = Sha256::digest(&access_token);
    let mut claims = json!({
        "iss": idp.url, "sub": grant.person.sub, "aud": grant.client, "iat": now, "exp": now + 300,
        "nonce": grant.nonce, "acr": grant.acr, "sid": format!("sid-{}", grant.person.sub),
        "at_hash": URL_SAFE_NO_PAD.encode(&hash[..16]),
    });
    if grant.dated {
        claims["auth_time"] = json!(now);
    }
    idp.people.lock().unwrap().insert(access_token.clone(), grant.person);
    let behaviour = idp.behaviour.lock().unwrap();
    (behaviour.id_token)(claims.as_object_mut().unwrap());
    let id_token = idp.sign(&claims, behaviour.signing, "JWT");
    let answer = json!({ "access_token": access_token, "token_type": "Bearer", "expires_in": 300, "id_token": id_token });
    Json(answer).into_response()
}

async fn userinfo(State(idp): State<Idp>, headers: HeaderMap) -> Response {
    if let Some(instead) = idp.instead("userinfo").await {
        return instead;
    }
    let token = headers[header::AUTHORIZATION].to_str().unwrap().trim_start_matches("Bearer ").to_owned();
    let Some(person) = idp.people.lock().unwrap().get(&token).cloned() else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let mut claims =
        json!({ "sub": person.sub, "given_name": "Anna", "birthdate": 1985, FISCAL: person.fiscal });
    let behaviour = idp.behaviour.lock().unwrap();
    (behaviour.userinfo)(claims.as_object_mut().unwrap());
    if !behaviour.signed_userinfo {
        return Json(claims).into_response();
    }
    for (name, value) in [("iss", json!(idp.url)), ("aud", json!(CLIENT_ID))] {
        claims.as_object_mut().unwrap().entry(name).or_insert(value);
    }
    let signed = idp.sign(&claims, behaviour.signing, "JWT");
    ([(header::CONTENT_TYPE, "application/jwt")], Body::from(signed)).into_response()
}

async fn revoke(
    State(idp): State<Idp>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    if let Some(instead) = idp.instead("revoke").await {
        return instead;
    }
    assert!(is_our_client(&headers));
    idp.given_back.lock().unwrap().push(form["token"].clone());
    StatusCode::OK.into_response()
}
