//! From the register's `generalita` to the personal data of the case file.

use crate::luogo::luogo_nascita;
use crate::risposta::{CodiceFiscaleAnpr, DatiSoggetto, Generalita, InfoSoggetto};
use crate::testo::{self, MAX_NOME};
use chrono::{Datelike, NaiveDate};
use domain::anagrafe::{ErroreAnagrafe, EsitoVita};
use domain::persona::{DataParziale, DatiAnagrafici, IndicatoreCf, Precisione, Sesso};

/// Entry of `infoSoggettoEnte` with the date of death.
const DATA_DECESSO: (&str, &str) = ("1015", "data decesso");
/// Entry of `infoSoggettoEnte` that says whether the person is alive.
const ESISTENZA_IN_VITA: (&str, &str) = ("1003", "verifica esistenza in vita");
/// Codes of the list STATO_DEMOGRAFICO.
const DECEDUTO: &str = "DECEDUTO";
const AIRE: &str = "AIRE";

/// The days an answer is judged by.
#[derive(Clone, Copy)]
pub(crate) struct Giorni {
    /// Day as of which the register was asked.
    pub(crate) riferimento: NaiveDate,
    /// Day on which the answer came.
    pub(crate) risposta: NaiveDate,
}

/// Personal data of one `datiSoggetto`.
///
/// # Errors
/// When a field has not the agreed form, or there is nobody in it.
pub(crate) fn dati_anagrafici(
    soggetto: &DatiSoggetto,
    giorni: Giorni,
) -> Result<DatiAnagrafici, ErroreAnagrafe> {
    let generalita = soggetto
        .generalita
        .as_ref()
        .ok_or(ErroreAnagrafe::RispostaNonValida("person without personal data"))?;
    let cognome = nome(generalita.cognome.as_deref(), generalita.senza_cognome.as_deref())?;
    let nome = nome(generalita.nome.as_deref(), generalita.senza_nome.as_deref())?;
    if cognome.is_none() && nome.is_none() {
        return Err(ErroreAnagrafe::RispostaNonValida("person without any name"));
    }
    let data_nascita = data_nascita(generalita, giorni)?;
    let luogo_nascita = match &generalita.luogo_nascita {
        Some(luogo) => luogo_nascita(luogo, data_nascita.map(|d| d.data), giorni.riferimento)?,
        None => None,
    };
    let codice_fiscale = codice_fiscale(generalita.codice_fiscale.as_ref())?;
    let (stato_demografico, data_stato_demografico) = stato_demografico(soggetto, generalita)?;
    Ok(DatiAnagrafici {
        cognome,
        nome,
        sesso: sesso(generalita.sesso.as_deref())?,
        data_nascita,
        luogo_nascita,
        indicatore_cf: match codice_fiscale {
            Some(_) => IndicatoreCf::Ministeriale,
            None => IndicatoreCf::NonDisponibile,
        },
        cf_validato: generalita
            .codice_fiscale
            .as_ref()
            .and_then(|cf| cf_validato(cf, codice_fiscale.is_some())),
        codice_fiscale,
        id_anpr: id_anpr(soggetto)?,
        cittadinanze: cittadinanze(soggetto)?,
        stato_demografico,
        data_stato_demografico,
    })
}

/// ID ANPR of one `datiSoggetto`: opaque, but letters and digits.
pub(crate) fn id_anpr(soggetto: &DatiSoggetto) -> Result<Option<String>, ErroreAnagrafe> {
    let id = testo::codice(soggetto.identificativi.as_ref().and_then(|i| i.id_anpr.as_deref()))?;
    match id {
        Some(id) if !id_anpr_plausibile(&id) => Err(ErroreAnagrafe::RispostaNonValida("malformed ID ANPR")),
        id => Ok(id),
    }
}

