//! Birth places: the register writes ISTAT codes, the case file keeps codici catastali.

use crate::risposta::{ComuneAnpr, Localita, LuogoEvento};
use crate::testo::{self, MAX_LUOGO};
use chrono::NaiveDate;
use domain::anagrafe::ErroreAnagrafe;
use domain::luoghi::{self, Comune};
use domain::persona::LuogoNascita;

/// Code of the archive of comuni for "none was given".
const SENZA_CODICE: &str = "ND";

/// Turns a birth place; what is in no archive is kept as described.
///
/// `nascita` chooses the comune (an ISTAT code may have passed from one to another), `riferimento` is the day as of
/// which the register answered: it may write today's code of a comune that had another one then.
pub(crate) fn luogo_nascita(
    luogo: &LuogoEvento,
    nascita: Option<NaiveDate>,
    riferimento: NaiveDate,
) -> Result<Option<LuogoNascita>, ErroreAnagrafe> {
    if let Some(anpr) = &luogo.comune
        && let Some(comune) = comune(anpr, nascita, riferimento)?
    {
        return Ok(Some(comune));
    }
    if let Some(localita) = &luogo.localita
        && let Some(estero) = estero(localita)?
    {
        return Ok(Some(estero));
    }
    Ok(testo::testo(luogo.luogo_eccezionale.as_deref(), MAX_LUOGO)?.map(descritto))
}

fn comune(
    anpr: &ComuneAnpr,
    nascita: Option<NaiveDate>,
    riferimento: NaiveDate,
) -> Result<Option<LuogoNascita>, ErroreAnagrafe> {
    let istat = testo::codice(anpr.codice_istat.as_deref())?;
    let nome = testo::testo(anpr.nome_comune.as_deref(), MAX_LUOGO)?;
    let provincia = testo::codice(anpr.sigla_provincia_istat.as_deref())?;
    let localita = testo::testo(anpr.descrizione_localita.as_deref(), MAX_LUOGO)?;
    if let Some(trovato) =
        istat.as_deref().and_then(|i| in_archivio(i, nome.as_deref(), nascita, riferimento))
    {
        return Ok(Some(LuogoNascita::Comune {
            codice: trovato.codcatastale.to_owned(),
            denominazione: trovato.denominazione.to_owned(),
            provincia: trovato.sigla_provincia.to_owned(),
        }));
    }
    Ok(match (nome.or(localita), provincia) {
        (Some(nome), Some(provincia)) => Some(descritto(format!("{nome} ({provincia})"))),
        (Some(nome), None) => Some(descritto(nome)),
        (None, _) => None,
    })
}

/// The comune of that ISTAT code on a day.
pub(crate) fn comune_al(istat: &str, giorno: NaiveDate) -> Option<&'static Comune> {
    luoghi::comune_per_istat(istat, giorno).filter(|c| c.codcatastale != SENZA_CODICE)
}

/// The comune of that ISTAT code on the day of birth; else that of the reference day, if it bears the name given.
fn in_archivio(
    istat: &str,
    nome: Option<&str>,
    nascita: Option<NaiveDate>,
    riferimento: NaiveDate,
) -> Option<&'static Comune> {
    let alla_nascita = luoghi::comune_per_istat(istat, nascita.unwrap_or(riferimento));
    let al_riferimento = || {
        luoghi::comune_per_istat(istat, riferimento)
            .filter(|c| nome.is_some_and(|n| n.eq_ignore_ascii_case(c.denominazione)))
    };
    alla_nascita.or_else(al_riferimento).filter(|c| c.codcatastale != SENZA_CODICE)
}

fn estero(anpr: &Localita) -> Result<Option<LuogoNascita>, ErroreAnagrafe> {
    let codice = testo::codice(anpr.codice_stato.as_deref())?;
    let stato = testo::testo(anpr.descrizione_stato.as_deref(), MAX_LUOGO)?;
    let localita = testo::testo(anpr.descrizione_localita.as_deref(), MAX_LUOGO)?;
    // 998 (unknown, with a free description) and 999 (stateless) are no states.
    if let Some(trovato) = codice.as_deref().and_then(luoghi::stato_per_istat) {
        return Ok(Some(LuogoNascita::Estero {
            codice: trovato.codcatastale.to_owned(),
            stato: stato.unwrap_or_else(|| trovato.denominazione.to_uppercase()),
            localita,
        }));
    }
    let parti: Vec<String> = [localita, stato].into_iter().flatten().collect();
    Ok((!parti.is_empty()).then(|| descritto(parti.join(", "))))
}

fn descritto(descrizione: String) -> LuogoNascita {
    LuogoNascita::Descritto { descrizione }
}
