//! Reservations, folded again from the events: what the commands reserved and released, in their order.

use super::RestoreError;
use crate::reader::{Opened, ReadError, Stored, open};
use crate::seal::{KeyStore, SystemKeys};
use cqrs_es::Aggregate;
use domain::accesso_emergenza::AccessoEmergenza;
use domain::annotazione::Annotazione;
use domain::evento::{Prenotazione, Registrato};
use domain::nucleo_anagrafe::NucleoAnagrafe;
use domain::nucleo_di_fatto::NucleoDiFatto;
use domain::operatore::Operatore;
use domain::segnalazione::Segnalazione;
use domain::soggetto::Soggetto;
use domain::unita_organizzativa::UnitaOrganizzativa;
use sqlx::{PgConnection, Row};
use std::collections::HashMap;

/// Name space and hash of a reserved value.
type Value = (String, Vec<u8>);
/// Who holds it, since which position.
type Holder = (String, i64);

/// Events that wait for their reservations to be made.
pub(super) struct Reservations<'a> {
    keys: &'a KeyStore,
    system: SystemKeys,
    events: Vec<Stored>,
    /// First position of the command of each.
    since: Vec<i64>,
}

impl<'a> Reservations<'a> {
    pub(super) fn new(keys: &'a KeyStore, system: SystemKeys) -> Self {
        Self { keys, system, events: Vec::new(), since: Vec::new() }
    }

    /// Takes an event of the command that began at `first`.
    pub(super) fn add(&mut self, event: Stored, first: u64) {
        self.events.push(event);
        self.since.push(first.cast_signed());
    }

    /// Makes and releases what the events since the last time did.
    pub(super) async fn store(&mut self, connection: &mut PgConnection) -> Result<(), RestoreError> {
        let since = std::mem::take(&mut self.since);
        let mut changes = Vec::new();
        for (opened, first) in open(self.keys, std::mem::take(&mut self.events)).await?.into_iter().zip(since)
        {
            for change in of_event(opened)? {
                let hash = self.system.reservation(change.ambito, &change.valore);
                changes.push(((change.ambito.to_owned(), hash), change.titolare, change.riserva, first));
            }
        }
        if changes.is_empty() {
            return Ok(());
        }
        let values: Vec<&Value> = changes.iter().map(|(value, ..)| value).collect();
        let before = held(connection, &values).await?;
        let mut now = before.clone();
        for (value, holder, reserves, first) in changes {
            if reserves {
                now.entry(value).or_insert((holder, first));
            } else if now.get(&value).is_some_and(|(held_by, _)| *held_by == holder) {
                now.remove(&value);
            }
        }
        Ok(replace(connection, &before, &now).await?)
    }
}

/// What an event reserved and released when it was appended.
fn of_event(opened: Opened) -> Result<Vec<Prenotazione>, ReadError> {
    match opened.aggregate_type.as_str() {
        Soggetto::TYPE => of::<Soggetto>(opened),
        NucleoDiFatto::TYPE => of::<NucleoDiFatto>(opened),
        NucleoAnagrafe::TYPE => of::<NucleoAnagrafe>(opened),
        Segnalazione::TYPE => of::<Segnalazione>(opened),
        Operatore::TYPE => of::<Operatore>(opened),
        UnitaOrganizzativa::TYPE => of::<UnitaOrganizzativa>(opened),
        AccessoEmergenza::TYPE => of::<AccessoEmergenza>(opened),
        Annotazione::TYPE => of::<Annotazione>(opened),
        _ => Err(ReadError::Newer {
            aggregate_type: opened.aggregate_type,
            event_type: opened.event_type,
            event_version: opened.event_version,
            position: opened.position,
        }),
    }
}

fn of<A: Registrato>(opened: Opened) -> Result<Vec<Prenotazione>, ReadError> {
    let recorded = opened.decode::<A>()?;
    Ok(A::prenotazioni(&recorded.event, &recorded.stream))
}

async fn held(
    connection: &mut PgConnection,
    values: &[&Value],
) -> Result<HashMap<Value, Holder>, sqlx::Error> {
    let (scopes, hashes): (Vec<&str>, Vec<&[u8]>) =
        values.iter().map(|(s, h)| (s.as_str(), h.as_slice())).unzip();
    let rows = sqlx::query(
        "SELECT DISTINCT p.ambito, p.hash, p.titolare, p.position \
           FROM unnest($1::text[], $2::bytea[]) v(ambito, hash) JOIN registro.prenotazioni p USING (ambito, hash)",
    )
    .bind(scopes)
    .bind(hashes)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|r| {
            Ok(((r.try_get("ambito")?, r.try_get("hash")?), (r.try_get("titolare")?, r.try_get("position")?)))
        })
        .collect()
}

async fn replace(
    connection: &mut PgConnection,
    before: &HashMap<Value, Holder>,
    now: &HashMap<Value, Holder>,
) -> Result<(), sqlx::Error> {
    let gone = before.iter().filter(|(value, holder)| now.get(*value) != Some(*holder));
    let (scopes, hashes): (Vec<&str>, Vec<&[u8]>) =
        gone.map(|((s, h), _)| (s.as_str(), h.as_slice())).unzip();
    sqlx::query(
        "DELETE FROM registro.prenotazioni p USING unnest($1::text[], $2::bytea[]) v(ambito, hash) \
          WHERE p.ambito = v.ambito AND p.hash = v.hash",
    )
    .bind(scopes)
    .bind(hashes)
    .execute(&mut *connection)
    .await?;
    let new: Vec<_> = now.iter().filter(|(value, holder)| before.get(*value) != Some(*holder)).collect();
    sqlx::query(
        "INSERT INTO registro.prenotazioni (ambito, hash, titolare, position) \
         SELECT * FROM unnest($1::text[], $2::bytea[], $3::text[], $4::bigint[])",
    )
    .bind(new.iter().map(|((scope, _), _)| scope.as_str()).collect::<Vec<_>>())
    .bind(new.iter().map(|((_, hash), _)| hash.as_slice()).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, (holder, _))| holder.as_str()).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, (_, position))| *position).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map(drop)
}
