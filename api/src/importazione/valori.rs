//! Values of the columns: dates as offices write them, codes of the old system.

use super::tabella::{ErroreTabella, Formato, Tabella};
use chrono::{Datelike, NaiveDate};
use domain::codifiche::Lista;
use domain::persona::{DataParziale, Precisione};
use std::collections::HashMap;
use std::path::Path;

/// `codifiche.csv`: codes of the old system in terms of ours.
pub const CODIFICHE: Formato = Formato {
    file: "codifiche.csv",
    obbligatorie: &["lista", "codice_originale", "codice"],
    facoltative: &[],
};
/// Name under which `codifiche.csv` maps references to operators.
pub(super) const OPERATORE: &str = "OPERATORE";

/// A whole date: `31/12/1999`, `31-12-1999` or `1999-12-31`, also with a time behind it.
pub(super) fn data(testo: &str) -> Option<NaiveDate> {
    let giorno = testo.split([' ', 'T']).next()?;
    let parti: Vec<&str> = giorno.split(['/', '-', '.']).collect();
    let [a, b, c] = parti.as_slice() else { return None };
    let (anno, mese, giorno) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    if anno.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(anno.parse().ok()?, mese.parse().ok()?, giorno.parse().ok()?)
}

/// A birth date of which perhaps only the year, or month and year, are known: `1950`, `03/1950`, `00/00/1950`.
pub(super) fn data_parziale(testo: &str) -> Option<DataParziale> {
    if let Some(data) = data(testo) {
        return Some(DataParziale::certa(data));
    }
    let parti: Vec<u32> = testo.split(['/', '-', '.']).map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let noti: Vec<u32> = parti.into_iter().filter(|n| *n > 0).collect();
    let (anno, mese) = match noti.as_slice() {
        [anno] => (*anno, None),
        [a, b] if *a > 31 => (*a, Some(*b)),
        [a, b] => (*b, Some(*a)),
        _ => return None,
    };
    let data = NaiveDate::from_ymd_opt(i32::try_from(anno).ok()?, mese.unwrap_or(1), 1)?;
    let precisione = if mese.is_some() { Precisione::Mese } else { Precisione::Anno };
    (data.year() >= 1000).then_some(DataParziale { data, precisione })
}

/// The mapping.
#[derive(Default)]
pub(super) struct Codifiche(HashMap<(String, String), String>);

impl Codifiche {
    pub(super) fn leggi(cartella: &Path) -> Result<Self, ErroreTabella> {
        let mut mappa = HashMap::new();
        if let Some(mut tabella) = Tabella::apri(cartella, &CODIFICHE)? {
            // A mapping that is wrong would import many rows wrongly, and for good: here one bad row stops everything.
            while let Some(riga) = tabella.prossima()? {
                let (file, numero) = (CODIFICHE.file, riga.numero);
                if riga.storta {
                    return Err(ErroreTabella::Riga { file, riga: numero });
                }
                let lista = riga.campo("lista").unwrap_or_default();
                if lista != OPERATORE && lista.parse::<Lista>().is_err() {
                    return Err(ErroreTabella::Lista { file, riga: numero });
                }
                let parte = |c| riga.campo(c).unwrap_or_default().to_owned();
                mappa.insert((parte("lista"), parte("codice_originale")), parte("codice"));
            }
        }
        Ok(Self(mappa))
    }

    /// The code of ours that a value stands for: what the mapping says, else the value itself. A missing value can be
    /// mapped too.
    pub(super) fn codice(&self, lista: Lista, valore: Option<&str>) -> Option<String> {
        self.di(lista.as_str(), valore)
    }

    pub(super) fn di(&self, lista: &str, valore: Option<&str>) -> Option<String> {
        let chiave = (lista.to_owned(), valore.unwrap_or_default().to_owned());
        self.0.get(&chiave).cloned().or_else(|| valore.map(str::to_owned)).filter(|c| !c.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn giorno(anno: i32, mese: u32, giorno: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(anno, mese, giorno).unwrap()
    }

    #[test]
    fn reads_dates_as_offices_write_them() {
        for testo in
            ["05/03/1950", "5/3/1950", "1950-03-05", "05-03-1950", "1950-03-05 10:22:00", "05.03.1950"]
        {
            assert_eq!(data(testo), Some(giorno(1950, 3, 5)), "{testo}");
        }
        for testo in ["31/02/1950", "05/03/50", "1950", "", "ieri", "03/1950"] {
            assert_eq!(data(testo), None, "{testo}");
        }
    }

    #[test]
    fn keeps_how_much_of_a_birth_date_is_known() {
        let casi = [
            ("05/03/1950", giorno(1950, 3, 5), Precisione::Giorno),
            ("03/1950", giorno(1950, 3, 1), Precisione::Mese),
            ("1950-03", giorno(1950, 3, 1), Precisione::Mese),
            ("00/03/1950", giorno(1950, 3, 1), Precisione::Mese),
            ("1950", giorno(1950, 1, 1), Precisione::Anno),
            ("00/00/1950", giorno(1950, 1, 1), Precisione::Anno),
        ];
        for (testo, data, precisione) in casi {
            assert!(data_parziale(testo) == Some(DataParziale { data, precisione }), "{testo}");
        }
        assert!(data_parziale("circa 1950").is_none() && data_parziale("50").is_none());
    }

    #[test]
    fn a_code_is_mapped_or_stays_and_a_missing_one_can_be_mapped() {
        let mappa = [
            (("CANALE".to_owned(), "7".to_owned()), "PEC".to_owned()),
            ((OPERATORE.to_owned(), String::new()), "op1".to_owned()),
        ];
        let codifiche = Codifiche(HashMap::from(mappa));
        assert_eq!(codifiche.codice(Lista::Canale, Some("7")).as_deref(), Some("PEC"));
        assert_eq!(codifiche.codice(Lista::Canale, Some("SPORTELLO")).as_deref(), Some("SPORTELLO"));
        assert_eq!(codifiche.codice(Lista::Canale, None), None);
        assert_eq!(codifiche.di(OPERATORE, None).as_deref(), Some("op1"));
    }
}