/// Whether a text can be an ID ANPR. Nine characters so far, but nothing promises it.
pub(crate) fn id_anpr_plausibile(testo: &str) -> bool {
    (1..=20).contains(&testo.len()) && testo.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a text can be what the register calls a codice fiscale; definitive or provisional.
pub(crate) fn codice_fiscale_plausibile(testo: &str) -> bool {
    (11..=16).contains(&testo.len()) && testo.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// Codice fiscale, upper case.
pub(crate) fn codice_fiscale(anpr: Option<&CodiceFiscaleAnpr>) -> Result<Option<String>, ErroreAnagrafe> {
    let codice =
        testo::codice(anpr.and_then(|cf| cf.cod_fiscale.as_deref()))?.map(|c| c.to_ascii_uppercase());
    match codice {
        Some(codice) if !codice_fiscale_plausibile(&codice) => {
            Err(ErroreAnagrafe::RispostaNonValida("malformed codice fiscale"))
        }
        codice => Ok(codice),
    }
}

/// 1 and 9 are the known values; another one says nothing.
fn cf_validato(anpr: &CodiceFiscaleAnpr, presente: bool) -> Option<bool> {
    match anpr.validita_cf.as_deref() {
        Some("1") if presente => Some(true),
        Some("9") if presente => Some(false),
        _ => None,
    }
}

/// A name may be absent only where the register says that there is none; what then fills its place is no name.
fn nome(valore: Option<&str>, senza: Option<&str>) -> Result<Option<String>, ErroreAnagrafe> {
    let valore = testo::testo(valore, MAX_NOME)?;
    if testo::spunta(senza)? {
        return Ok(None);
    }
    valore.map(Some).ok_or(ErroreAnagrafe::RispostaNonValida("name missing"))
}

fn sesso(valore: Option<&str>) -> Result<Option<Sesso>, ErroreAnagrafe> {
    match testo::codice(valore)?.as_deref() {
        Some("M" | "m") => Ok(Some(Sesso::M)),
        Some("F" | "f") => Ok(Some(Sesso::F)),
        None | Some("N" | "n") => Ok(None),
        Some(_) => Err(ErroreAnagrafe::RispostaNonValida("unknown sex")),
    }
}

fn data_nascita(generalita: &Generalita, giorni: Giorni) -> Result<Option<DataParziale>, ErroreAnagrafe> {
    let senza_giorno = testo::spunta(generalita.senza_giorno.as_deref())?;
    let senza_mese = testo::spunta(generalita.senza_giorno_mese.as_deref())?;
    let Some(data) = testo::data(generalita.data_nascita.as_deref())? else { return Ok(None) };
    // One day of grace: the register and this machine may stand on two sides of midnight.
    if data > giorni.risposta.max(giorni.riferimento).succ_opt().unwrap_or(NaiveDate::MAX) {
        return Err(ErroreAnagrafe::RispostaNonValida("birth date in the future"));
    }
    let (precisione, data) = match (senza_mese, senza_giorno) {
        (true, _) => (Precisione::Anno, NaiveDate::from_ymd_opt(data.year(), 1, 1)),
        (false, true) => (Precisione::Mese, data.with_day(1)),
        (false, false) => (Precisione::Giorno, Some(data)),
    };
    Ok(data.map(|data| DataParziale { data, precisione }))
}

/// Citizenships: codes, or descriptions where there is no code.
pub(crate) fn cittadinanze(soggetto: &DatiSoggetto) -> Result<Vec<String>, ErroreAnagrafe> {
    let mut codici = Vec::new();
    for cittadinanza in soggetto.cittadinanza.iter().flatten() {
        let codice = testo::codice(cittadinanza.codice_stato.as_deref())?;
        let descrizione = testo::testo(cittadinanza.descrizione_stato.as_deref(), testo::MAX_LUOGO)?;
        // 998 stands for a state without a code: only its description says something.
        let voce = match (codice, descrizione) {
            (Some(codice), Some(descrizione)) if codice == "998" => Some(descrizione),
            (Some(codice), _) => Some(codice),
            (None, descrizione) => descrizione,
        };
        codici.extend(voce);
    }
    Ok(codici)
}

/// Death and residence abroad; of anybody else the services used here say nothing.
fn stato_demografico(
    soggetto: &DatiSoggetto,
    generalita: &Generalita,
) -> Result<(Option<String>, Option<NaiveDate>), ErroreAnagrafe> {
    if let EsitoVita::Deceduta(quando) = in_vita(soggetto)? {
        return Ok((Some(DECEDUTO.to_owned()), quando));
    }
    // The interface says S, one consumer has met Y.
    let aire = matches!(generalita.soggetto_aire.as_deref(), Some("S" | "Y"));
    Ok((aire.then(|| AIRE.to_owned()), None))
}

/// Whether the person is alive. A date of death says so as well, whatever else is there or not.
pub(crate) fn in_vita(soggetto: &DatiSoggetto) -> Result<EsitoVita, ErroreAnagrafe> {
    let info =
        |voce: (&str, &str)| soggetto.info_soggetto_ente.iter().flatten().find(move |i| e_la_voce(i, voce));
    let data_info = testo::data(info(DATA_DECESSO).and_then(|i| i.valore_data.as_deref()))?;
    let data_atto = testo::data(soggetto.dati_decesso.as_ref().and_then(|d| d.data_evento.as_deref()))?;
    let detto = info(ESISTENZA_IN_VITA).and_then(|i| i.valore.as_deref());
    Ok(match (data_info.or(data_atto), detto) {
        (Some(data), _) => EsitoVita::Deceduta(Some(data)),
        (None, Some("N")) => EsitoVita::Deceduta(None),
        (None, Some("S")) => EsitoVita::InVita,
        (None, _) => EsitoVita::NonDeterminabile,
    })
}

/// Entries are known by their id, or by their name whatever its case.
fn e_la_voce(info: &InfoSoggetto, (id, chiave): (&str, &str)) -> bool {
    match info.id.as_deref() {
        Some(trovato) => trovato == id,
        None => info.chiave.as_deref().is_some_and(|c| c.trim().eq_ignore_ascii_case(chiave)),
    }
}
