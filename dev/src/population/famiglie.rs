//! Kinds of households, with how often they are met.

use super::GIORNO;
use super::anagrafica::{Anagrafica, Tratti};
use super::modello::{Componente, Famiglia, Persona};
use super::nomi_stranieri::Origine;
use chrono::{Months, NaiveDate};
use domain::persona::Sesso;
use rand::Rng;
use rand::seq::SliceRandom;

type Forma = fn(&mut Anagrafica);

/// Households per two hundred.
const FORME: &[(Forma, u32)] = &[
    (adulto_solo, 44),
    (anziano_solo, 26),
    (coppia_senza_figli, 28),
    (coppia_con_figli, 56),
    (un_genitore, 18),
    (coppia_anziana, 16),
    (tre_generazioni, 7),
    (fratelli, 2),
    (coabitanti_stranieri, 2),
    (convivenza, 1),
];

/// Years a household may have existed.
const ANNI_INSIEME: u32 = 25;

/// Adds households until there are that many people.
pub(super) fn riempi(a: &mut Anagrafica, persone: usize) {
    while a.persone.len() < persone {
        una(a);
    }
}

/// Adds a household.
pub(super) fn una(a: &mut Anagrafica) {
    let forma =
        FORME.choose_weighted(&mut a.rng, |(_, peso)| *peso).map_or(adulto_solo as Forma, |(f, _)| *f);
    forma(a);
}

fn adulto_solo(a: &mut Anagrafica) {
    let origine = straniera(a);
    let sesso = sesso(a);
    let stato_civile = *[Persona::CELIBE, Persona::CELIBE, Persona::DIVORZIATO]
        .choose(&mut a.rng)
        .unwrap_or(&Persona::CELIBE);
    let solo = a.persona(Tratti { origine, stato_civile, ..adulto(sesso, (22, 64)) });
    // Foreigners who left are cancelled; nobody in the register lives with them.
    a.persone[solo].cancellata = origine.is_some() && a.rng.gen_ratio(1, 20);
    registra(a, &[(solo, Componente::INTESTATARIO)]);
}

fn anziano_solo(a: &mut Anagrafica) {
    let sesso = if a.rng.gen_ratio(7, 10) { Sesso::F } else { Sesso::M };
    let stato_civile = if a.rng.gen_ratio(8, 10) { Persona::VEDOVO } else { Persona::CELIBE };
    let solo = a.persona(Tratti { stato_civile, ..adulto(sesso, (66, 96)) });
    registra(a, &[(solo, Componente::INTESTATARIO)]);
}

fn coppia_senza_figli(a: &mut Anagrafica) {
    if a.rng.gen_ratio(1, 30) {
        let sesso = sesso(a);
        let unito = Tratti { stato_civile: Persona::UNITO, ..adulto(sesso, (30, 65)) };
        let (primo, secondo) = (a.persona(unito.clone()), a.persona(unito));
        return registra(a, &[(primo, Componente::INTESTATARIO), (secondo, Componente::UNITO)]);
    }
    let origine = straniera(a);
    let coppia = coppia(a, (28, 66), origine);
    registra(a, &coppia);
}

fn coppia_con_figli(a: &mut Anagrafica) {
    let origine = straniera(a);
    let mut membri = coppia(a, (27, 58), origine).to_vec();
    let figli = a.rng.gen_range(1..=3);
    membri.extend(prole(a, membri[0].0, &membri, figli));
    registra(a, &membri);
}

fn un_genitore(a: &mut Anagrafica) {
    let origine = straniera(a);
    let sesso = if a.rng.gen_ratio(8, 10) { Sesso::F } else { Sesso::M };
    let stato_civile = if a.rng.gen_ratio(1, 2) { Persona::DIVORZIATO } else { Persona::CELIBE };
    let genitore = a.persona(Tratti { origine, stato_civile, ..adulto(sesso, (24, 58)) });
    let mut membri = vec![(genitore, Componente::INTESTATARIO)];
    let figli = a.rng.gen_range(1..=2);
    membri.extend(prole(a, genitore, &membri, figli));
    registra(a, &membri);
}

fn coppia_anziana(a: &mut Anagrafica) {
    let sposi @ [(superstite, _), (defunto, _)] = coppia_di(a, (67, 90), None, true);
    if a.rng.gen_ratio(1, 12) {
        let due_anni_fa = mesi_prima(GIORNO, 24);
        a.persone[defunto].decesso = Some(a.giorno_fra(due_anni_fa, GIORNO));
        a.persone[superstite].stato_civile = Persona::VEDOVO;
    }
    registra(a, &sposi);
}

fn tre_generazioni(a: &mut Anagrafica) {
    let mut membri = coppia_di(a, (35, 55), None, true).to_vec();
    let figli = a.rng.gen_range(1..=2);
    membri.extend(prole(a, membri[0].0, &membri, figli));
    let figlio_di = *[0usize, 1].choose(&mut a.rng).unwrap_or(&0);
    let eta = a.eta(membri[figlio_di].0);
    // The intestatario's father shares the surname; the other spouse's mother does not.
    let (tratti, legame) = if figlio_di == 0 {
        let cognome = a.persone[membri[0].0].cognome.clone();
        (Tratti { cognome, ..adulto(Sesso::M, (eta + 22, eta + 38)) }, Componente::GENITORE)
    } else {
        (adulto(Sesso::F, (eta + 20, eta + 36)), Componente::SUOCERO)
    };
    membri.push((a.persona(Tratti { stato_civile: Persona::VEDOVO, ..tratti }), legame));
    registra(a, &membri);
}

