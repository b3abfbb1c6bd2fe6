//! The readings of an operator on one day, folded one after the other: what is kept does not grow with how often he looked,
//! only with at how many.

use super::{
    CODICI, ELENCATE, ESPORTATI, GenereAvviso, MINUTI_DI_RIFIUTI, NOMINATI, ORARIO, POCHE,
    POCHE_SENZA_ABITUDINE, RIFIUTI, SENZA_INCARICO,
};
use crate::identita::{OperatoreId, SoggettoId};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use uuid::Uuid;

/// What an operator did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesto {
    /// Opened files; whether they are open to him only as his unit's.
    Aperte {
        /// Not his own.
        di_unita: bool,
    },
    /// Saw people in results of searches and rows of lists.
    Elencate,
    /// Asked by codice fiscale who follows somebody, and there was somebody.
    Chieste,
    /// The same, and there was nobody: the thing stands for the codice fiscale.
    ChiesteInvano,
    /// Asked for what is not open to him.
    Negate,
    /// Took out many at once.
    Esportate,
}

/// Something that he did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fatto {
    /// When, by the clocks of offices.
    pub ora: NaiveDateTime,
    /// What.
    pub gesto: Gesto,
    /// With which people or files.
    pub oggetti: Vec<Uuid>,
}

/// The readings of an operator on one day.
#[derive(Clone, Debug)]
pub struct Giornata {
    operatore: OperatoreId,
    giorno: NaiveDate,
    abitudine: Option<f64>,
    proprio: Option<SoggettoId>,
    aperte: BTreeSet<Uuid>,
    di_unita: BTreeSet<Uuid>,
    fuori_orario: BTreeSet<Uuid>,
    elencate: BTreeSet<Uuid>,
    chieste: BTreeSet<Uuid>,
    chieste_invano: BTreeSet<Uuid>,
    esportate: BTreeSet<Uuid>,
    in_un_ora: Finestra,
    negate: Finestra,
}

/// An alert to be raised. The same genere, operator and key a second time is no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NuovoAvviso {
    /// What.
    pub genere: GenereAvviso,
    /// Of whose readings.
    pub operatore: OperatoreId,
    /// Which one: its day, or its file.
    pub chiave: String,
    /// How many files or refusals.
    pub quanti: usize,
    /// Of whom.
    pub soggetti: Vec<Uuid>,
}

impl Giornata {
    /// A day on which nothing has been read yet, of somebody who opens so many files on a usual day, if that is known, and
    /// has this file himself, if he has one.
    #[must_use]
    pub fn nuova(
        operatore: OperatoreId,
        giorno: NaiveDate,
        abitudine: Option<f64>,
        proprio: Option<SoggettoId>,
    ) -> Self {
        Self {
            operatore,
            giorno,
            abitudine,
            proprio,
            aperte: BTreeSet::new(),
            di_unita: BTreeSet::new(),
            fuori_orario: BTreeSet::new(),
            elencate: BTreeSet::new(),
            chieste: BTreeSet::new(),
            chieste_invano: BTreeSet::new(),
            esportate: BTreeSet::new(),
            in_un_ora: Finestra::di(60),
            negate: Finestra::di(MINUTI_DI_RIFIUTI),
        }
    }

    /// Whose day it is.
    #[must_use]
    pub fn operatore(&self) -> OperatoreId {
        self.operatore
    }

    /// Files that were opened.
    #[must_use]
    pub fn aperte(&self) -> usize {
        self.aperte.len()
    }

    /// Adds what he did next; in the order of time.
    pub fn aggiungi(&mut self, fatto: &Fatto) {
        let oggetti = || fatto.oggetti.iter().copied();
        match fatto.gesto {
            Gesto::Aperte { di_unita } => {
                self.aperte.extend(oggetti());
                self.in_un_ora.aggiungi(fatto);
                if di_unita {
                    self.di_unita.extend(oggetti());
                }
                if !in_orario(fatto.ora) {
                    self.fuori_orario.extend(oggetti());
                }
            }
            Gesto::Elencate => self.elencate.extend(oggetti()),
            Gesto::Chieste => self.chieste.extend(oggetti()),
            Gesto::ChiesteInvano => self.chieste_invano.extend(oggetti()),
            Gesto::Negate => self.negate.aggiungi(fatto),
            Gesto::Esportate => {
                let questa: BTreeSet<Uuid> = oggetti().collect();
                if questa.len() > self.esportate.len() {
                    self.esportate = questa;
                }
            }
        }
    }

