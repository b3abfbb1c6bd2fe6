//! What may be entered about a person. Whatever is accepted comes back normalised, ready for the event.

use super::error::{ErroreAnagrafica, SoggettoError};
use super::events::{Contatti, Indirizzo, StatoCivile};
use crate::codice_fiscale::{DatiPerCalcolo, Identificativo, calcola};
use crate::codifiche::Lista;
use crate::controlli::{data_passata, voce};
use crate::luoghi::{self, CodiceLuogo};
use crate::persona::{DataParziale, DatiAnagrafici, IndicatoreCf, LuogoNascita, Precisione};
use crate::rifiuto::{Codice, ErroreCampo};
use crate::testo::{NOME_MAX, RIGA_MAX, SIGLA_MAX, note, riga, riga_facoltativa};
use chrono::NaiveDate;

/// Telephones on the form (M-E08).
const TELEFONI_MAX: usize = 3;
/// Digits below which a telephone number is a typing error.
const TELEFONO_CIFRE_MIN: usize = 5;
/// ISTAT code of Italy as a citizenship.
const ITALIA: &str = "100";
/// ISTAT code of a stateless person (ANPR table of states).
const APOLIDE: &str = "999";
/// Longest mail address (RFC 5321).
const POSTA_MAX: usize = 254;

/// Data of the register, as «Importa dati Soggetto» takes them (M-D06): nothing is corrected, but a person without
/// name, codice fiscale or ID ANPR is no answer.
pub(super) fn importazione(mut dati: DatiAnagrafici) -> Result<DatiAnagrafici, SoggettoError> {
    if dati.indicatore_cf != IndicatoreCf::Ministeriale {
        return Err(ErroreAnagrafica::CodiceFiscaleIncoerente.into());
    }
    let codice = dati.codice_fiscale.as_deref().ok_or(SoggettoError::CodiceFiscaleAssente)?;
    dati.codice_fiscale = Some(identificativo(codice)?.as_str().to_owned());
    let leggibile =
        |t: &Option<String>, campo| riga_facoltativa(t.as_deref(), RIGA_MAX, campo).ok().flatten();
    let nominato = leggibile(&dati.cognome, "cognome").or(leggibile(&dati.nome, "nome")).is_some();
    if !nominato || leggibile(&dati.id_anpr, "idAnpr").is_none() {
        return Err(SoggettoError::RispostaNonValida);
    }
    Ok(dati)
}

/// Personal data entered or corrected by hand (M-D05, M-D10, M-H14). What stands unchanged in `prima` was accepted
/// then, by the register or by an older list, and is not judged again.
pub(crate) fn anagrafica(
    dati: DatiAnagrafici,
    prima: Option<&DatiAnagrafici>,
    oggi: NaiveDate,
) -> Result<DatiAnagrafici, ErroreAnagrafica> {
    let cognome = riga_facoltativa(dati.cognome.as_deref(), NOME_MAX, "cognome")?;
    let nome = riga_facoltativa(dati.nome.as_deref(), NOME_MAX, "nome")?;
    if cognome.is_none() && nome.is_none() {
        return Err(ErroreAnagrafica::NomeMancante);
    }
    if let Some(nascita) = dati.data_nascita {
        data_passata(nascita.data, oggi, "dataNascita")?;
    }
    if let Some(data) = dati.data_stato_demografico {
        data_passata(data, oggi, "dataStatoDemografico")?;
    }
    let luogo_nascita = match dati.luogo_nascita {
        Some(luogo) if prima.is_none_or(|p| p.luogo_nascita.as_ref() != Some(&luogo)) => {
            Some(luogo_di_nascita(&luogo, dati.data_nascita)?)
        }
        altro => altro,
    };
    let stato_demografico =
        riga_facoltativa(dati.stato_demografico.as_deref(), SIGLA_MAX, "statoDemografico")?;
    if let Some(stato) = stato_demografico.as_deref()
        && prima.is_none_or(|p| p.stato_demografico.as_deref() != Some(stato))
    {
        voce(Lista::StatoDemografico, stato, oggi, "statoDemografico")?;
    }
    let cittadinanze = cittadinanze(&dati.cittadinanze, prima)?;
    let id_anpr = riga_facoltativa(dati.id_anpr.as_deref(), SIGLA_MAX, "idAnpr")?;
    let codice_fiscale = codice_fiscale(&dati.codice_fiscale, dati.indicatore_cf, prima)?;
    let dati = DatiAnagrafici {
        cognome,
        nome,
        luogo_nascita,
        codice_fiscale,
        id_anpr,
        cittadinanze,
        stato_demografico,
        ..dati
    };
    if dati.indicatore_cf == IndicatoreCf::Calcolato {
        concorda_col_calcolo(&dati)?;
    }
    Ok(dati)
}

