//! Comuni, by codice catastale and by ISTAT code.

use super::{data, non_vuoto};
use chrono::NaiveDate;
use std::sync::LazyLock;

/// One period of validity of a comune.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comune {
    /// Codice catastale (Belfiore): a letter and three digits. `ND` for the 28 periods to which none was given;
    /// those are found by ISTAT code only.
    pub codcatastale: &'static str,
    /// ISTAT code, six digits; empty while it is not yet published.
    pub codistat: &'static str,
    /// Italian name, upper case, with accents.
    pub denominazione: &'static str,
    /// Name in the other official language, if there is one.
    pub altra_denominazione: Option<&'static str>,
    /// Two letters of the province.
    pub sigla_provincia: &'static str,
    /// First day.
    pub dal: NaiveDate,
    /// Last day; `None` for the current period.
    pub al: Option<NaiveDate>,
}

impl Comune {
    /// Whether the day falls in this period, ends included.
    #[must_use]
    pub fn valido_alla(&self, data: NaiveDate) -> bool {
        self.dal <= data && self.al.is_none_or(|al| data <= al)
    }

    /// Whether this is the current period.
    #[must_use]
    pub fn attuale(&self) -> bool {
        self.al.is_none()
    }

    /// Days between the date and this period; zero inside it.
    fn distanza(&self, data: NaiveDate) -> i64 {
        let prima = (self.dal - data).num_days();
        let dopo = self.al.map_or(0, |al| (data - al).num_days());
        prima.max(dopo).max(0)
    }
}

/// The value of the archive for "no codice catastale".
pub(super) const SENZA_CODICE: &str = "ND";

static RIGHE: &str = include_str!("../../data/comuni.csv");
static CAP: &str = include_str!("../../data/cap.csv");

/// All periods, by codice catastale and first day, as in the file.
static COMUNI: LazyLock<Vec<Comune>> = LazyLock::new(|| RIGHE.lines().skip(1).filter_map(leggi).collect());

/// All periods with an ISTAT code, by code and first day.
static PER_ISTAT: LazyLock<Vec<&'static Comune>> = LazyLock::new(|| {
    let mut righe: Vec<_> = comuni().iter().filter(|c| !c.codistat.is_empty()).collect();
    righe.sort_unstable_by_key(|c| (c.codistat, c.dal));
    righe
});

static CAP_PER_CODICE: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| CAP.lines().skip(1).filter_map(|riga| riga.split_once(',')).collect());

fn leggi(riga: &'static str) -> Option<Comune> {
    let mut campi = riga.split(',');
    let mut campo = || campi.next();
    Some(Comune {
        codcatastale: campo()?,
        codistat: campo()?,
        denominazione: campo()?,
        altra_denominazione: non_vuoto(campo()?),
        sigla_provincia: campo()?,
        dal: data(campo()?)?,
        al: data(campo()?),
    })
}

/// Every period of every comune since 1861, by codice catastale and first day.
#[must_use]
pub fn comuni() -> &'static [Comune] {
    &COMUNI
}

/// All periods of a codice catastale, oldest first; empty when unknown.
#[must_use]
pub fn periodi(codcatastale: &str) -> &'static [Comune] {
    if codcatastale == SENZA_CODICE {
        return &[];
    }
    let tutti = comuni();
    let inizio = tutti.partition_point(|c| c.codcatastale < codcatastale);
    let fine = tutti.partition_point(|c| c.codcatastale <= codcatastale);
    &tutti[inizio..fine]
}

/// The comune that bore the codice catastale on that day.
#[must_use]
pub fn comune_alla(codcatastale: &str, data: NaiveDate) -> Option<&'static Comune> {
    periodi(codcatastale).iter().rev().find(|c| c.valido_alla(data))
}

/// The period nearest to the day: the one that holds it or, in a gap of the archive, the closest.
/// For showing a birth place; `None` only for an unknown code.
#[must_use]
pub fn comune_vicino_alla(codcatastale: &str, data: NaiveDate) -> Option<&'static Comune> {
    periodi(codcatastale).iter().rev().min_by_key(|c| c.distanza(data))
}

/// The comune that bore the ISTAT code (six digits) on that day.
#[must_use]
pub fn comune_per_istat(codistat: &str, data: NaiveDate) -> Option<&'static Comune> {
    let inizio = PER_ISTAT.partition_point(|c| c.codistat < codistat);
    let fine = PER_ISTAT.partition_point(|c| c.codistat <= codistat);
    PER_ISTAT[inizio..fine].iter().rev().copied().find(|c| c.valido_alla(data))
}

/// Main CAP of a current comune. Unofficial and one only, also for cities with many: a convenience of the form.
#[must_use]
pub fn cap_di(codcatastale: &str) -> Option<&'static str> {
    let riga = CAP_PER_CODICE.binary_search_by_key(&codcatastale, |(codice, _)| codice).ok()?;
    Some(CAP_PER_CODICE[riga].1)
}

/// The highest codice catastale given so far. Codes are given in order, so a later comune has a higher one.
pub(super) fn ultimo_codice() -> &'static str {
    comuni().iter().rev().map(|c| c.codcatastale).find(|c| *c != SENZA_CODICE).unwrap_or_default()
}