fn fratelli(a: &mut Anagrafica) {
    let sesso_primo = sesso(a);
    let primo = a.persona(adulto(sesso_primo, (45, 80)));
    let (cognome, eta) = (a.persone[primo].cognome.clone(), a.eta(primo));
    let sesso_secondo = sesso(a);
    let secondo = a.persona(Tratti { cognome, ..adulto(sesso_secondo, (eta.saturating_sub(8), eta)) });
    registra(a, &[(primo, Componente::INTESTATARIO), (secondo, Componente::FRATELLO)]);
}

fn coabitanti_stranieri(a: &mut Anagrafica) {
    let origine = a.origine();
    let quanti = a.rng.gen_range(2..=5);
    let membri: Vec<_> = (0..quanti)
        .map(|i| {
            let legame = if i == 0 { Componente::INTESTATARIO } else { Componente::COABITANTE };
            let tratti =
                Tratti { origine: Some(origine), nato_in_italia: false, ..adulto(Sesso::M, (20, 48)) };
            (a.persona(tratti), legame)
        })
        .collect();
    registra(a, &membri);
}

/// A home for the elderly.
fn convivenza(a: &mut Anagrafica) {
    let sesso_responsabile = sesso(a);
    let mut membri = vec![(a.persona(adulto(sesso_responsabile, (40, 63))), Componente::INTESTATARIO)];
    for _ in 0..a.rng.gen_range(8..=25) {
        let sesso = if a.rng.gen_ratio(7, 10) { Sesso::F } else { Sesso::M };
        let ospite = Tratti { stato_civile: Persona::VEDOVO, ..adulto(sesso, (70, 99)) };
        membri.push((a.persona(ospite), Componente::MEMBRO));
    }
    let dal = mesi_prima(GIORNO, a.rng.gen_range(1..=180));
    a.famiglia(Famiglia::CONVIVENZA, &membri, dal);
}

/// Intestatario and spouse (or convivente, one couple in five).
fn coppia(a: &mut Anagrafica, eta: (u32, u32), origine: Option<&'static Origine>) -> [(usize, u8); 2] {
    let sposati = a.rng.gen_ratio(4, 5);
    coppia_di(a, eta, origine, sposati)
}

fn coppia_di(
    a: &mut Anagrafica,
    eta: (u32, u32),
    origine: Option<&'static Origine>,
    sposati: bool,
) -> [(usize, u8); 2] {
    let (stato_civile, legame) = if sposati {
        (Persona::CONIUGATO, Componente::CONIUGE)
    } else {
        (Persona::CELIBE, Componente::CONVIVENTE)
    };
    let lui = a.persona(Tratti { origine, stato_civile, ..adulto(Sesso::M, eta) });
    let sua = a.eta(lui);
    let di_lei = (sua.saturating_sub(7).max(20), (sua + 3).max(20));
    let lei = a.persona(Tratti { origine, stato_civile, ..adulto(Sesso::F, di_lei) });
    let (primo, secondo) = if a.rng.gen_ratio(4, 5) { (lui, lei) } else { (lei, lui) };
    [(primo, Componente::INTESTATARIO), (secondo, legame)]
}

/// Children, with the surname of the father if he is there, at least 18 years younger than both parents.
fn prole(
    a: &mut Anagrafica,
    intestatario: usize,
    genitori: &[(usize, u8)],
    quanti: usize,
) -> Vec<(usize, u8)> {
    let piu_giovane = genitori.iter().map(|(g, _)| a.eta(*g)).min().unwrap_or(40);
    let piu_anziano = genitori.iter().map(|(g, _)| a.eta(*g)).max().unwrap_or(40);
    let padre =
        genitori.iter().map(|(g, _)| *g).find(|g| a.persone[*g].sesso == Sesso::M).unwrap_or(intestatario);
    let cognome = a.persone[padre].cognome.clone();
    let straniero = a.persone[padre].cittadinanza != Persona::ITALIANA;
    let origine = super::nomi_stranieri::ORIGINI
        .iter()
        .find(|o| straniero && a.persone[padre].luogo_nascita.codice() == Some(o.stato));
    // Ages are whole years: a difference of nineteen is at least eighteen.
    let massima = piu_giovane.saturating_sub(19).min(30);
    let minima = piu_anziano.saturating_sub(45).min(massima);
    (0..quanti)
        .map(|_| {
            let sesso = sesso(a);
            let nato_in_italia = a.rng.gen_ratio(2, 3);
            let tratti = Tratti {
                cognome: cognome.clone(),
                origine,
                nato_in_italia,
                ..adulto(sesso, (minima, massima))
            };
            (a.persona(tratti), Componente::FIGLIO)
        })
        .collect()
}

/// Adds a family that has lived together for some years, not before the intestatario came of age.
fn registra(a: &mut Anagrafica, membri: &[(usize, u8)]) {
    let anni = a.eta(membri[0].0).saturating_sub(20).clamp(1, ANNI_INSIEME);
    let dal = mesi_prima(GIORNO, a.rng.gen_range(1..=anni * 12));
    a.famiglia(Famiglia::FAMIGLIA, membri, dal);
}

fn adulto(sesso: Sesso, eta: (u32, u32)) -> Tratti {
    Tratti { sesso, eta, cognome: None, origine: None, nato_in_italia: false, stato_civile: Persona::CELIBE }
}

fn sesso(a: &mut Anagrafica) -> Sesso {
    if a.rng.gen_ratio(1, 2) { Sesso::M } else { Sesso::F }
}

/// A community, for one household in nine.
fn straniera(a: &mut Anagrafica) -> Option<&'static Origine> {
    a.rng.gen_ratio(1, 9).then(|| a.origine())
}

fn mesi_prima(giorno: NaiveDate, mesi: u32) -> NaiveDate {
    giorno.checked_sub_months(Months::new(mesi)).unwrap_or(giorno)
}