fn identificativo(testo: &str) -> Result<Identificativo, ErroreAnagrafica> {
    Identificativo::analizza(testo).map_err(ErroreAnagrafica::CodiceFiscale)
}

/// The code is there exactly when the indicatore says where it comes from (M-D10).
fn codice_fiscale(
    codice: &Option<String>,
    indicatore: IndicatoreCf,
    prima: Option<&DatiAnagrafici>,
) -> Result<Option<String>, ErroreAnagrafica> {
    let codice = codice.as_deref().filter(|c| !c.trim().is_empty());
    match (codice, indicatore) {
        (None, IndicatoreCf::NonDisponibile) => Ok(None),
        (Some(codice), IndicatoreCf::Calcolato | IndicatoreCf::Ministeriale) => {
            if prima.is_some_and(|p| p.codice_fiscale.as_deref() == Some(codice)) {
                return Ok(Some(codice.to_owned()));
            }
            Ok(Some(identificativo(codice)?.as_str().to_owned()))
        }
        (None, _) | (Some(_), IndicatoreCf::NonDisponibile) => Err(ErroreAnagrafica::CodiceFiscaleIncoerente),
    }
}

/// A code marked «Calcolato» is the one that the data give, omocodia aside (M-D10).
fn concorda_col_calcolo(dati: &DatiAnagrafici) -> Result<(), ErroreAnagrafica> {
    let data_nascita = dati.data_nascita.filter(|d| d.precisione == Precisione::Giorno).map(|d| d.data);
    let codice_luogo = dati.luogo_nascita.as_ref().and_then(LuogoNascita::codice);
    let (Some(sesso), Some(data_nascita), Some(codice_luogo)) = (dati.sesso, data_nascita, codice_luogo)
    else {
        let mancanti = [
            ("sesso", dati.sesso.is_none()),
            ("dataNascita", data_nascita.is_none()),
            ("luogoNascita", codice_luogo.is_none()),
        ];
        let campi = mancanti.into_iter().filter(|(_, manca)| *manca).map(|(campo, _)| campo.to_owned());
        return Err(ErroreAnagrafica::CodiceFiscaleNonCalcolabile(campi.collect()));
    };
    let calcolato = calcola(&DatiPerCalcolo {
        cognome: dati.cognome.as_deref().unwrap_or_default(),
        nome: dati.nome.as_deref().unwrap_or_default(),
        sesso,
        data_nascita,
        codice_luogo,
    })
    .map_err(ErroreAnagrafica::CodiceFiscale)?;
    let scritto = dati.codice_fiscale.as_deref().and_then(|c| c.parse::<Identificativo>().ok());
    match scritto.as_ref().and_then(Identificativo::codice_fiscale) {
        Some(scritto) if scritto.base() == calcolato => Ok(()),
        _ => Err(ErroreAnagrafica::CodiceFiscaleIncoerente),
    }
}

