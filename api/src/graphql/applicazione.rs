//! The schema behind the HTTP layer: who calls, what is executed, whether it is ready.

use super::common::Contesto;
use super::{Schema, schema};
use crate::http::{Application, Fault, Readiness, log_fault};
use crate::services::{Chiamante, Servizi};
use access::login::Login;
use async_graphql::{Request, Response};
use domain::attore::Attore;
use std::sync::Arc;
use uuid::Uuid;

/// How far behind the log a read model may be and still count as caught up.
const RITARDO_MAX: u64 = 1_000;

/// The service, as the HTTP layer sees it.
#[derive(Clone)]
pub struct Applicazione {
    schema: Schema,
    servizi: Servizi,
    login: Option<Login>,
}

impl Applicazione {
    /// The schema on these services.
    #[must_use]
    pub fn nuova(servizi: Servizi) -> Self {
        Self { schema: schema(), servizi, login: None }
    }

    /// The same, with the sessions of operators who log in.
    #[must_use]
    pub fn con_login(self, login: Login) -> Self {
        Self { login: Some(login), ..self }
    }

    /// Carries out a request; says, beside the answer, in how many batches its loaders read: a number that must not
    /// grow with the length of a page.
    pub async fn esegui(&self, chi: Chiamante, richiesta: Request) -> (Response, usize) {
        let contesto = Arc::new(Contesto::nuovo(self.servizi.clone(), chi));
        let risposta = self.schema.execute(richiesta.data(Arc::clone(&contesto))).await;
        (risposta, contesto.caricatori.loader().viaggi())
    }
}

impl Application for Applicazione {
    type Caller = Chiamante;

    async fn authenticate(&self, token: &str, request_id: Uuid) -> Result<Option<Chiamante>, Fault> {
        self.servizi.chiamante(token, request_id).await
    }

    async fn authenticate_session(&self, cookie: &str, request_id: Uuid) -> Result<Option<Chiamante>, Fault> {
        let Some(login) = &self.login else { return Ok(None) };
        let Some(session) = login.session(cookie).await? else { return Ok(None) };
        let who = session.abilitazione;
        let attore = Attore { operatore: who.operatore, ruolo: who.ruolo, unita: who.unita };
        Ok(Some(Chiamante { attore, richiesta: request_id, canale: "graphql" }))
    }

    async fn execute(&self, caller: Chiamante, request: Request) -> Response {
        let (response, batches) = self.esegui(caller, request).await;
        tracing::debug!(batches, "executed");
        response
    }

    /// The database answers (with its tables: without migrations there is no head), and every read model follows.
    async fn readiness(&self) -> Readiness {
        let head = self.servizi.log().position().await;
        let mut checks = vec![("registro".to_owned(), head.is_ok())];
        match (head, self.servizi.projector().status().await) {
            (Ok(head), Ok(stati)) => checks.extend(stati.into_iter().map(|s| {
                let segue = s.error.is_none() && s.position.saturating_add(RITARDO_MAX) >= head;
                (s.name.to_string(), segue)
            })),
            (_, Err(causa)) => {
                log_fault(&causa);
                checks.push(("proiezioni".to_owned(), false));
            }
            (Err(causa), Ok(_)) => log_fault(&causa),
        }
        Readiness { checks }
    }
}
