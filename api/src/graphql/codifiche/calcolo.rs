//! «Calcola» (M-D10).

use crate::graphql::common::{Lettore, Rifiuto};
use crate::services::Rifiutato;
use async_graphql::{InputObject, SimpleObject};
use domain::codice_fiscale::{DatiPerCalcolo, ErroreCodiceFiscale, calcola};
use domain::rifiuto::Codice;

/// Dati da cui si calcola un codice fiscale.
#[derive(InputObject)]
pub(crate) struct CalcolaCodiceFiscaleInput {
    /// Cognome alla nascita.
    cognome: Option<String>,
    /// Tutti i nomi.
    nome: Option<String>,
    /// `M` o `F`.
    sesso: Option<String>,
    /// Data di nascita, `2024-10-21` o `21/10/2024`.
    data_nascita: Option<String>,
    /// Codice catastale del comune di nascita, o dello stato estero (Znnn).
    codice_luogo: Option<String>,
}

domain::debug_oscurato!(CalcolaCodiceFiscaleInput);

/// Il codice calcolato, o che cosa manca per calcolarlo.
#[derive(SimpleObject)]
pub(crate) struct CodiceFiscaleCalcolato {
    /// Codice fiscale, senza omocodia.
    codice_fiscale: Option<String>,
    /// Perché non si può calcolare.
    rifiuti: Vec<Rifiuto>,
}

impl CalcolaCodiceFiscaleInput {
    /// The code, or the refusals.
    pub(super) fn calcolato(&self) -> CodiceFiscaleCalcolato {
        match self.calcola() {
            Ok(codice) => CodiceFiscaleCalcolato { codice_fiscale: Some(codice), rifiuti: Vec::new() },
            Err(rifiuti) => CodiceFiscaleCalcolato {
                codice_fiscale: None,
                rifiuti: rifiuti.into_iter().map(Rifiuto::from).collect(),
            },
        }
    }

    fn calcola(&self) -> Result<String, Vec<Rifiutato>> {
        let mut l = Lettore::default();
        let sesso = l.sesso("sesso", self.sesso.as_ref());
        let data_nascita = l.data_facoltativa("dataNascita", self.data_nascita.as_ref());
        let (sesso, data_nascita) = l.fine((sesso, data_nascita))?;
        let codice_luogo = self.codice_luogo.as_deref().map(str::trim).filter(|c| !c.is_empty());
        let (Some(sesso), Some(data_nascita), Some(codice_luogo)) = (sesso, data_nascita, codice_luogo)
        else {
            let mancanti = [
                ("sesso", sesso.is_none()),
                ("dataNascita", data_nascita.is_none()),
                ("codiceLuogo", codice_luogo.is_none()),
            ];
            let campi = mancanti.iter().filter(|(_, manca)| *manca).map(|(campo, _)| (*campo).to_owned());
            return Err(vec![Rifiutato {
                codice: Codice::CodiceFiscaleNonCalcolabile,
                campi: campi.collect(),
                titolare: None,
            }]);
        };
        let dati = DatiPerCalcolo {
            cognome: self.cognome.as_deref().unwrap_or_default(),
            nome: self.nome.as_deref().unwrap_or_default(),
            sesso,
            data_nascita,
            codice_luogo,
        };
        match calcola(&dati) {
            Ok(codice) => Ok(codice.as_str().to_owned()),
            Err(errore) => Err(vec![rifiuto(&errore)]),
        }
    }
}

fn rifiuto(errore: &ErroreCodiceFiscale) -> Rifiutato {
    let campi: &[&str] = match errore {
        ErroreCodiceFiscale::NonTraslitterabile { campo } => &[campo.as_str()],
        ErroreCodiceFiscale::NomeMancante => &["cognome", "nome"],
        ErroreCodiceFiscale::LuogoNascitaSconosciuto => &["codiceLuogo"],
        _ => &[],
    };
    Rifiutato {
        codice: errore.codice(),
        campi: campi.iter().map(|c| (*c).to_owned()).collect(),
        titolare: None,
    }
}
