//! A browser: it keeps cookies, follows nothing by itself, and says where its requests come from.

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, redirect::Policy};
use serde_json::Value;
use std::collections::HashMap;
use url::Url;

pub(super) struct Browser {
    client: Client,
    /// Cookies by host, port not counted: browsers do not count it either.
    cookies: HashMap<String, HashMap<String, String>>,
    pub(super) service: String,
}

/// An answer, read.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) location: Option<Url>,
    pub(super) text: String,
    pub(super) no_store: bool,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }
}

impl Browser {
    pub(super) fn new(service: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        Self { client, cookies: HashMap::new(), service: service.to_owned() }
    }

    fn host(&self) -> String {
        Url::parse(&self.service).unwrap().host_str().unwrap().to_owned()
    }

    /// A cookie of the service.
    pub(super) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.get(&self.host())?.get(name).cloned()
    }

    pub(super) fn session(&self) -> Option<String> {
        self.cookie("__Host-sigess")
    }

    pub(super) fn set_cookie(&mut self, name: &str, value: &str) {
        let host = self.host();
        self.cookies.entry(host).or_default().insert(name.to_owned(), value.to_owned());
    }

    /// Follows a link, of the service or elsewhere.
    pub(super) async fn get(&mut self, address: &str) -> Answer {
        self.send(Method::GET, address, |request| request).await
    }

    /// A request made by a script of our own page.
    pub(super) async fn post(&mut self, path: &str, body: &Value) -> Answer {
        let origin = self.service.clone();
        let body = body.clone();
        self.send(Method::POST, path, |r| {
            r.header("origin", origin).header("x-requested-with", "sigess").json(&body)
        })
        .await
    }

    /// Any request.
    pub(super) async fn send(
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
        self.keep_cookies(&host, &response);
        let location = response.headers().get(LOCATION).map(|l| address.join(l.to_str().unwrap()).unwrap());
        let no_store = response.headers().get("cache-control").is_some_and(|c| c == "no-store");
        let status = response.status();
        Answer { status, location, no_store, text: response.text().await.unwrap() }
    }

    fn keep_cookies(&mut self, host: &str, response: &Response) {
        let kept = self.cookies.entry(host.to_owned()).or_default();
        for header in response.headers().get_all(SET_COOKIE) {
            let text = header.to_str().unwrap();
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if name.starts_with("__Host-") {
                for attribute in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
                    assert!(text.contains(attribute), "{text}");
                }
                assert!(!text.contains("Domain"), "{text}");
            }
            if attributes.contains("Max-Age=0") || attributes.contains("1970") || value.is_empty() {
                kept.remove(name);
            } else {
                kept.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
