//! By what a file is open to the operator, and what he may do with it.

use super::{Contesto, Istante, di_lettura};
use async_graphql::{ID, Result, SimpleObject};
use chrono::{DateTime, Utc};
use domain::visibilita::{Azione, Cosa, Decisione, Titolo, decidi};
use projections::visibilita::{Tenuto, titoli};
use uuid::Uuid;

/// Perché una scheda è aperta all'operatore, adesso, e che cosa può farne.
#[derive(SimpleObject)]
pub(crate) struct Apertura {
    /// La può modificare, per quanto lo consente il suo stato; altrimenti è in sola lettura.
    modificabile: bool,
    /// L'accesso di emergenza che la apre; nullo se la apre anche altro.
    emergenza: Option<EmergenzaInCorso>,
}

/// Accesso di emergenza che apre una scheda in sola lettura.
#[derive(SimpleObject)]
pub(crate) struct EmergenzaInCorso {
    /// Identificativo dell'accesso.
    id: ID,
    /// Quando scade.
    scade: Istante,
    /// Secondi che mancano.
    secondi_rimasti: u32,
}

impl Apertura {
    /// Of a file that the operator has before him.
    pub(crate) async fn di(c: &Contesto, cosa: Cosa, id: Uuid) -> Result<Self> {
        let tenuti = titoli(c.vista().await?, id).await.map_err(|e| di_lettura(&e))?;
        let per: Vec<Titolo> = tenuti.iter().map(|t| t.titolo).collect();
        let ruolo = c.chi.attore.ruolo;
        let per_emergenza =
            decidi(ruolo, Azione::Leggere, cosa, &per) == Decisione::Consentito(Some(Titolo::Emergenza));
        let emergenza = per_emergenza.then(|| ultima(&tenuti, c.servizi.adesso())).flatten();
        Ok(Self { modificabile: decidi(ruolo, Azione::Modificare, cosa, &per).consentito(), emergenza })
    }
}

/// Of several emergency accesses to the file, the one that ends last.
fn ultima(tenuti: &[Tenuto], adesso: DateTime<Utc>) -> Option<EmergenzaInCorso> {
    let (scade, accesso) = tenuti.iter().filter_map(|t| t.emergenza).max()?;
    Some(EmergenzaInCorso {
        id: accesso.into(),
        scade: scade.into(),
        secondi_rimasti: secondi(adesso, scade),
    })
}

/// Seconds from one instant to the other, begun ones included: whoever waits that long does not come too early.
pub(crate) fn secondi(da: DateTime<Utc>, a: DateTime<Utc>) -> u32 {
    let millesimi = (a - da).num_milliseconds().max(0);
    u32::try_from(millesimi.unsigned_abs().div_ceil(1000)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn a_begun_second_counts_and_what_is_over_has_none() {
        let scade = DateTime::UNIX_EPOCH;
        let prima = |millesimi| secondi(scade - TimeDelta::milliseconds(millesimi), scade);
        assert_eq!((prima(3_600_000), prima(1_001), prima(1), prima(0), prima(-5_000)), (3600, 2, 1, 0, 0));
    }
}