    /// The alerts of the day.
    #[must_use]
    pub fn avvisi(&self) -> Vec<NuovoAvviso> {
        let propria: BTreeSet<Uuid> =
            self.proprio.map(|p| p.0).filter(|p| self.aperte.contains(p)).into_iter().collect();
        let mut provati = Quante::di(&self.chieste);
        provati.quante += self.chieste_invano.len();
        [
            (GenereAvviso::SenzaIncarico, Quante::di(&self.di_unita), SENZA_INCARICO),
            (GenereAvviso::MolteSchede, self.in_un_ora.massimo.clone(), self.molte()),
            (GenereAvviso::MoltePersone, Quante::di(&self.elencate), ELENCATE),
            (GenereAvviso::CodiciProvati, provati, CODICI),
            (GenereAvviso::Rifiuti, self.negate.massimo.clone(), RIFIUTI),
            (GenereAvviso::FuoriOrario, Quante::di(&self.fuori_orario), 1),
            (GenereAvviso::PropriaScheda, Quante::di(&propria), 1),
            (GenereAvviso::Esportazione, Quante::di(&self.esportate), ESPORTATI),
        ]
        .into_iter()
        .filter(|(_, contate, soglia)| contate.quante >= *soglia)
        .map(|(genere, contate, _)| NuovoAvviso {
            genere,
            operatore: self.operatore,
            chiave: self.giorno.to_string(),
            quanti: contate.quante,
            soggetti: contate.alcune,
        })
        .collect()
    }

    /// How many files in an hour are many: as many as he opens on a usual day, and never few.
    fn molte(&self) -> usize {
        match self.abitudine {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count, not negative"
            )]
            Some(al_giorno) => POCHE.max(al_giorno.clamp(0.0, 1e6).ceil() as usize),
            None => POCHE_SENZA_ABITUDINE,
        }
    }
}

/// How many different things, and as many of them as an alert names.
#[derive(Clone, Debug, Default)]
struct Quante {
    quante: usize,
    alcune: Vec<Uuid>,
}

impl Quante {
    fn di(oggetti: &BTreeSet<Uuid>) -> Self {
        Self { quante: oggetti.len(), alcune: oggetti.iter().copied().take(NOMINATI).collect() }
    }
}

/// The most different things within so many minutes.
#[derive(Clone, Debug)]
struct Finestra {
    minuti: i64,
    recenti: VecDeque<(NaiveDateTime, Uuid)>,
    /// How often each of the recent ones is among them.
    volte: BTreeMap<Uuid, usize>,
    massimo: Quante,
}

impl Finestra {
    fn di(minuti: i64) -> Self {
        Self { minuti, recenti: VecDeque::new(), volte: BTreeMap::new(), massimo: Quante::default() }
    }

    fn aggiungi(&mut self, fatto: &Fatto) {
        for oggetto in &fatto.oggetti {
            self.recenti.push_back((fatto.ora, *oggetto));
            *self.volte.entry(*oggetto).or_default() += 1;
        }
        let passato = |ora: NaiveDateTime| (fatto.ora - ora).num_minutes() >= self.minuti;
        while let Some((_, oggetto)) = self.recenti.pop_front_if(|(ora, _)| passato(*ora)) {
            if let Entry::Occupied(mut volte) = self.volte.entry(oggetto) {
                *volte.get_mut() -= 1;
                if *volte.get() == 0 {
                    volte.remove();
                }
            }
        }
        if self.volte.len() > self.massimo.quante {
            let alcune = self.volte.keys().copied().take(NOMINATI).collect();
            self.massimo = Quante { quante: self.volte.len(), alcune };
        }
    }
}

