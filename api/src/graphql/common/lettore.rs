//! Reads the text an operator typed into the values the services take. What cannot be read becomes a refusal with the
//! name of its field, and all of them are told at once.

use super::scalari::giorno_iso;
use crate::services::Rifiutato;
use async_graphql::ID;
use chrono::NaiveDate;
use domain::persona::{IndicatoreCf, Precisione, Sesso};
use domain::rifiuto::Codice;
use uuid::Uuid;

/// Collects refusals. A value read after a refusal of its field is a mere placeholder: nobody gets to see it, because
/// [`Lettore::fine`] then refuses the whole input.
#[derive(Default)]
pub(crate) struct Lettore {
    rifiuti: Vec<Rifiutato>,
}

impl Lettore {
    /// Notes a refusal.
    pub(crate) fn rifiuta(&mut self, codice: Codice, campo: &str) {
        self.rifiuti.push(Rifiutato { codice, campi: vec![campo.to_owned()], titolare: None });
    }

    /// What was read, unless something was refused.
    pub(crate) fn fine<T>(self, letto: T) -> Result<T, Vec<Rifiutato>> {
        if self.rifiuti.is_empty() { Ok(letto) } else { Err(self.rifiuti) }
    }

    /// A text; the rules judge its length and content, but no database takes a NUL.
    pub(crate) fn testo(&mut self, campo: &str, testo: &str) -> String {
        if testo.contains('\0') {
            self.rifiuta(Codice::CaratteriNonAmmessi, campo);
        }
        testo.to_owned()
    }

    /// A text that may be missing; a blank one is missing.
    pub(crate) fn facoltativo(&mut self, campo: &str, testo: Option<&String>) -> Option<String> {
        testo.filter(|t| !t.trim().is_empty()).map(|t| self.testo(campo, t))
    }

    /// A date, `2024-10-21` or `21/10/2024`.
    pub(crate) fn data(&mut self, campo: &str, testo: &str) -> NaiveDate {
        if testo.trim().is_empty() {
            self.rifiuta(Codice::CampoObbligatorio, campo);
            return NaiveDate::default();
        }
        let data = giorno(testo.trim());
        data.unwrap_or_else(|| {
            self.rifiuta(Codice::DataNonValida, campo);
            NaiveDate::default()
        })
    }

    /// A date that may be missing.
    pub(crate) fn data_facoltativa(&mut self, campo: &str, testo: Option<&String>) -> Option<NaiveDate> {
        testo.filter(|t| !t.trim().is_empty()).map(|t| self.data(campo, t))
    }

    /// An id.
    pub(crate) fn id<T: From<Uuid>>(&mut self, campo: &str, id: &ID) -> T {
        if id.trim().is_empty() {
            self.rifiuta(Codice::CampoObbligatorio, campo);
            return T::from(Uuid::nil());
        }
        let id = Uuid::parse_str(id.as_str()).unwrap_or_else(|_| {
            self.rifiuta(Codice::FormatoNonValido, campo);
            Uuid::nil()
        });
        T::from(id)
    }

    /// An id that may be missing.
    pub(crate) fn id_facoltativo<T: From<Uuid>>(&mut self, campo: &str, id: Option<&ID>) -> Option<T> {
        id.filter(|id| !id.trim().is_empty()).map(|id| self.id(campo, id))
    }

    /// `M`, `F`, or nothing.
    pub(crate) fn sesso(&mut self, campo: &str, codice: Option<&String>) -> Option<Sesso> {
        match codice.map(|c| c.trim()) {
            None | Some("") => None,
            Some("M") => Some(Sesso::M),
            Some("F") => Some(Sesso::F),
            Some(_) => {
                self.rifiuta(Codice::VoceSconosciuta, campo);
                None
            }
        }
    }

    /// How much of a date is known: `GIORNO` unless said otherwise.
    pub(crate) fn precisione(&mut self, campo: &str, codice: Option<&String>) -> Precisione {
        match codice.map(|c| c.trim()) {
            None | Some("" | "GIORNO") => Precisione::Giorno,
            Some("MESE") => Precisione::Mese,
            Some("ANNO") => Precisione::Anno,
            Some(_) => {
                self.rifiuta(Codice::VoceSconosciuta, campo);
                Precisione::Giorno
            }
        }
    }

