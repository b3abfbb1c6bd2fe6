//! cqrs-es with postgres-es, as their documentation sets them up, with our aggregates and a table of its own: the
//! events in plain text, without positions, ids of commands, reservations, numbers, leaves.

use super::load;
use crate::Fault;
use crate::people::{Job, People, data, metadata};
use crate::place::Place;
use crate::stats::Measured;
use cqrs_es::CqrsFramework;
use cqrs_es::persist::PersistedEventStore;
use domain::evento::Registrato;
use domain::riservato::Riservato;
use domain::segnalazione::Segnalazione;
use domain::soggetto::{Soggetto, SoggettoEvent, SoggettoRegistrato};
use event_store::postgres::SUPERUSER;
use postgres_es::PostgresEventRepository;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use std::sync::Arc;

/// Its database.
pub(super) const DATABASE: &str = "confronto";
/// The table of postgres-es's own documentation.
pub(super) const TABLE: &str = "
CREATE TABLE events (
    aggregate_type text NOT NULL, aggregate_id text NOT NULL, sequence bigint CHECK (sequence >= 0) NOT NULL,
    event_type text NOT NULL, event_version text NOT NULL, payload json NOT NULL, metadata json NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence))";
/// More connections than this make it slower on two cores.
const CONNECTIONS: u32 = 32;

type Framework<A> = CqrsFramework<A, PersistedEventStore<PostgresEventRepository, A>>;

/// Both aggregates.
pub(super) struct Cqrs {
    soggetti: Arc<Framework<Soggetto>>,
    segnalazioni: Arc<Framework<Segnalazione>>,
    people: People,
}

impl Cqrs {
    pub(super) async fn new(place: &Place, people: People) -> Result<Self, Fault> {
        let administrator = PgPoolOptions::new().connect_with(place.superuser()).await?;
        sqlx::query(&format!("CREATE DATABASE {DATABASE}")).execute(&administrator).await?;
        administrator.close().await;
        let options = place.cluster.connect_options(SUPERUSER, DATABASE);
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await?;
        sqlx::query(TABLE).execute(&pool).await?;
        register(&pool, &people).await?;
        Ok(Self { soggetti: Arc::new(framework(&pool)), segnalazioni: Arc::new(framework(&pool)), people })
    }

    pub(super) async fn run(&self, callers: usize, seconds: f64) -> Result<Measured, Fault> {
        load(callers, seconds, |caller| {
            let (soggetti, segnalazioni) = (Arc::clone(&self.soggetti), Arc::clone(&self.segnalazioni));
            let mut work = self.people.work(caller, callers);
            move || {
                let (soggetti, segnalazioni, job) =
                    (Arc::clone(&soggetti), Arc::clone(&segnalazioni), work.next());
                async move {
                    let metadata = metadata().into();
                    match job {
                        Some(Job::Subject(stream, command)) => {
                            Ok(soggetti.execute_with_metadata(&stream, command, metadata).await?)
                        }
                        Some(Job::Segnalazione(stream, command)) => {
                            Ok(segnalazioni.execute_with_metadata(&stream, command, metadata).await?)
                        }
                        None => Err("no more work".into()),
                    }
                }
            }
        })
        .await
    }
}

fn framework<A: Registrato>(pool: &PgPool) -> Framework<A> {
    let store = PersistedEventStore::new_event_store(PostgresEventRepository::new(pool.clone()));
    CqrsFramework::new(store, Vec::new(), ())
}

/// The subjects, as they are in our log.
async fn register(pool: &PgPool, people: &People) -> Result<(), Fault> {
    let (mut ids, mut payloads) = (Vec::new(), Vec::new());
    for (number, id) in people.ids().iter().enumerate() {
        let event = SoggettoRegistrato { anagrafica: Riservato::nuovo(*id, data(number)) };
        ids.push(id.to_string());
        payloads.push(serde_json::to_value(SoggettoEvent::from(event))?);
    }
    sqlx::query(
        "INSERT INTO events SELECT 'soggetto', i, 1, 'SoggettoRegistrato', '1', p, '{}' \
           FROM unnest($1::text[], $2::json[]) u(i, p)",
    )
    .bind(ids)
    .bind(payloads)
    .execute(pool)
    .await?;
    Ok(())
}
