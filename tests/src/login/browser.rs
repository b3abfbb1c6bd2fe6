//! A browser: it keeps cookies, follows nothing by itself, and says where its requests come from.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test's tool: what it does not understand ends the test"
)]

use crate::harness::Fault;
use reqwest::header::{COOKIE, LOCATION, RETRY_AFTER, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, redirect::Policy};
use serde_json::Value;
use std::collections::HashMap;
use url::Url;

/// A browser.
pub struct Browser {
    client: Client,
    /// Cookies by host, port not counted: browsers do not count it either.
    cookies: HashMap<String, HashMap<String, String>>,
    /// The service it visits.
    pub service: String,
}

/// An answer, read.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Where it sends the browser.
    pub location: Option<Url>,
    /// Its body.
    pub text: String,
    /// It must not be kept.
    pub no_store: bool,
    /// After how many seconds to come back, where it says so.
    pub retry_after: Option<String>,
}

/// What the head of an answer tells a browser.
pub(super) struct Head {
    pub(super) status: StatusCode,
    pub(super) location: Option<Url>,
    /// Cookies, by name; those it takes back are `None`.
    pub(super) set: HashMap<String, Option<String>>,
}

impl Answer {
    /// Its body as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }
}

impl Browser {
    /// A new one, without cookies.
    #[must_use]
    pub fn new(service: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        Self { client, cookies: HashMap::new(), service: service.to_owned() }
    }

    fn host(&self) -> String {
        Url::parse(&self.service).unwrap().host_str().unwrap().to_owned()
    }

    /// A cookie of the service.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.get(&self.host())?.get(name).cloned()
    }

    /// The session cookie.
    #[must_use]
    pub fn session(&self) -> Option<String> {
        self.cookie("__Host-sigess")
    }

    /// Sets a cookie of the service.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        let host = self.host();
        self.cookies.entry(host).or_default().insert(name.to_owned(), value.to_owned());
    }

    /// Follows a link, of the service or elsewhere.
    pub async fn get(&mut self, address: &str) -> Answer {
        self.send(Method::GET, address, |request| request).await
    }

    /// A request made by a script of our own page.
    pub async fn post(&mut self, path: &str, body: &Value) -> Answer {
        let origin = self.service.clone();
        let body = body.clone();
        self.send(Method::POST, path, |r| {
            r.header("origin", origin).header("x-requested-with", "sigess").json(&body)
        })
        .await
    }

    /// Any request.
    pub async fn send(
        &mut self,
        method: Method,
        address: &str,
        change: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Answer {
        let address = Url::parse(&self.service).unwrap().join(address).unwrap();
        let host = address.host_str().unwrap().to_owned();
        let mut request = self.client.request(method, address.clone());
        if let Some(cookies) = self.cookies.get(&host).filter(|c| !c.is_empty()) {
            let pairs: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, pairs.join("; "));
        }
        let response = change(request).send().await.unwrap();
        let Head { status, location, set } = read(&response).unwrap();
        let kept = self.cookies.entry(host).or_default();
        for (name, value) in set {
            match value {
                Some(value) => kept.insert(name, value),
                None => kept.remove(&name),
            };
        }
        let no_store = response.headers().get("cache-control").is_some_and(|c| c == "no-store");
        let retry_after = response.headers().get(RETRY_AFTER).map(|v| v.to_str().unwrap().to_owned());
        Answer { status, location, no_store, retry_after, text: response.text().await.unwrap() }
    }
}

/// Reads the head of an answer. A cookie of ours without one of its protections is a fault.
pub(super) fn read(response: &Response) -> Result<Head, Fault> {
    let address = response.url();
    let location = match response.headers().get(LOCATION) {
        Some(location) => Some(address.join(location.to_str()?)?),
        None => None,
    };
    let mut set = HashMap::new();
    for header in response.headers().get_all(SET_COOKIE) {
        let text = header.to_str()?;
        let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
        let (name, value) = pair.split_once('=').ok_or("a cookie without a value")?;
        let protections = ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"];
        if name.starts_with("__Host-")
            && (protections.iter().any(|p| !text.contains(p)) || text.contains("Domain"))
        {
            return Err(format!("{name} is not protected").into());
        }
        let gone = attributes.contains("Max-Age=0") || attributes.contains("1970") || value.is_empty();
        set.insert(name.to_owned(), (!gone).then(|| value.to_owned()));
    }
    Ok(Head { status: response.status(), location, set })
}
