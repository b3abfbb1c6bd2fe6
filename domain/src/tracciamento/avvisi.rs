//! Which readings of an operator somebody who controls must look at. Rules over the readings of one day, without clock
//! and without database; who finds the readings and keeps the alerts is `api/src/services/sorveglianza.rs`.

use crate::identita::{OperatoreId, SoggettoId};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Files of his unit, none of them his, that one may open in a day without being asked.
const SENZA_INCARICO: usize = 40;
/// Files in an hour that are many for nobody.
const POCHE: usize = 30;
/// The same of somebody of whom no habit is known yet.
const POCHE_SENZA_ABITUDINE: usize = 60;
/// Days of which a habit is made.
pub const GIORNI_DI_ABITUDINE: u32 = 30;
/// Refusals in [`MINUTI_DI_RIFIUTI`] minutes that are no mistyping any more.
const RIFIUTI: usize = 8;
const MINUTI_DI_RIFIUTI: i64 = 10;
/// People in one export that are many.
const ESPORTATI: usize = 100;
/// Hours in which an office works, Monday to Saturday.
const ORARIO: std::ops::Range<u32> = 7..20;
/// People named in an alert.
const NOMINATI: usize = 200;

/// Kind of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GenereAvviso {
    /// Many files that are open to him only because they are his unit's.
    SenzaIncarico,
    /// Many more files in an hour than he is used to.
    MolteSchede,
    /// Refused again and again: ids are tried out.
    Rifiuti,
    /// Files opened while offices are closed.
    FuoriOrario,
    /// His own file.
    PropriaScheda,
    /// Many people in one export.
    Esportazione,
    /// A file opened in an emergency, without a title.
    Emergenza,
}

impl GenereAvviso {
    /// All of them.
    pub const TUTTI: [Self; 7] = [
        Self::SenzaIncarico,
        Self::MolteSchede,
        Self::Rifiuti,
        Self::FuoriOrario,
        Self::PropriaScheda,
        Self::Esportazione,
        Self::Emergenza,
    ];

    /// As it is written down.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SenzaIncarico => "SENZA_INCARICO",
            Self::MolteSchede => "MOLTE_SCHEDE",
            Self::Rifiuti => "RIFIUTI",
            Self::FuoriOrario => "FUORI_ORARIO",
            Self::PropriaScheda => "PROPRIA_SCHEDA",
            Self::Esportazione => "ESPORTAZIONE",
            Self::Emergenza => "EMERGENZA",
        }
    }

    /// From what is written down.
    #[must_use]
    pub fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|g| g.as_str() == nome)
    }

    /// What it says, to whoever controls.
    #[must_use]
    pub fn descrizione(self) -> &'static str {
        match self {
            Self::SenzaIncarico => "Molte schede aperte senza averle in carico",
            Self::MolteSchede => "Molte più schede in un'ora di quante ne apra di solito",
            Self::Rifiuti => "Tentativi ripetuti di aprire ciò che non gli è aperto",
            Self::FuoriOrario => "Schede aperte fuori orario",
            Self::PropriaScheda => "Ha aperto la propria scheda",
            Self::Esportazione => "Esportazione di molte persone",
            Self::Emergenza => "Accesso in emergenza",
        }
    }

    /// From which reading on there is one, to whoever controls.
    #[must_use]
    pub fn spiegazione(self) -> String {
        let (dalle, alle) = (ORARIO.start, ORARIO.end);
        match self {
            Self::SenzaIncarico => format!(
                "In un giorno l'operatore ha aperto almeno {SENZA_INCARICO} schede che può leggere solo perché sono della \
                 sua unità: nessuna è in carico a lui."
            ),
            Self::MolteSchede => format!(
                "In un'ora l'operatore ha aperto tante schede quante in una sua giornata abituale, e almeno {POCHE}. La \
                 giornata abituale è la media di {GIORNI_DI_ABITUDINE} giorni; finché non è nota, il limite è \
                 {POCHE_SENZA_ABITUDINE}."
            ),
            Self::Rifiuti => format!(
                "In {MINUTI_DI_RIFIUTI} minuti l'operatore ha chiesto almeno {RIFIUTI} schede diverse che non gli sono \
                 aperte, e gli sono state negate."
            ),
            Self::FuoriOrario => {
                format!(
                    "L'operatore ha aperto schede prima delle {dalle}, dalle {alle} in poi o di domenica."
                )
            }
            Self::PropriaScheda => "L'operatore ha aperto la scheda con il suo codice fiscale.".to_owned(),
            Self::Esportazione => {
                format!("L'operatore ha portato fuori in una volta i dati di almeno {ESPORTATI} persone.")
            }
            Self::Emergenza => {
                "L'operatore ha aperto una scheda con un accesso di emergenza. Ogni accesso di emergenza \
                solleva un avviso."
                    .to_owned()
            }
        }
    }
}

/// State of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatoAvviso {
    /// Nobody has taken it.
    Aperto,
    /// Somebody looks into it.
    InEsame,
    /// It has an outcome.
    Chiuso,
}

impl StatoAvviso {
    /// All of them.
    pub const TUTTI: [Self; 3] = [Self::Aperto, Self::InEsame, Self::Chiuso];

    /// As it is written down.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Aperto => "APERTO",
            Self::InEsame => "IN_ESAME",
            Self::Chiuso => "CHIUSO",
        }
    }

    /// From what is written down.
    #[must_use]
    pub fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|s| s.as_str() == nome)
    }
}

/// What came of looking into an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EsitoAvviso {
    /// The work asked for it.
    Giustificato,
    /// A mistake, and no more.
    Errore,
    /// He may not have done it: it goes to whoever decides about that.
    Violazione,
}

