//! Personal data as a form sends them.

use crate::graphql::common::Lettore;
use async_graphql::InputObject;
use domain::persona::{DataParziale, DatiAnagrafici, LuogoNascita};
use serde::Serialize;

/// Dati anagrafici, per intero. Ciò che solo l'anagrafe nazionale può dire (identificativo ANPR, validazione del codice
/// fiscale) non si inserisce.
#[derive(InputObject, Serialize)]
pub(crate) struct AnagraficaInput {
    /// Cognome; manca per chi non ne ha.
    cognome: Option<String>,
    /// Nome; manca per chi non ne ha.
    nome: Option<String>,
    /// `M` o `F`.
    sesso: Option<String>,
    /// Data di nascita, `1986-07-11` o `11/07/1986`, con 01 per ciò che non è noto.
    data_nascita: Option<String>,
    /// `GIORNO` (se non indicato), `MESE` o `ANNO`: quanto ne è noto.
    precisione_nascita: Option<String>,
    /// Luogo di nascita.
    luogo_nascita: Option<LuogoNascitaInput>,
    /// Codice fiscale, codice provvisorio, STP o ENI.
    codice_fiscale: Option<String>,
    /// Elenco INDICATORE_CF: `CALCOLATO`, `MINISTERIALE`, `NON_DISPONIBILE`.
    indicatore_cf: String,
    /// Codici ISTAT degli stati (100 Italia, 999 apolide).
    #[graphql(default)]
    cittadinanze: Vec<String>,
    /// Elenco STATO_DEMOGRAFICO.
    stato_demografico: Option<String>,
    /// Data dello stato demografico.
    data_stato_demografico: Option<String>,
}

/// Luogo di nascita: un comune, oppure uno stato estero, oppure una descrizione.
#[derive(InputObject, Serialize)]
pub(crate) struct LuogoNascitaInput {
    /// Codice catastale del comune.
    comune: Option<String>,
    /// Codice catastale dello stato estero (Znnn).
    stato: Option<String>,
    /// Località estera.
    localita: Option<String>,
    /// Descrizione, quando nessun archivio ha il luogo.
    descrizione: Option<String>,
}

domain::debug_oscurato!(AnagraficaInput, LuogoNascitaInput);

impl AnagraficaInput {
    /// What the form says.
    pub(crate) fn leggi(&self, l: &mut Lettore) -> DatiAnagrafici {
        let precisione = l.precisione("precisioneNascita", self.precisione_nascita.as_ref());
        let data_nascita = l.data_facoltativa("dataNascita", self.data_nascita.as_ref());
        DatiAnagrafici {
            cognome: l.facoltativo("cognome", self.cognome.as_ref()),
            nome: l.facoltativo("nome", self.nome.as_ref()),
            sesso: l.sesso("sesso", self.sesso.as_ref()),
            data_nascita: data_nascita.map(|data| DataParziale { data, precisione }),
            luogo_nascita: self.luogo_nascita.as_ref().and_then(|luogo| luogo.leggi(l)),
            codice_fiscale: l.facoltativo("codiceFiscale", self.codice_fiscale.as_ref()),
            indicatore_cf: l.indicatore("indicatoreCf", &self.indicatore_cf),
            cf_validato: None,
            id_anpr: None,
            cittadinanze: self.cittadinanze.iter().map(|c| l.testo("cittadinanze", c)).collect(),
            stato_demografico: l.facoltativo("statoDemografico", self.stato_demografico.as_ref()),
            data_stato_demografico: l
                .data_facoltativa("dataStatoDemografico", self.data_stato_demografico.as_ref()),
        }
    }
}

impl LuogoNascitaInput {
    /// The archives fill in the names; the rules refuse an unknown code.
    fn leggi(&self, l: &mut Lettore) -> Option<LuogoNascita> {
        const CAMPO: &str = "luogoNascita";
        let comune = l.facoltativo(CAMPO, self.comune.as_ref());
        let stato = l.facoltativo(CAMPO, self.stato.as_ref());
        let localita = l.facoltativo(CAMPO, self.localita.as_ref());
        let descrizione = l.facoltativo(CAMPO, self.descrizione.as_ref());
        match (comune, stato, descrizione, localita) {
            (Some(codice), None, None, None) => {
                Some(LuogoNascita::Comune { codice, denominazione: String::new(), provincia: String::new() })
            }
            (None, Some(codice), None, localita) => {
                Some(LuogoNascita::Estero { codice, stato: String::new(), localita })
            }
            (None, None, Some(descrizione), None) => Some(LuogoNascita::Descritto { descrizione }),
            (None, None, None, None) => None,
            _ => {
                l.rifiuta(domain::rifiuto::Codice::FormatoNonValido, CAMPO);
                None
            }
        }
    }
}

/// The corrected data beside those that hold: what only the register says stays as it was, and so does the name of a
/// birth place whose code did not change.
pub(super) fn corretti(dati: DatiAnagrafici, prima: &DatiAnagrafici) -> DatiAnagrafici {
    let stesso_codice = dati.codice_fiscale == prima.codice_fiscale;
    let luogo_nascita = match (dati.luogo_nascita, &prima.luogo_nascita) {
        (Some(luogo), Some(noto)) if stesso_luogo(&luogo, noto) => Some(noto.clone()),
        (luogo, _) => luogo,
    };
    DatiAnagrafici {
        luogo_nascita,
        id_anpr: prima.id_anpr.clone(),
        cf_validato: prima.cf_validato.filter(|_| stesso_codice),
        ..dati
    }
}

fn stesso_luogo(scritto: &LuogoNascita, noto: &LuogoNascita) -> bool {
    match (scritto, noto) {
        (LuogoNascita::Comune { codice, .. }, LuogoNascita::Comune { codice: altro, .. }) => codice == altro,
        (
            LuogoNascita::Estero { codice, localita, .. },
            LuogoNascita::Estero { codice: altro, localita: altra, .. },
        ) => codice == altro && localita == altra,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::persona::IndicatoreCf;

    fn dati() -> DatiAnagrafici {
        DatiAnagrafici {
            cognome: Some("PROVA".into()),
            nome: None,
            sesso: None,
            data_nascita: None,
            luogo_nascita: Some(LuogoNascita::Comune {
                codice: "H514".into(),
                denominazione: "ROMANS D'ISONZO".into(),
                provincia: "GO".into(),
            }),
            codice_fiscale: None,
            indicatore_cf: IndicatoreCf::NonDisponibile,
            cf_validato: Some(true),
            id_anpr: Some("AB12345CD".into()),
            cittadinanze: vec![],
            stato_demografico: None,
            data_stato_demografico: None,
        }
    }

    fn scritti(codice: &str) -> DatiAnagrafici {
        let luogo = LuogoNascita::Comune {
            codice: codice.into(),
            denominazione: String::new(),
            provincia: String::new(),
        };
        DatiAnagrafici { luogo_nascita: Some(luogo), cf_validato: None, id_anpr: None, ..dati() }
    }

    #[test]
    fn what_only_the_register_says_survives_a_correction() {
        assert!(corretti(scritti("H514"), &dati()) == dati());
    }

    #[test]
    fn another_code_is_no_more_validated_and_another_place_has_another_name() {
        let nuovi = DatiAnagrafici { codice_fiscale: Some("X".into()), ..scritti("H501") };
        let corretti = corretti(nuovi, &dati());
        assert_eq!(corretti.cf_validato, None);
        assert_eq!(corretti.luogo_nascita.map(|l| l.descrizione().to_owned()), Some(String::new()));
    }
}