/// A coded place is in the archives, or comes with its name; that it did not exist at the birth date is no refusal, the
/// archives have gaps.
fn luogo_di_nascita(
    luogo: &LuogoNascita,
    nascita: Option<DataParziale>,
) -> Result<LuogoNascita, ErroreCampo> {
    const CAMPO: &str = "luogoNascita";
    let sconosciuto = || ErroreCampo::nuovo(Codice::LuogoNascitaSconosciuto, CAMPO);
    Ok(match luogo {
        LuogoNascita::Comune { codice, denominazione, provincia } => {
            let codice = codice_di_comune(codice).ok_or_else(sconosciuto)?;
            let comune = nascita
                .and_then(|n| luoghi::comune_vicino_alla(&codice, n.data))
                .or_else(|| luoghi::periodi(&codice).last());
            let denominazione = o_archivio(denominazione, comune.map(|c| c.denominazione));
            let provincia = o_archivio(provincia, comune.map(|c| c.sigla_provincia));
            LuogoNascita::Comune {
                codice,
                denominazione: riga_facoltativa(Some(denominazione), NOME_MAX, CAMPO)?
                    .ok_or_else(sconosciuto)?,
                provincia: riga_facoltativa(Some(provincia), SIGLA_MAX, CAMPO)?.unwrap_or_default(),
            }
        }
        LuogoNascita::Estero { codice, stato, localita } => {
            let codice = codice_di_stato(codice).ok_or_else(sconosciuto)?;
            let stato = o_archivio(stato, luoghi::stato_estero(&codice).map(|s| s.denominazione));
            LuogoNascita::Estero {
                stato: riga_facoltativa(Some(stato), NOME_MAX, CAMPO)?.ok_or_else(sconosciuto)?,
                localita: riga_facoltativa(localita.as_deref(), NOME_MAX, CAMPO)?,
                codice,
            }
        }
        LuogoNascita::Descritto { descrizione } => {
            LuogoNascita::Descritto { descrizione: riga(descrizione, RIGA_MAX, CAMPO)? }
        }
    })
}

/// What was entered or, failing that, what the archives say.
fn o_archivio<'a>(scritto: &'a str, archivio: Option<&'a str>) -> &'a str {
    if scritto.trim().is_empty() { archivio.unwrap_or_default() } else { scritto }
}

fn codice_noto(codice: &str) -> Option<String> {
    let codice = codice.trim().to_ascii_uppercase();
    (luoghi::classifica(&codice) != CodiceLuogo::Inesistente).then_some(codice)
}

fn codice_di_comune(codice: &str) -> Option<String> {
    codice_noto(codice).filter(|c| !c.starts_with('Z'))
}

fn codice_di_stato(codice: &str) -> Option<String> {
    codice_noto(codice).filter(|c| c.starts_with('Z'))
}

/// Citizenships are ISTAT codes of states (M-E04); as many as a person has, each once.
fn cittadinanze(codici: &[String], prima: Option<&DatiAnagrafici>) -> Result<Vec<String>, ErroreCampo> {
    let mut accettate: Vec<String> = Vec::with_capacity(codici.len());
    for codice in codici {
        let codice = riga(codice, SIGLA_MAX, "cittadinanze")?;
        let nota = prima.is_some_and(|p| p.cittadinanze.contains(&codice)) || e_cittadinanza(&codice);
        if !nota {
            return Err(ErroreCampo::nuovo(Codice::VoceSconosciuta, "cittadinanze"));
        }
        if !accettate.contains(&codice) {
            accettate.push(codice);
        }
    }
    Ok(accettate)
}

/// Italy, stateless, or a state of the archive.
fn e_cittadinanza(codice: &str) -> bool {
    codice == ITALIA || codice == APOLIDE || luoghi::stato_per_istat(codice).is_some_and(|s| s.cittadinanza)
}

/// Contacts (M-E08); blank ones are missing.
pub(super) fn contatti(contatti: &Contatti) -> Result<Contatti, ErroreCampo> {
    let mut telefoni = Vec::new();
    for telefono in &contatti.telefoni {
        let Some(telefono) = riga_facoltativa(Some(telefono), SIGLA_MAX, "telefoni")? else { continue };
        if !e_telefono(&telefono) || telefoni.len() == TELEFONI_MAX {
            return Err(ErroreCampo::nuovo(Codice::RecapitoNonValido, "telefoni"));
        }
        telefoni.push(telefono);
    }
    Ok(Contatti {
        email: posta(contatti.email.as_deref(), "email")?,
        pec: posta(contatti.pec.as_deref(), "pec")?,
        domicilio_digitale: posta(contatti.domicilio_digitale.as_deref(), "domicilioDigitale")?,
        telefoni,
    })
}

