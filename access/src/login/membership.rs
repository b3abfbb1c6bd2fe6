//! The membership in which an operator works: taken or chosen at the login, changed later. Rights change with it, so
//! the cookie gets another value.

use super::open_sessions::name;
use super::secret::{self, digest};
use super::session::{Session, place};
use super::trail::{Entry, Outcome, Source};
use super::{Login, operator};
use crate::{AccessError, office_day};
use domain::attore::NumeroIncarico;
use domain::operatore::{Abilitazione, Incarico};
use domain::unita_organizzativa::{Unita, UnitaOrganizzativa};
use event_store::Bus;
use sqlx::Row;
use zeroize::Zeroizing;

/// A membership that may be chosen.
#[derive(Clone, Debug)]
pub struct MembershipChoice {
    /// The membership.
    pub incarico: Incarico,
    /// Its unit.
    pub unit: Option<Unita>,
}

/// What became of a choice.
pub enum Chosen {
    /// It counts from now on; the new value of the cookie.
    Renewed(Zeroizing<String>),
    /// No such membership holds now.
    NotThere,
    /// The cookie opens nothing.
    NoSession,
}

/// The one that counts of those that hold: the one that was chosen; else the only one there is.
pub(super) fn counting(holding: &[Incarico], chosen: Option<NumeroIncarico>) -> Option<&Incarico> {
    match (chosen, holding) {
        (Some(chosen), _) => holding.iter().find(|i| i.numero == chosen),
        (None, [only]) => Some(only),
        (None, _) => None,
    }
}

/// The same at a login, which takes up what was chosen before it, where that still holds.
pub(super) fn at_login(
    abilitazione: &Abilitazione,
    holding: &[Incarico],
    before: Option<operator::Before>,
) -> Option<NumeroIncarico> {
    let before = before.filter(|b| b.operatore == abilitazione.operatore).and_then(|b| b.incarico);
    counting(holding, before).or_else(|| counting(holding, None)).map(|i| i.numero)
}

impl Login {
    /// Goes on in another membership: of those that hold now, the one with that number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn choose_membership(
        &self,
        token: &str,
        number: NumeroIncarico,
        source: Source,
    ) -> Result<Chosen, AccessError> {
        let Some(session) = self.look_at_session(token).await? else { return Ok(Chosen::NoSession) };
        let Some(chosen) = session.choices.iter().find(|i| i.numero == number) else {
            return Ok(Chosen::NotThere);
        };
        let renewed = self.renew(token, &session, chosen, source).await?;
        Ok(renewed.map_or(Chosen::NoSession, Chosen::Renewed))
    }

    async fn renew(
        &self,
        token: &str,
        session: &Session,
        chosen: &Incarico,
        source: Source,
    ) -> Result<Option<Zeroizing<String>>, AccessError> {
        let (access, now, old) = (self.access(), self.now(), digest(token));
        let renewed = secret::cookie();
        let new = digest(&renewed);
        let mut transaction = access.pool().begin().await?;
        let held = sqlx::query(
            "SELECT sigillo FROM accesso.sessioni WHERE hash = $1 AND revocata IS NULL FOR UPDATE",
        )
        .bind(&old)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(held) = held else { return Ok(None) };
        // The access token is sealed for its row, and the row gets another name.
        let sealed = match held.try_get::<Option<Vec<u8>>, _>("sigillo")? {
            Some(sealed) => {
                let system = access.log.system();
                let plain = Zeroizing::new(system.open_row(&place(&old), &sealed)?);
                Some(system.seal_row(&place(&new), &plain)?)
            }
            None => None,
        };
        sqlx::query(
            "UPDATE accesso.sessioni SET hash = $2, incarico = $3, unita = $4, sigillo = $5, vista = $6 WHERE hash = $1",
        )
        .bind(&old)
        .bind(&new)
        .bind(stored(chosen.numero))
        .bind(chosen.unita.0)
        .bind(sealed)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        Entry {
            operatore: Some(session.abilitazione.operatore),
            incarico: Some(chosen.numero),
            level: Some(session.level),
            source,
            session: Some(name(&new)?),
            ..Entry::new(now, Outcome::Chosen, &session.provider)
        }
        .add(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Some(renewed))
    }

    /// What a session may choose, with the units as an operator knows them.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn choices(&self, session: &Session) -> Result<Vec<MembershipChoice>, AccessError> {
        let bus = Bus::new(self.access().log.clone());
        let mut choices = Vec::with_capacity(session.choices.len());
        for incarico in session.choices.clone() {
            let unit = bus.state::<UnitaOrganizzativa>(&incarico.unita.to_string()).await?.unita;
            choices.push(MembershipChoice { incarico, unit });
        }
        Ok(choices)
    }

    /// The memberships that hold now.
    pub(super) fn holding(&self, abilitazione: &Abilitazione) -> Vec<Incarico> {
        abilitazione.in_vigore_al(office_day(self.now())).cloned().collect()
    }
}

/// A number as the database keeps it.
pub(super) fn stored(number: NumeroIncarico) -> i32 {
    i32::try_from(number.0).unwrap_or(i32::MAX)
}

/// A number as the database kept it.
pub(super) fn read(number: Option<i32>) -> Option<NumeroIncarico> {
    number.and_then(|n| u32::try_from(n).ok()).map(NumeroIncarico)
}
