//! What the services had to do with a person: contacts over the years, more in winter, more for some people.

use super::Distretto;
use crate::population::{GIORNO, Persona};
use chrono::{Datelike, Days, NaiveDate};
use rand::Rng;
use rand::seq::SliceRandom;
use serde::Serialize;

/// Years the services look back on.
const ANNI: u64 = 10;

/// A segnalazione and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contatto {
    /// Day of the contact.
    pub il: NaiveDate,
    /// List CANALE.
    pub canale: &'static str,
    /// List MOTIVO_SEGNALAZIONE.
    pub motivo: &'static str,
    /// List URGENZA.
    pub urgenza: &'static str,
    /// List TIPO_SEGNALANTE.
    pub segnalante: &'static str,
    /// Number of the author among the operators of the desks.
    pub autore: u32,
    /// To whom it was given.
    pub assegnata: Option<Assegnazione>,
    /// List ESITO_SEGNALAZIONE, of a closed one.
    pub esito: Option<&'static str>,
    /// Day of the closure.
    pub chiusa_il: Option<NaiveDate>,
}

/// An assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Assegnazione {
    /// Number of the assignee among the operators who receive.
    pub operatore: u32,
    /// Day.
    pub il: NaiveDate,
    /// Day of the acceptance.
    pub accettata_il: Option<NaiveDate>,
}

type Pesata = (&'static str, u32);

const CANALI: &[Pesata] = &[
    ("SPORTELLO", 50),
    ("TELEFONO", 22),
    ("MAIL", 10),
    ("PEC", 6),
    ("SCRITTA", 6),
    ("DOMICILIO", 4),
    ("UNITA_STRADA", 2),
];
const URGENZE: &[Pesata] = &[("ORDINARIA", 88), ("URGENTE", 10), ("EMERGENZA", 2)];
const SEGNALANTI: &[Pesata] = &[
    ("INTERESSATO", 60),
    ("FAMILIARE_CONV", 15),
    ("PARENTE_NON_CONV", 5),
    ("CONOSCENTE", 3),
    ("SCUOLA", 5),
    ("SANITA", 7),
    ("FORZE_ORDINE", 3),
    ("TERZO_SETTORE", 2),
];
const MOTIVI_MINORI: &[Pesata] =
    &[("MINORI_EDUC", 40), ("MINORI_TUTELA", 20), ("DISABILITA", 20), ("NIDO", 20)];
const MOTIVI_ADULTI: &[Pesata] = &[
    ("ECONOMICO", 34),
    ("INFO", 16),
    ("ABITATIVO", 12),
    ("LAVORO", 10),
    ("INCLUSIONE", 8),
    ("GENITORIALITA", 8),
    ("DISABILITA", 5),
    ("VIOLENZA", 3),
    ("DIPENDENZE", 2),
    ("SALUTE_MENTALE", 2),
];
const MOTIVI_ANZIANI: &[Pesata] = &[
    ("DOMICILIARI", 34),
    ("NON_AUTOSUFF", 24),
    ("RESIDENZIALI", 12),
    ("SOLITUDINE", 12),
    ("INFO", 10),
    ("ECONOMICO", 8),
];
const ESITI: &[Pesata] = &[
    ("INFO_FORNITA", 50),
    ("INVIO_ALTRO_SERVIZIO", 20),
    ("INVIO_SANITA", 10),
    ("RINUNCIA", 8),
    ("INFONDATA", 6),
    ("NON_REPERIBILE", 6),
];

/// The contacts of a person, oldest first. A few people have most of them: their number is drawn twice.
pub(super) fn contatti(rng: &mut impl Rng, distretto: &Distretto, persona: &Persona) -> Vec<Contatto> {
    // One person in three is known to the services, with three times as many contacts.
    if !rng.gen_ratio(1, 3) {
        return Vec::new();
    }
    let medi = distretto.segnalazioni_per_cento.saturating_mul(6) / 100;
    let mut quanti = rng.gen_range(0..=medi);
    if quanti == medi && rng.gen_ratio(distretto.segnalazioni_per_cento.saturating_mul(6) % 100, 100) {
        quanti += 1;
    }
    let mut contatti: Vec<Contatto> = (0..quanti).filter_map(|_| uno(rng, distretto, persona)).collect();
    contatti.sort_by_key(|c| c.il);
    contatti
}

fn uno(rng: &mut impl Rng, distretto: &Distretto, persona: &Persona) -> Option<Contatto> {
    let il = giorno_di_sportello(rng).max(persona.nascita.data);
    let fine = persona.decesso.unwrap_or(GIORNO);
    if il >= fine {
        return None;
    }
    let motivi = match il.years_since(persona.nascita.data).unwrap_or(0) {
        0..=17 => MOTIVI_MINORI,
        18..=66 => MOTIVI_ADULTI,
        _ => MOTIVI_ANZIANI,
    };
    let operatori = distretto.operatori.max(1);
    let assegnata = rng.gen_ratio(2, 5).then(|| {
        let presa = dopo(rng, il, 10);
        let accettata_il = rng.gen_ratio(9, 10).then(|| dopo(rng, presa, 15));
        Assegnazione { operatore: rng.gen_range(0..operatori), il: presa, accettata_il }
    });
    let ultimo = assegnata.and_then(|a| a.accettata_il).unwrap_or(il);
    // What was assigned and never accepted cannot have been closed; old ones mostly are.
    let chiudibile = assegnata.is_none_or(|a| a.accettata_il.is_some());
    let vecchia = (GIORNO - il).num_days() > 120;
    let chiusa_il =
        (chiudibile && rng.gen_ratio(if vecchia { 19 } else { 9 }, 20)).then(|| dopo(rng, ultimo, 180));
    Some(Contatto {
        il,
        canale: pesata(rng, CANALI),
        motivo: pesata(rng, motivi),
        urgenza: pesata(rng, URGENZE),
        segnalante: pesata(rng, SEGNALANTI),
        autore: rng.gen_range(0..operatori),
        assegnata,
        esito: chiusa_il.map(|_| pesata(rng, ESITI)),
        chiusa_il,
    })
}

/// Not on Sundays, half as often in August, more often in the cold months.
fn giorno_di_sportello(rng: &mut impl Rng) -> NaiveDate {
    loop {
        let giorno = GIORNO - Days::new(rng.gen_range(1..ANNI * 365));
        let peso = match giorno.month() {
            8 => 5,
            1 | 2 | 11 | 12 => 10,
            _ => 8,
        };
        if giorno.weekday() != chrono::Weekday::Sun && rng.gen_ratio(peso, 10) {
            return giorno;
        }
    }
}

/// Up to so many days later, not after the day the population is of.
fn dopo(rng: &mut impl Rng, giorno: NaiveDate, giorni: u64) -> NaiveDate {
    (giorno + Days::new(rng.gen_range(0..=giorni))).min(GIORNO)
}

fn pesata(rng: &mut impl Rng, voci: &[Pesata]) -> &'static str {
    voci.choose_weighted(rng, |(_, peso)| *peso).map_or("", |(voce, _)| *voce)
}