fn in_orario(ora: NaiveDateTime) -> bool {
    ora.weekday() != Weekday::Sun && ORARIO.contains(&ora.hour())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    const APERTE: Gesto = Gesto::Aperte { di_unita: false };

    fn mattina() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 25).unwrap().and_hms_opt(9, 0, 0).unwrap()
    }

    /// Things done to so many different files, one every so many seconds.
    fn fatti(gesto: Gesto, quanti: u128, ogni: i64, da: NaiveDateTime) -> Vec<Fatto> {
        let uno = |n: u128| Fatto {
            ora: da + TimeDelta::seconds(ogni * i64::try_from(n).unwrap()),
            gesto,
            oggetti: vec![Uuid::from_u128(n + 1)],
        };
        (0..quanti).map(uno).collect()
    }

    fn giornata(fatti: Vec<Fatto>) -> Giornata {
        let chi = OperatoreId(Uuid::from_u128(900));
        let suo = SoggettoId(Uuid::from_u128(7_000));
        let mut giornata = Giornata::nuova(chi, mattina().date(), Some(45.0), Some(suo));
        fatti.into_iter().for_each(|f| giornata.aggiungi(&f));
        giornata
    }

    fn generi(giornata: &Giornata) -> Vec<GenereAvviso> {
        giornata.avvisi().into_iter().map(|a| a.genere).collect()
    }

    #[test]
    fn given_a_usual_day_then_there_is_no_alert() {
        let mut usuale = fatti(APERTE, 35, 600, mattina());
        usuale.extend(fatti(Gesto::Negate, 3, 5, mattina()));
        usuale.extend(fatti(Gesto::Esportate, 20, 5, mattina()));
        usuale.extend(fatti(Gesto::Elencate, 900, 20, mattina()));
        usuale.extend(fatti(Gesto::Chieste, 40, 600, mattina()));
        assert_eq!(generi(&giornata(usuale)), []);
    }

    #[test]
    fn given_many_files_of_his_unit_and_none_his_when_the_day_is_judged_then_he_had_no_assignment() {
        let di_unita = Gesto::Aperte { di_unita: true };
        assert_eq!(generi(&giornata(fatti(di_unita, 39, 600, mattina()))), []);
        let tante = giornata(fatti(di_unita, 40, 600, mattina()));
        assert_eq!(generi(&tante), [GenereAvviso::SenzaIncarico]);
        assert_eq!(tante.avvisi()[0].quanti, 40);
        assert_eq!(tante.avvisi()[0].chiave, "2026-11-25");
    }

    #[test]
    fn given_his_habit_when_he_opens_more_in_an_hour_than_on_a_usual_day_then_these_are_many() {
        // Given 45 a day.
        assert_eq!(generi(&giornata(fatti(APERTE, 44, 60, mattina()))), []);
        assert_eq!(generi(&giornata(fatti(APERTE, 45, 60, mattina()))), [GenereAvviso::MolteSchede]);
        // Slowly, never 45 within one hour.
        assert_eq!(generi(&giornata(fatti(APERTE, 100, 100, mattina()))), []);
        // The same file again and again is one.
        let stessa = fatti(APERTE, 90, 20, mattina()).into_iter();
        let stessa = stessa.map(|f| Fatto { oggetti: vec![Uuid::from_u128(1)], ..f }).collect();
        assert_eq!(generi(&giornata(stessa)), []);
        // Given no habit yet, or hardly any.
        let nuovo = |quante| Giornata { abitudine: None, ..giornata(fatti(APERTE, quante, 10, mattina())) };
        assert_eq!((generi(&nuovo(59)), generi(&nuovo(60))), (vec![], vec![GenereAvviso::MolteSchede]));
        let poche =
            |quante| Giornata { abitudine: Some(2.0), ..giornata(fatti(APERTE, quante, 10, mattina())) };
        assert_eq!((generi(&poche(29)), generi(&poche(30))), (vec![], vec![GenereAvviso::MolteSchede]));
    }

    #[test]
    fn given_refusals_when_they_come_close_together_then_ids_are_tried_out() {
        assert_eq!(generi(&giornata(fatti(Gesto::Negate, 8, 30, mattina()))), [GenereAvviso::Rifiuti]);
        assert_eq!(generi(&giornata(fatti(Gesto::Negate, 7, 1, mattina()))), []);
        assert_eq!(generi(&giornata(fatti(Gesto::Negate, 30, 300, mattina()))), []);
    }

    #[test]
    fn given_closed_offices_when_a_file_is_opened_then_it_was_outside_hours() {
        let alle = |giorno: u32, ora, minuto| {
            let da = NaiveDate::from_ymd_opt(2026, 11, giorno).unwrap().and_hms_opt(ora, minuto, 0).unwrap();
            generi(&giornata(fatti(APERTE, 1, 1, da)))
        };
        assert_eq!((alle(25, 19, 59), alle(25, 20, 0)), (vec![], vec![GenereAvviso::FuoriOrario]));
        assert_eq!((alle(25, 6, 59), alle(25, 7, 0)), (vec![GenereAvviso::FuoriOrario], vec![]));
        // The 28th is a Saturday, the 29th a Sunday.
        assert_eq!((alle(28, 10, 0), alle(29, 10, 0)), (vec![], vec![GenereAvviso::FuoriOrario]));
    }

    #[test]
    fn given_a_file_of_his_own_when_he_opens_it_then_that_is_said_and_of_nobody_else() {
        let propria = Fatto { ora: mattina(), gesto: APERTE, oggetti: vec![Uuid::from_u128(7_000)] };
        let sua = giornata(vec![propria.clone()]);
        assert_eq!(generi(&sua), [GenereAvviso::PropriaScheda]);
        assert_eq!(sua.avvisi()[0].soggetti, [Uuid::from_u128(7_000)]);
        assert_eq!(generi(&Giornata { proprio: None, ..sua }), []);
        // To be refused one's own file is no reading.
        assert_eq!(generi(&giornata(vec![Fatto { gesto: Gesto::Negate, ..propria }])), []);
    }

    #[test]
    fn given_an_export_when_it_names_many_then_it_is_large() {
        let persone = |quante: u128| (1..=quante).map(Uuid::from_u128).collect::<Vec<_>>();
        let esportate = |quante| {
            giornata(vec![Fatto { ora: mattina(), gesto: Gesto::Esportate, oggetti: persone(quante) }])
        };
        assert_eq!(
            (generi(&esportate(99)), generi(&esportate(100))),
            (vec![], vec![GenereAvviso::Esportazione])
        );
        assert_eq!(esportate(500).avvisi()[0].soggetti.len(), NOMINATI);
    }

    #[test]
    fn given_searches_and_lists_when_they_show_far_more_people_than_work_asks_for_then_that_is_said() {
        let elencate = |pagine: u128| {
            let pagina = |n: u128| Fatto {
                ora: mattina() + TimeDelta::minutes(i64::try_from(n).unwrap()),
                gesto: Gesto::Elencate,
                oggetti: (n * 111..(n + 1) * 111).map(Uuid::from_u128).collect(),
            };
            giornata((0..pagine).map(pagina).collect())
        };
        assert_eq!((generi(&elencate(9)), generi(&elencate(10))), (vec![], vec![GenereAvviso::MoltePersone]));
        assert_eq!(elencate(10).avvisi()[0].quanti, 1_110);
        // Two pages of the same people are one.
        let stesse = Fatto {
            gesto: Gesto::Elencate,
            oggetti: (0..999).map(Uuid::from_u128).collect(),
            ora: mattina(),
        };
        assert_eq!(generi(&giornata(vec![stesse.clone(), stesse])), []);
    }

    #[test]
    fn given_codici_fiscali_when_very_many_are_tried_then_that_is_said_also_when_nobody_has_them() {
        let mut provati = fatti(Gesto::Chieste, 9, 60, mattina());
        provati.extend(fatti(Gesto::ChiesteInvano, 70, 60, mattina()));
        assert_eq!(generi(&giornata(provati.clone())), []);
        provati.extend(fatti(Gesto::Chieste, 10, 60, mattina()));
        let tanti = giornata(provati);
        assert_eq!(generi(&tanti), [GenereAvviso::CodiciProvati]);
        // Of those whom nobody follows there is nobody to name.
        assert_eq!((tanti.avvisi()[0].quanti, tanti.avvisi()[0].soggetti.len()), (80, 10));
    }
}
