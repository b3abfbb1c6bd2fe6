//! The schema behind the HTTP layer: who calls, what is executed, whether it is ready.

use super::common::{Contesto, ContestoMacchina, muto};
use super::{Schema, schema};
use crate::http::{Application, Call, Fault, Readiness, Refusal};
use crate::metriche::GraphqlMetrics;
use crate::services::{CANALE_WEB, Chiamante, Servizi};
use access::login::Login;
use access::{Machine, Presented};
use async_graphql::{Pos, Request, Response};
use event_store::migrations;
use futures::FutureExt;
use futures::future::BoxFuture;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tokio::time::timeout;
use uuid::Uuid;

/// How long each thing may take to say that it is at hand.
const RISPOSTA: Duration = Duration::from_secs(2);

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
    /// Where the log was when readiness was first asked for: how far the read models must have come once.
    traguardo: Arc<OnceLock<u64>>,
    /// They have.
    raggiunto: Arc<AtomicBool>,
}

impl Applicazione {
    /// The schema on these services.
    #[must_use]
    pub fn nuova(servizi: Servizi) -> Self {
        Self { schema: schema(), servizi, login: None, traguardo: Arc::default(), raggiunto: Arc::default() }
    }

    /// The same, with the sessions of operators who log in.
    #[must_use]
    pub fn con_login(self, login: Login) -> Self {
        Self { login: Some(login), ..self }
    }

    /// Carries out a request; says, beside the answer, in how many batches its loaders read: a number that must not
    /// grow with the length of a page.
    ///
    /// What it shows is written into the read log first: without that there is no answer.
    pub async fn esegui(&self, chi: Chiamante, mut richiesta: Request) -> (Response, usize) {
        let operazione = nome(&mut richiesta);
        let contesto = Arc::new(Contesto::nuovo(self.servizi.clone(), chi));
        let esecuzione = self.schema.execute(richiesta.data(Arc::clone(&contesto)));
        let risposta = contesto.giri.conta(esecuzione).await;
        let risposta = match contesto.annota(operazione).await {
            Ok(()) => risposta,
            Err(muto) => senza_risposta(muto),
        };
        (risposta, contesto.caricatori.loader().viaggi())
    }

    /// The same for a machine, which no resolver takes for an operator.
    async fn esegui_macchina(&self, macchina: Machine, richiesta: Request) -> Response {
        tracing::info!(target: "http.auth", token = %macchina.token, "called by a machine");
        let contesto = Arc::new(ContestoMacchina::nuovo(self.servizi.clone(), macchina.scopes));
        let esecuzione = self.schema.execute(richiesta.data(Arc::clone(&contesto)));
        let risposta = contesto.giri.conta(esecuzione).await;
        // What machines may read holds nobody's data. Should a field ever show some, it stays here.
        if contesto.divulgato.prendi().is_empty() {
            risposta
        } else {
            tracing::error!(target: "http.auth", token = %macchina.token, "a machine would have been shown personal data");
            senza_risposta(muto())
        }
    }
}

/// Name of the operation, where it has one.
fn nome(richiesta: &mut Request) -> Option<String> {
    let documento = richiesta.parsed_query().ok()?;
    documento.operations.iter().next().and_then(|(nome, _)| nome.map(ToString::to_string))
}

/// An answer that shows nothing, whatever was read.
fn senza_risposta(errore: async_graphql::Error) -> Response {
    Response::from_errors(vec![errore.into_server_error(Pos::default())])
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

    async fn authenticate_session(&self, cookie: &str, call: Call) -> Result<Result<Chi, Refusal>, Fault> {
        let Some(login) = &self.login else { return Ok(Err(Refusal::Unauthenticated)) };
        let Some(session) = login.session(cookie).await? else { return Ok(Err(Refusal::Unauthenticated)) };
        let Some(incarico) = &session.incarico else { return Ok(Err(Refusal::MembershipNotChosen)) };
        Ok(Ok(Chi::Operatore(Chiamante {
            richiesta: call.request,
            sessione: Some(session.id),
            indirizzo: call.address,
            incarico: incarico.numero,
            riservati: incarico.riservati,
            livello: session.level.loa(),
            autenticata: session.auth_time,
            ..Chiamante::nuovo(session.abilitazione.attore(incarico), CANALE_WEB)
        })))
    }

    fn account(caller: &Chi) -> Uuid {
        match caller {
            Chi::Operatore(chi) => chi.attore.operatore.0,
            Chi::Macchina(macchina) => macchina.token,
        }
    }

    /// A program knows no pages; what it can reach is closed field by field, by the scopes of its token.
    fn writes_documents(caller: &Chi) -> bool {
        matches!(caller, Chi::Macchina(macchina) if !macchina.scopes.is_empty())
    }

    async fn execute(&self, caller: Chi, mut request: Request) -> Response {
        let fields = request.parsed_query().map(GraphqlMetrics::fields).unwrap_or_default();
        let since = Instant::now();
        let response = match caller {
            Chi::Operatore(chi) => {
                let (response, batches) = self.esegui(chi, request).await;
                tracing::debug!(batches, "executed");
                response
            }
            Chi::Macchina(macchina) => self.esegui_macchina(macchina, request).await,
        };
        self.servizi.metriche().graphql.executed(&fields, !response.errors.is_empty(), since.elapsed());
        response
    }

    /// Ready: the log, the keys and the read log answer, the log has every migration of this program, and the read models have caught
    /// up once. Falling behind later does not make it unready: every process would be at the same time. What is asked
    /// goes over the connections of commands and keys, so that busy readers do not make it unready either.
    async fn readiness(&self) -> Readiness {
        let log = self.servizi.log();
        let entro = async |risposta: BoxFuture<'_, bool>| timeout(RISPOSTA, risposta).await.unwrap_or(false);
        let registro = async { log.loader().load("", "", None).await.is_ok() };
        let chiavi = async { log.keys().answers().await.is_ok() };
        // Without the read log nothing of a person can be shown.
        let tracciamento = async { self.servizi.tracciamento().answers().await.is_ok() };
        let (registro, chiavi, tracciamento) =
            futures::join!(entro(registro.boxed()), entro(chiavi.boxed()), entro(tracciamento.boxed()));
        let mut checks = vec![
            ("registro".to_owned(), registro),
            ("chiavi".to_owned(), chiavi),
            ("tracciamento".to_owned(), tracciamento),
        ];
        let raggiunto = self.raggiunto.load(Ordering::Relaxed);
        let letto = timeout(RISPOSTA, projections::lag(log.pool())).await;
        let mut notes = Vec::new();
        if !raggiunto {
            let migrazioni = async { migrations::log_is_current(log.pool()).await.unwrap_or(false) };
            let aggiornato = entro(migrazioni.boxed()).await;
            checks.push(("migrazioni".to_owned(), aggiornato));
            match &letto {
                Ok(Ok(letto)) => {
                    let traguardo = *self.traguardo.get_or_init(|| letto.first().map_or(0, |l| l.head));
                    let segue = |l: &projections::Lag| !l.stopped && l.head - l.events >= traguardo;
                    checks.extend(letto.iter().map(|l| (l.name.to_owned(), segue(l))));
                    self.raggiunto.store(aggiornato && letto.iter().all(segue), Ordering::Relaxed);
                }
                Ok(Err(_)) | Err(_) => checks.push(("proiezioni".to_owned(), false)),
            }
        }
        if let Ok(Ok(letto)) = &letto {
            notes
                .extend(letto.iter().filter(|l| l.stopped).map(|l| format!("{} fermo su un evento", l.name)));
        }
        Readiness { checks, notes }
    }
}
