//! How much is asked of ANPR, and what the Ministry would ask us about.

use super::{Mancato, Servizi};
use access::{Access, ChiamateAnpr, ConsumoRiga};
use anpr_adapter::{AnprConfig, CallMeter, CasoUso, ChecksConfig};
use chrono::Timelike;
use chrono_tz::Europe::Rome;
use futures::FutureExt;
use futures::future::BoxFuture;
use std::collections::BTreeMap;

/// So many times the calls of a usual day are too many.
const VOLTE: u64 = 2;
/// Below so many calls nothing is unusual.
const POCHE: u64 = 20;
/// So many days must have had calls before anything is usual.
const GIORNI_MIN: u64 = 5;
/// From this share of the quota on it is nearly used up, in hundredths.
const QUOTA_VICINA: u64 = 80;

/// What the configuration says of the use of ANPR.
#[derive(Clone, Debug, Default)]
pub struct UsoAnpr {
    /// Use cases with a purpose, and calls granted a day where that is known.
    pub quote: BTreeMap<&'static str, Option<u32>>,
    /// Checks that nobody asked for.
    pub verifiche: Option<ChecksConfig>,
}

impl From<&AnprConfig> for UsoAnpr {
    fn from(config: &AnprConfig) -> Self {
        let quote = config.services.iter().map(|(caso, s)| (caso.as_str(), s.daily_quota)).collect();
        Self { quote, verifiche: config.checks }
    }
}

/// Calls of one e-service today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsumoAnpr {
    /// What was counted.
    pub riga: ConsumoRiga,
    /// Calls granted a day, where that is known.
    pub quota: Option<u32>,
    /// What somebody should look at.
    pub avvisi: Vec<AvvisoConsumo>,
}

/// Something unusual in the use of ANPR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AvvisoConsumo {
    /// Calls between six in the evening and eight in the morning.
    FuoriOrario,
    /// Many more calls than on a usual day.
    SopraUsuale,
    /// The quota is nearly used up.
    QuotaVicina,
    /// The quota is used up.
    QuotaEsaurita,
}

impl AvvisoConsumo {
    /// The sentence for people.
    #[must_use]
    pub fn frase(self) -> &'static str {
        match self {
            Self::FuoriOrario => "chiamate fuori dall'orario 8-18: il Ministero le osserva",
            Self::SopraUsuale => "più del doppio delle chiamate di un giorno consueto",
            Self::QuotaVicina => "quota giornaliera quasi esaurita",
            Self::QuotaEsaurita => "quota giornaliera esaurita",
        }
    }
}

fn avvisi(riga: &ConsumoRiga, quota: Option<u32>) -> Vec<AvvisoConsumo> {
    let oggi = riga.oggi;
    let quota = quota.map(u64::from);
    let esaurita = quota.is_some_and(|q| oggi >= q);
    let vicina = !esaurita && quota.is_some_and(|q| oggi * 100 >= q * QUOTA_VICINA);
    let sopra = riga.giorni >= GIORNI_MIN && oggi >= POCHE && oggi > riga.usuale * VOLTE;
    [
        (riga.fuori_orario > 0, AvvisoConsumo::FuoriOrario),
        (sopra, AvvisoConsumo::SopraUsuale),
        (vicina, AvvisoConsumo::QuotaVicina),
        (esaurita, AvvisoConsumo::QuotaEsaurita),
    ]
    .into_iter()
    .filter_map(|(vale, avviso)| vale.then_some(avviso))
    .collect()
}

impl Servizi {
    /// Calls of every e-service today; those that are configured also when there were none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn consumo_anpr(&self) -> Result<Vec<ConsumoAnpr>, Mancato> {
        let righe = self.access().chiamate_anpr().consumo(self.oggi()).await.map_err(Mancato::guasto)?;
        let quote = &self.uso_anpr().quote;
        let vuota = |servizio: &str| ConsumoRiga {
            servizio: servizio.to_owned(),
            oggi: 0,
            fuori_orario: 0,
            usuale: 0,
            giorni: 0,
        };
        let mut tutte: BTreeMap<String, ConsumoRiga> =
            quote.keys().map(|s| ((*s).to_owned(), vuota(s))).collect();
        tutte.extend(righe.into_iter().map(|r| (r.servizio.clone(), r)));
        let con_avvisi = |riga: ConsumoRiga| {
            let quota = quote.get(riga.servizio.as_str()).copied().flatten();
            ConsumoAnpr { avvisi: avvisi(&riga, quota), quota, riga }
        };
        Ok(tutte.into_values().map(con_avvisi).collect())
    }
}

/// Counts the calls of this process in the database.
pub struct Contatore {
    chiamate: ChiamateAnpr,
    orologio: super::Orologio,
}

impl Contatore {
    /// In the tables of that access.
    pub fn nuovo(access: &Access, orologio: super::Orologio) -> Self {
        Self { chiamate: access.chiamate_anpr(), orologio }
    }

    async fn conta(&self, caso_uso: CasoUso) {
        let adesso = (self.orologio)().with_timezone(&Rome);
        let servizio = caso_uso.as_str();
        match self.chiamate.conta(servizio, adesso.date_naive(), adesso.hour()).await {
            Ok(1) if !ChiamateAnpr::in_orario(adesso.hour()) => {
                tracing::warn!(servizio, ora = adesso.hour(), "ANPR asked outside the hours of the office");
            }
            Ok(_) => {}
            Err(errore) => tracing::error!(servizio, %errore, "a call of ANPR was not counted"),
        }
    }
}

impl CallMeter for Contatore {
    fn count(&self, caso_uso: CasoUso) -> BoxFuture<'_, ()> {
        self.conta(caso_uso).boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn riga(oggi: u64, fuori_orario: u64, usuale: u64, giorni: u64) -> ConsumoRiga {
        ConsumoRiga { servizio: "C021".to_owned(), oggi, fuori_orario, usuale, giorni }
    }

    #[test]
    fn the_evening_the_unusual_and_the_end_of_the_quota_are_told() {
        use AvvisoConsumo::{FuoriOrario, QuotaEsaurita, QuotaVicina, SopraUsuale};
        for (riga, quota, attesi) in [
            (riga(19, 0, 1, 28), None, vec![]),
            (riga(20, 0, 10, 28), None, vec![]),
            (riga(21, 0, 10, 28), None, vec![SopraUsuale]),
            (riga(500, 0, 1, 4), None, vec![]),
            (riga(1, 1, 0, 0), None, vec![FuoriOrario]),
            (riga(79, 0, 79, 28), Some(100), vec![]),
            (riga(80, 0, 79, 28), Some(100), vec![QuotaVicina]),
            (riga(100, 0, 99, 28), Some(100), vec![QuotaEsaurita]),
        ] {
            assert_eq!(avvisi(&riga, quota), attesi, "{riga:?}");
        }
    }
}
