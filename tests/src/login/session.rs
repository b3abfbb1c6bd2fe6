//! A session got by a login, and requests in it as our own pages make them.

use super::browser::read;
use super::idp::{Idp, PROVIDER, Person};
use crate::harness::Fault;
use reqwest::header::{COOKIE, ORIGIN};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use url::Url;

/// The cookies of a login and of a session.
const LOGIN: &str = "__Host-sigess-login";
const SESSION: &str = "__Host-sigess";

/// A session that is open. It lies in the database: every service on that database knows it.
#[derive(Clone)]
pub struct Session {
    client: Client,
    /// Value of its cookie.
    pub cookie: String,
}

impl Session {
    /// Logs in at the service of that address, through [`Idp::shared`].
    ///
    /// # Errors
    /// When a step of the login is not answered, or does not lead to a session.
    pub async fn open(service: &str, who: &Person) -> Result<Self, Fault> {
        let client = Client::builder().redirect(Policy::none()).no_proxy().build()?;
        let begun = read(&client.get(format!("{service}/auth/login/{PROVIDER}")).send().await?)?;
        let to_provider =
            begun.location.ok_or_else(|| format!("no way to the provider: {}", begun.status))?;
        let login = begun.set.get(LOGIN).cloned().flatten().ok_or("no login cookie")?;

        let mut back = Url::parse(service)?.join(&format!("/auth/callback/{PROVIDER}"))?;
        back.query_pairs_mut().extend_pairs(Idp::shared().authorize(&to_provider, who));
        let answer = client.get(back).header(COOKIE, format!("{LOGIN}={login}")).send().await?;
        let entered = read(&answer)?;
        match (entered.status, entered.set.get(SESSION).cloned().flatten()) {
            (StatusCode::SEE_OTHER, Some(cookie)) => Ok(Self { client, cookie }),
            (status, _) => Err(format!("the login was answered with {status}").into()),
        }
    }

    /// A POST made by a script of the service's own page.
    pub fn post(&self, service: &str, path: &str) -> RequestBuilder {
        self.client
            .post(format!("{service}{path}"))
            .header(COOKIE, format!("{SESSION}={}", self.cookie))
            .header(ORIGIN, service)
            .header("x-requested-with", "sigess")
    }
}
