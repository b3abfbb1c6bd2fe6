//! From the register's `residenza` to the address of the case file.

use crate::luogo::comune_al;
use crate::risposta::{DatiSoggetto, IndirizzoAnpr, IndirizzoEstero, NumeroCivico, ResidenzaAnpr};
use crate::testo::{self, MAX_LUOGO};
use chrono::NaiveDate;
use domain::anagrafe::{ErroreAnagrafe, Residenza};
use domain::luoghi;
use domain::soggetto::Indirizzo;
use domain::testo::{RIGA_MAX, SIGLA_MAX};

/// `tipoIndirizzo` that mean the residence, the best first: in Italy, after a street was renamed, abroad.
const TIPI: [&str; 3] = ["1", "10", ESTERA];
const ESTERA: &str = "4";
/// List TIPO_INDIRIZZO.
const RESIDENZA: &str = "1";

/// The residence, if the answer has one that the file can keep: with a day, a known place and a street.
///
/// # Errors
/// When a field of it has not the agreed form.
pub(crate) fn residenza(
    soggetto: &DatiSoggetto,
    riferimento: NaiveDate,
) -> Result<Option<Residenza>, ErroreAnagrafe> {
    let di_tipo = |tipo: &&str| {
        let mut tutte = soggetto.residenza.iter().flatten();
        tutte.find(|r| r.tipo_indirizzo.as_deref().map(|t| t.trim_start_matches('0')) == Some(tipo))
    };
    let Some((tipo, anpr)) = TIPI.iter().find_map(|tipo| Some((*tipo, di_tipo(tipo)?))) else {
        return Ok(None);
    };
    let Some(dal) = testo::data(anpr.data_decorrenza_residenza.as_deref())? else { return Ok(None) };
    let presso = testo::testo(anpr.presso.as_deref(), RIGA_MAX)?;
    let (tipo, indirizzo) = match tipo {
        ESTERA => (ESTERA, all_estero(anpr, dal)?),
        _ => (RESIDENZA, in_italia(anpr, dal, riferimento)?),
    };
    Ok(indirizzo
        .map(|indirizzo| Residenza { tipo: tipo.to_owned(), indirizzo: Indirizzo { presso, ..indirizzo } }))
}

fn in_italia(
    anpr: &ResidenzaAnpr,
    dal: NaiveDate,
    riferimento: NaiveDate,
) -> Result<Option<Indirizzo>, ErroreAnagrafe> {
    let Some(IndirizzoAnpr { cap, comune, toponimo, numero_civico }) = &anpr.indirizzo else {
        return Ok(None);
    };
    let istat = testo::codice(comune.as_ref().and_then(|c| c.codice_istat.as_deref()))?;
    // People live in the comune of today, also when they came before it was merged.
    let comune = istat.as_deref().and_then(|i| comune_al(i, riferimento).or_else(|| comune_al(i, dal)));
    let specie = testo::testo(toponimo.as_ref().and_then(|t| t.specie.as_deref()), MAX_LUOGO)?;
    let nome = testo::testo(toponimo.as_ref().and_then(|t| t.denominazione_toponimo.as_deref()), MAX_LUOGO)?;
    let via: Vec<String> = specie.into_iter().chain(nome).collect();
    let (cap, civico) = (testo::testo(cap.as_deref(), SIGLA_MAX)?, civico(numero_civico.as_ref())?);
    Ok(comune.filter(|_| !via.is_empty()).map(|comune| Indirizzo {
        dal,
        codice_luogo: comune.codcatastale.to_owned(),
        luogo: comune.denominazione.to_owned(),
        provincia: comune.sigla_provincia.to_owned(),
        cap,
        via: via.join(" "),
        civico,
        presso: None,
    }))
}

fn all_estero(anpr: &ResidenzaAnpr, dal: NaiveDate) -> Result<Option<Indirizzo>, ErroreAnagrafe> {
    let estero = anpr.localita_estera.as_ref().and_then(|l| l.indirizzo_estero.as_ref());
    let Some(IndirizzoEstero { cap, localita: Some(localita), toponimo: Some(toponimo) }) = estero else {
        return Ok(None);
    };
    let codice = testo::codice(localita.codice_stato.as_deref())?;
    let stato = codice.as_deref().and_then(luoghi::stato_per_istat);
    let citta = testo::testo(localita.descrizione_localita.as_deref(), MAX_LUOGO)?;
    let via = testo::testo(toponimo.denominazione.as_deref(), MAX_LUOGO)?;
    let (cap, civico) = (
        testo::testo(cap.as_deref(), SIGLA_MAX)?,
        testo::testo(toponimo.numero_civico.as_deref(), SIGLA_MAX)?,
    );
    Ok(stato.zip(via).map(|(stato, via)| Indirizzo {
        dal,
        codice_luogo: stato.codcatastale.to_owned(),
        luogo: citta.unwrap_or_else(|| stato.denominazione.to_uppercase()),
        provincia: String::new(),
        cap,
        via,
        civico,
        presso: None,
    }))
}

/// For example `12/B, scala A, int. 3`; the stairs are left out where they do not fit.
fn civico(anpr: Option<&NumeroCivico>) -> Result<Option<String>, ErroreAnagrafe> {
    let Some(NumeroCivico { numero, lettera, esponente1, civico_interno }) = anpr else { return Ok(None) };
    let parte = |valore: &Option<String>| testo::codice(valore.as_deref());
    let esterno: Vec<String> =
        [parte(numero)?, parte(lettera)?, parte(esponente1)?].into_iter().flatten().collect();
    let esterno = esterno.join("/");
    let dentro = |campo: fn(&crate::risposta::CivicoInterno) -> &Option<String>| {
        civico_interno.as_ref().map_or(Ok(None), |interno| parte(campo(interno)))
    };
    let scala = dentro(|i| &i.scala)?.map(|scala| format!("scala {scala}"));
    let interno = dentro(|i| &i.interno1)?.map(|interno| format!("int. {interno}"));
    let intero = [Some(esterno.clone()), scala, interno].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let scritto = if intero.chars().count() <= SIGLA_MAX { intero } else { esterno };
    Ok(Some(scritto).filter(|s| !s.is_empty() && s.chars().count() <= SIGLA_MAX))
}