fn posta(testo: Option<&str>, campo: &str) -> Result<Option<String>, ErroreCampo> {
    let indirizzo = riga_facoltativa(testo, POSTA_MAX, campo)?;
    if indirizzo.as_deref().is_none_or(e_indirizzo_di_posta) {
        Ok(indirizzo)
    } else {
        Err(ErroreCampo::nuovo(Codice::RecapitoNonValido, campo))
    }
}

/// One `@`, no blank, and a domain with an inner dot. More would refuse addresses that work.
fn e_indirizzo_di_posta(indirizzo: &str) -> bool {
    let Some((casella, dominio)) = indirizzo.split_once('@') else { return false };
    let etichette: Vec<&str> = dominio.split('.').collect();
    !casella.is_empty()
        && !dominio.contains('@')
        && !indirizzo.contains(char::is_whitespace)
        && etichette.len() > 1
        && etichette.iter().all(|e| !e.is_empty())
}

fn e_telefono(telefono: &str) -> bool {
    telefono.chars().all(|c| c.is_ascii_digit() || " +/-".contains(c))
        && telefono.chars().filter(char::is_ascii_digit).count() >= TELEFONO_CIFRE_MIN
}

/// A stato civile that holds from a day on (M-E05, M-E06, M-E07).
pub(super) fn stato_civile(stato: &StatoCivile, oggi: NaiveDate) -> Result<StatoCivile, ErroreCampo> {
    voce(Lista::StatoCivile, &stato.codice, oggi, "codice")?;
    data_passata(stato.dal, oggi, "dal")?;
    Ok(StatoCivile { note: note(stato.note.as_deref(), "note")?, ..stato.clone() })
}

/// An address that holds from a day on (M-E09).
pub(super) fn indirizzo(
    tipo: &str,
    indirizzo: &Indirizzo,
    oggi: NaiveDate,
) -> Result<Indirizzo, ErroreCampo> {
    voce(Lista::TipoIndirizzo, tipo, oggi, "tipo")?;
    data_passata(indirizzo.dal, oggi, "dal")?;
    if indirizzo.codice_luogo.trim().is_empty() {
        return Err(ErroreCampo::nuovo(Codice::CampoObbligatorio, "codiceLuogo"));
    }
    let codice_luogo = codice_noto(&indirizzo.codice_luogo)
        .ok_or_else(|| ErroreCampo::nuovo(Codice::LuogoSconosciuto, "codiceLuogo"))?;
    let comune = luoghi::comune_vicino_alla(&codice_luogo, indirizzo.dal);
    let stato = luoghi::stato_estero(&codice_luogo).map(|s| s.denominazione);
    let luogo = o_archivio(&indirizzo.luogo, comune.map(|c| c.denominazione).or(stato));
    let provincia = o_archivio(&indirizzo.provincia, comune.map(|c| c.sigla_provincia));
    Ok(Indirizzo {
        dal: indirizzo.dal,
        luogo: riga(luogo, RIGA_MAX, "luogo")?,
        provincia: riga_facoltativa(Some(provincia), SIGLA_MAX, "provincia")?.unwrap_or_default(),
        cap: riga_facoltativa(indirizzo.cap.as_deref(), SIGLA_MAX, "cap")?,
        via: riga(&indirizzo.via, RIGA_MAX, "via")?,
        civico: riga_facoltativa(indirizzo.civico.as_deref(), SIGLA_MAX, "civico")?,
        presso: riga_facoltativa(indirizzo.presso.as_deref(), RIGA_MAX, "presso")?,
        codice_luogo,
    })
}
