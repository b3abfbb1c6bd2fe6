//! The schema behind the HTTP layer: who calls, what is executed, whether it is ready.

use super::common::{Contesto, ContestoMacchina};
use super::{Schema, schema};
use crate::http::{Application, Fault, Readiness, Refusal, log_fault};
use crate::services::{Chiamante, Servizi};
use access::login::Login;
use access::{Machine, Presented};
use async_graphql::{Request, Response};
use domain::attore::Attore;
use std::sync::Arc;
use uuid::Uuid;

/// How far behind the log a read model may be and still count as caught up.
const RITARDO_MAX: u64 = 1_000;

/// Who calls.
pub enum Chi {
    /// An operator who is logged in.
    Operatore(Chiamante),
    /// A machine, which opens what its token says.
    Macchina(Machine),
}

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

    /// The same for a machine, which no resolver takes for an operator.
    async fn esegui_macchina(&self, macchina: Machine, richiesta: Request) -> Response {
        tracing::info!(target: "http.auth", token = %macchina.token, "called by a machine");
        let contesto = ContestoMacchina::nuovo(self.servizi.clone(), macchina.scopes);
        self.schema.execute(richiesta.data(Arc::new(contesto))).await
    }
}

impl Application for Applicazione {
    type Caller = Chi;

    async fn authenticate(&self, token: &str) -> Result<Result<Chi, Refusal>, Fault> {
        Ok(match self.servizi.access().present_token(token, self.servizi.adesso()).await? {
            Presented::Opens(macchina) => Ok(Chi::Macchina(macchina)),
            Presented::Unknown => Err(Refusal::TokenNotValid),
            Presented::Expired => Err(Refusal::TokenExpired),
            Presented::Revoked => Err(Refusal::TokenRevoked),
            Presented::Abandoned => Err(Refusal::TokenOwnerDisabled),
        })
    }

    async fn authenticate_session(&self, cookie: &str, request_id: Uuid) -> Result<Option<Chi>, Fault> {
        let Some(login) = &self.login else { return Ok(None) };
        let Some(session) = login.session(cookie).await? else { return Ok(None) };
        let who = session.abilitazione;
        let attore = Attore { operatore: who.operatore, ruolo: who.ruolo, unita: who.unita };
        let livello = session.level.loa();
        Ok(Some(Chi::Operatore(Chiamante { attore, richiesta: request_id, canale: "graphql", livello })))
    }

    async fn execute(&self, caller: Chi, request: Request) -> Response {
        match caller {
            Chi::Operatore(chi) => {
                let (response, batches) = self.esegui(chi, request).await;
                tracing::debug!(batches, "executed");
                response
            }
            Chi::Macchina(macchina) => self.esegui_macchina(macchina, request).await,
        }
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
