//! What GraphQL is measured against: an axum service that answers the same questions with the same statements (session,
//! operator, the read models' own queries) and serde_json, without GraphQL, its limits and its loaders.

use crate::Fault;
use crate::place::open;
use access::{Access, office_day};
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use chrono::Utc;
use domain::identita::{OperatoreId, SoggettoId};
use domain::tracciamento::Divulgato;
use event_store::Log;
use projections::nuclei::{TipoNucleo, componenti, nuclei_di};
use projections::quadro::{LIMITE_MAX, quadro};
use projections::soggetti::{Criteri, Intestazione, cerca, schede};
use projections::visibilita::{Chi, Vista, sguardo};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::Row;
use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Where it finds its log, and whose session it looks up.
#[derive(Serialize, Deserialize)]
pub(super) struct Task {
    pub(super) socket_dir: PathBuf,
    pub(super) kek: PathBuf,
}

#[derive(Clone)]
struct Service {
    log: Log,
    access: Access,
    session: Vec<u8>,
}

/// A question: of a search, or of a quadro.
#[derive(Deserialize)]
struct Question {
    #[serde(default)]
    testo: Option<String>,
    #[serde(default)]
    primi: u32,
    #[serde(default)]
    soggetto: Option<Uuid>,
}

/// Serves until it is killed; says where, on its standard output.
pub(crate) async fn raw_service(task: &Path) -> Result<(), Fault> {
    let task: Task = serde_json::from_slice(&std::fs::read(task)?)?;
    let log = open(&task.socket_dir, &task.kek).await?;
    let session = sqlx::query_scalar("SELECT hash FROM accesso.sessioni ORDER BY creata DESC LIMIT 1")
        .fetch_one(log.pool())
        .await?;
    let service = Service { access: Access::new(log.clone()), log, session };
    let router =
        Router::new().route("/cerca", post(search)).route("/quadro", post(timeline)).with_state(service);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout().lock(), "http://{}", listener.local_addr()?)?;
    Ok(axum::serve(listener, router).await?)
}

/// No text: what went wrong is not measured.
fn fault<E>(_: E) -> StatusCode {
    StatusCode::INTERNAL_SERVER_ERROR
}

impl Service {
    /// The statements with which the product finds out who calls.
    async fn authenticate(&self) -> Result<Vista, StatusCode> {
        let row = sqlx::query(
            "SELECT operatore, incarico, gestore, livello, autenticata, vista, scade FROM accesso.sessioni \
              WHERE hash = $1 AND revocata IS NULL AND scade > now() AND vista > now() - interval '30 minutes'",
        )
        .bind(&self.session)
        .fetch_one(self.log.pool())
        .await
        .map_err(fault)?;
        let operatore = OperatoreId(row.try_get("operatore").map_err(fault)?);
        let enabled = self.access.abilitazione(operatore).await.map_err(fault)?;
        let enabled = enabled.ok_or(StatusCode::UNAUTHORIZED)?;
        let chosen: Option<i32> = row.try_get("incarico").map_err(fault)?;
        let adesso = Utc::now();
        let giorno = office_day(adesso);
        let mut holding = enabled.in_vigore_al(giorno);
        let chosen = holding.find(|i| i64::from(i.numero.0) == i64::from(chosen.unwrap_or(1)));
        let chosen = chosen.ok_or(StatusCode::UNAUTHORIZED)?;
        let chi = Chi { attore: enabled.attore(chosen), riservati: chosen.riservati, giorno, adesso };
        let sight = sguardo(self.log.pool(), chi).await.map_err(fault)?;
        Ok(Vista::di(self.log.pool().clone(), sight, Divulgato::default()))
    }
}

async fn search(
    State(service): State<Service>,
    Json(question): Json<Question>,
) -> Result<Json<Value>, StatusCode> {
    let sight = service.authenticate().await?;
    let criteri = Criteri { testo: question.testo, ..Criteri::default() };
    let page = cerca(&sight, &criteri, None, question.primi).await.map_err(fault)?;
    let nodes: Vec<Value> = (page.voci.iter())
        .map(|t| {
            json!({ "corrispondenza": format!("{:?}", t.corrispondenza), "soggetto": {
                "id": t.soggetto.0, "codice": t.codice, "nominativo": [&t.cognome, &t.nome],
                "codiceFiscale": t.codice_fiscale, "dataNascita": t.data_nascita, "luogoNascita": t.luogo_nascita,
            } })
        })
        .collect();
    Ok(Json(json!({ "nodes": nodes, "altra": page.altra, "fine": page.cursori.last() })))
}

async fn timeline(
    State(service): State<Service>,
    Json(question): Json<Question>,
) -> Result<Json<Value>, StatusCode> {
    let sight = service.authenticate().await?;
    let subject = SoggettoId(question.soggetto.ok_or(StatusCode::BAD_REQUEST)?);
    let households = nuclei_di(&sight, subject, None).await.map_err(fault)?;
    let ids: Vec<Uuid> =
        households.iter().filter(|n| n.tipo == TipoNucleo::Fatto).map(|n| n.nucleo).collect();
    let mut people = vec![subject];
    for member in componenti(&sight, TipoNucleo::Fatto, &ids, None).await.map_err(fault)? {
        if !people.contains(&member.componente) {
            people.push(member.componente);
        }
    }
    let page = quadro(&sight, &people, None, None, None, LIMITE_MAX, None).await.map_err(fault)?;
    let names = schede(&sight, &people).await.map_err(fault)?;
    let mut entries: HashMap<SoggettoId, Vec<Value>> = HashMap::new();
    for v in &page.voci {
        entries.entry(v.soggetto).or_default().push(json!({
            "id": v.voce, "tipo": v.tipo.as_str(), "inizio": v.inizio, "fine": v.fine, "istantanea": v.istante,
            "riferimento": v.stream,
        }));
    }
    let name = |known: &Intestazione| match known {
        Intestazione::Aperta(s) => [s.cognome.clone(), s.nome.clone()],
        Intestazione::Breve(n) => [n.cognome.clone(), n.nome.clone()],
    };
    let groups: Vec<Value> = (people.iter())
        .map(|p| json!({ "id": p.0, "titolo": names.get(p).map(name), "voci": entries.remove(p) }))
        .collect();
    Ok(Json(json!({ "nuclei": ids, "gruppi": groups, "altra": page.altra, "fine": page.cursori.last() })))
}