    /// List INDICATORE_CF.
    pub(crate) fn indicatore(&mut self, campo: &str, codice: &str) -> IndicatoreCf {
        match codice.trim() {
            "CALCOLATO" => IndicatoreCf::Calcolato,
            "MINISTERIALE" => IndicatoreCf::Ministeriale,
            "NON_DISPONIBILE" => IndicatoreCf::NonDisponibile,
            "" => {
                self.rifiuta(Codice::CampoObbligatorio, campo);
                IndicatoreCf::NonDisponibile
            }
            _ => {
                self.rifiuta(Codice::VoceSconosciuta, campo);
                IndicatoreCf::NonDisponibile
            }
        }
    }
}

/// `2024-10-21` or `21/10/2024`.
pub(crate) fn giorno(testo: &str) -> Option<NaiveDate> {
    if let Some(data) = giorno_iso(testo) {
        return Some(data);
    }
    let mut parti = testo.split('/');
    let (giorno, mese, anno) = (parti.next()?, parti.next()?, parti.next()?);
    let cifre = |parte: &str, lunghezze: &[usize]| {
        lunghezze.contains(&parte.len()) && parte.bytes().all(|b| b.is_ascii_digit())
    };
    if parti.next().is_some() || !cifre(giorno, &[1, 2]) || !cifre(mese, &[1, 2]) || !cifre(anno, &[4]) {
        return None;
    }
    NaiveDate::from_ymd_opt(anno.parse().ok()?, mese.parse().ok()?, giorno.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rifiuti(leggi: impl Fn(&mut Lettore)) -> Vec<(Codice, String)> {
        let mut lettore = Lettore::default();
        leggi(&mut lettore);
        lettore.rifiuti.into_iter().map(|r| (r.codice, r.campi.concat())).collect()
    }

    #[test]
    fn dates_are_read_as_offices_and_programs_write_them() {
        let attesa = NaiveDate::from_ymd_opt(1986, 7, 11);
        assert_eq!(giorno("1986-07-11"), attesa);
        assert_eq!(giorno("11/07/1986"), attesa);
        assert_eq!(giorno("11/7/1986"), attesa);
        for testo in [
            "11/07/86",
            "1986/07/11",
            "11/07/1986/1",
            "oggi",
            "31/02/2024",
            "+1/+7/1986",
            "011/7/1986",
            "11/07/-986",
            "1986-7- 11",
            "1986-07- 1",
            "1986-07-+1",
        ] {
            assert_eq!(giorno(testo), None, "{testo}");
        }
    }

    #[test]
    fn tells_all_faults_at_once_with_their_fields() {
        let detti = rifiuti(|l| {
            l.data("dataContatto", "ieri");
            l.data("dal", " ");
            l.id::<Uuid>("segnalato", &"x".into());
            l.id::<Uuid>("segnalante", &" ".into());
            l.testo("note", "a\0b");
            l.sesso("sesso", Some(&"X".into()));
        });
        let attesi = [
            (Codice::DataNonValida, "dataContatto"),
            (Codice::CampoObbligatorio, "dal"),
            (Codice::FormatoNonValido, "segnalato"),
            (Codice::CampoObbligatorio, "segnalante"),
            (Codice::CaratteriNonAmmessi, "note"),
            (Codice::VoceSconosciuta, "sesso"),
        ];
        assert_eq!(detti, attesi.map(|(codice, campo)| (codice, campo.to_owned())));
    }

    #[test]
    fn blank_is_missing() {
        let mut lettore = Lettore::default();
        assert_eq!(lettore.facoltativo("x", Some(&"  ".into())), None);
        assert_eq!(lettore.data_facoltativa("x", Some(&String::new())), None);
        assert_eq!(lettore.sesso("x", Some(&String::new())), None);
        assert!(lettore.fine(()).is_ok());
    }
}