impl EsitoAvviso {
    /// All of them.
    pub const TUTTI: [Self; 3] = [Self::Giustificato, Self::Errore, Self::Violazione];

    /// As it is written down.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Giustificato => "GIUSTIFICATO",
            Self::Errore => "ERRORE",
            Self::Violazione => "VIOLAZIONE",
        }
    }

    /// From what is written down.
    #[must_use]
    pub fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|e| e.as_str() == nome)
    }
}

/// What an operator did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesto {
    /// Opened files; whether they are open to him only as his unit's.
    Aperte {
        /// Not his own.
        di_unita: bool,
    },
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

/// The readings of an operator on one day, in the order of time.
#[derive(Clone, Debug)]
pub struct Giornata {
    /// Who.
    pub operatore: OperatoreId,
    /// Which day.
    pub giorno: NaiveDate,
    /// What he did.
    pub fatti: Vec<Fatto>,
    /// Files that he opens on a usual day.
    pub abitudine: Option<f64>,
    /// Who he is himself, if he has a file.
    pub proprio: Option<SoggettoId>,
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
    /// Files that were opened.
    #[must_use]
    pub fn aperte(&self) -> BTreeSet<Uuid> {
        self.oggetti(|f| matches!(f.gesto, Gesto::Aperte { .. }))
    }

    /// The alerts of the day.
    #[must_use]
    pub fn avvisi(&self) -> Vec<NuovoAvviso> {
        let in_un_ora = self.massimo(|g| matches!(g, Gesto::Aperte { .. }), 60);
        let rifiuti = self.massimo(|g| g == Gesto::Negate, MINUTI_DI_RIFIUTI);
        let senza_incarico = self.oggetti(|f| f.gesto == Gesto::Aperte { di_unita: true });
        let fuori = self.oggetti(|f| matches!(f.gesto, Gesto::Aperte { .. }) && !in_orario(f.ora));
        let propria: BTreeSet<Uuid> =
            self.proprio.map(|p| p.0).filter(|p| self.aperte().contains(p)).into_iter().collect();
        let esportate = self.fatti.iter().filter(|f| f.gesto == Gesto::Esportate);
        let esportate = esportate.map(|f| f.oggetti.iter().copied().collect::<BTreeSet<_>>());
        let esportate = esportate.max_by_key(BTreeSet::len).unwrap_or_default();
        [
            (GenereAvviso::SenzaIncarico, senza_incarico, SENZA_INCARICO),
            (GenereAvviso::MolteSchede, in_un_ora, self.molte()),
            (GenereAvviso::Rifiuti, rifiuti, RIFIUTI),
            (GenereAvviso::FuoriOrario, fuori, 1),
            (GenereAvviso::PropriaScheda, propria, 1),
            (GenereAvviso::Esportazione, esportate, ESPORTATI),
        ]
        .into_iter()
        .filter(|(_, oggetti, soglia)| oggetti.len() >= *soglia)
        .map(|(genere, oggetti, _)| NuovoAvviso {
            genere,
            operatore: self.operatore,
            chiave: self.giorno.to_string(),
            quanti: oggetti.len(),
            soggetti: oggetti.into_iter().take(NOMINATI).collect(),
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

    fn oggetti(&self, quali: impl Fn(&Fatto) -> bool) -> BTreeSet<Uuid> {
        self.fatti.iter().filter(|f| quali(f)).flat_map(|f| f.oggetti.iter().copied()).collect()
    }

    /// The most different things within so many minutes.
    fn massimo(&self, quali: impl Fn(Gesto) -> bool, minuti: i64) -> BTreeSet<Uuid> {
        let scelti: Vec<&Fatto> = self.fatti.iter().filter(|f| quali(f.gesto)).collect();
        let (mut dal, mut finestra) = (0, std::collections::HashMap::<Uuid, usize>::new());
        let mut massimo = BTreeSet::new();
        for fatto in &scelti {
            for oggetto in &fatto.oggetti {
                *finestra.entry(*oggetto).or_default() += 1;
            }
            while (fatto.ora - scelti[dal].ora).num_minutes() >= minuti {
                for oggetto in &scelti[dal].oggetti {
                    if let std::collections::hash_map::Entry::Occupied(mut quante) = finestra.entry(*oggetto)
                    {
                        *quante.get_mut() -= 1;
                        if *quante.get() == 0 {
                            quante.remove();
                        }
                    }
                }
                dal += 1;
            }
            if finestra.len() > massimo.len() {
                massimo = finestra.keys().copied().collect();
            }
        }
        massimo
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
        Giornata {
            operatore: OperatoreId(Uuid::from_u128(900)),
            giorno: mattina().date(),
            fatti,
            abitudine: Some(45.0),
            proprio: Some(SoggettoId(Uuid::from_u128(7_000))),
        }
    }

    fn generi(giornata: &Giornata) -> Vec<GenereAvviso> {
        giornata.avvisi().into_iter().map(|a| a.genere).collect()
    }

    #[test]
    fn given_a_usual_day_then_there_is_no_alert() {
        let mut usuale = fatti(APERTE, 35, 600, mattina());
        usuale.extend(fatti(Gesto::Negate, 3, 5, mattina()));
        usuale.extend(fatti(Gesto::Esportate, 20, 5, mattina()));
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
    fn words_are_read_back() {
        assert!(GenereAvviso::TUTTI.iter().all(|g| GenereAvviso::da_str(g.as_str()) == Some(*g)));
        assert!(StatoAvviso::TUTTI.iter().all(|s| StatoAvviso::da_str(s.as_str()) == Some(*s)));
        assert!(EsitoAvviso::TUTTI.iter().all(|e| EsitoAvviso::da_str(e.as_str()) == Some(*e)));
    }
}
