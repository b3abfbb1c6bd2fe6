//! From what the register said to the outcomes of the port: is it the person asked for, and only that one.

use crate::anomalie::Assenza;
use crate::interpreta::Interpretata;
use crate::persona::{self, Giorni};
use crate::residenza;
use crate::risposta::{DatiSoggetto, LegameSoggetto};
use crate::testo;
use domain::anagrafe::{
    ComponenteFamiglia, ErroreAnagrafe, EsitoFamiglia, EsitoRicerca, EsitoVita, PersonaAnagrafe,
};
use domain::persona::Provenienza;
use std::collections::HashSet;

/// `tipoLegame` of a family, meant when the register leaves it out.
const FAMIGLIA: &str = "3";

/// What C030 says of a codice fiscale.
pub(crate) enum Risolto {
    /// The ID ANPR of the one person.
    Id(String),
    /// There is nothing to go on with.
    Fine(EsitoRicerca),
}

/// Judges an answer of C030.
pub(crate) fn risolto(risposta: Interpretata, codice_fiscale: &str) -> Result<Risolto, ErroreAnagrafe> {
    let soggetti = match risposta {
        Interpretata::Soggetti { soggetti, .. } => soggetti,
        Interpretata::Assente(assenza) => return Ok(Risolto::Fine(ricerca_senza_persona(assenza))),
    };
    match soggetti.as_slice() {
        [] => Ok(Risolto::Fine(EsitoRicerca::NonRegistrata)),
        [soggetto] => {
            // C030 gives no personal data; should it ever, they must be of the person asked for.
            let generalita = soggetto.generalita.as_ref();
            let altro = persona::codice_fiscale(generalita.and_then(|g| g.codice_fiscale.as_ref()))?;
            if altro.is_some_and(|altro| altro != codice_fiscale) {
                return Err(ErroreAnagrafe::RispostaNonValida("answer about another codice fiscale"));
            }
            persona::id_anpr(soggetto)?
                .map(Risolto::Id)
                .ok_or(ErroreAnagrafe::RispostaNonValida("answer without ID ANPR"))
        }
        _ => Ok(Risolto::Fine(EsitoRicerca::PiuSoggetti)),
    }
}

/// Judges an answer of C015 or C020 about `id_anpr`, which C030 gave for `codice_fiscale`.
pub(crate) fn ricerca(
    risposta: Interpretata,
    codice_fiscale: &str,
    id_anpr: &str,
    provenienza: Provenienza,
) -> Result<EsitoRicerca, ErroreAnagrafe> {
    let (id_operazione, soggetti) = match risposta {
        Interpretata::Soggetti { id_operazione, soggetti } => (id_operazione, soggetti),
        Interpretata::Assente(assenza) => return Ok(ricerca_senza_persona(assenza)),
    };
    let soggetto = match soggetti.as_slice() {
        [] => return Err(ErroreAnagrafe::RispostaNonValida("no person for the ID ANPR just given")),
        [soggetto] => soggetto,
        _ => return Ok(EsitoRicerca::PiuSoggetti),
    };
    if persona::id_anpr(soggetto)?.as_deref() != Some(id_anpr) {
        return Err(ErroreAnagrafe::RispostaNonValida("answer about another ID ANPR"));
    }
    let dati = persona::dati_anagrafici(soggetto, giorni(&provenienza))?;
    match dati.codice_fiscale.as_deref() {
        None => return Err(ErroreAnagrafe::RispostaNonValida("answer without codice fiscale")),
        Some(altro) if altro != codice_fiscale => {
            return Ok(EsitoRicerca::AltroCodice);
        }
        Some(_) => {}
    }
    Ok(EsitoRicerca::Trovata(Box::new(PersonaAnagrafe {
        id_anpr: id_anpr.to_owned(),
        dati,
        residenza: residenza::residenza(soggetto, provenienza.data_riferimento)?,
        provenienza: Provenienza { id_operazione, ..provenienza },
    })))
}

/// Judges an answer of C018 about `id_anpr`.
pub(crate) fn cittadinanze(risposta: Interpretata, id_anpr: &str) -> Result<Vec<String>, ErroreAnagrafe> {
    match il_solo(risposta, id_anpr)? {
        Some(soggetto) => persona::cittadinanze(&soggetto),
        None => Err(ErroreAnagrafe::RispostaNonValida("no person for the ID ANPR just given")),
    }
}

/// Judges an answer of C019 about `id_anpr`.
pub(crate) fn in_vita(risposta: Interpretata, id_anpr: &str) -> Result<EsitoVita, ErroreAnagrafe> {
    match il_solo(risposta, id_anpr)? {
        Some(soggetto) => persona::in_vita(&soggetto),
        None => Ok(EsitoVita::NonRegistrata),
    }
}

/// The one person of an answer about an ID ANPR; nobody when he is no longer shown.
fn il_solo(risposta: Interpretata, id_anpr: &str) -> Result<Option<DatiSoggetto>, ErroreAnagrafe> {
    let mut soggetti = match risposta {
        Interpretata::Soggetti { soggetti, .. } => soggetti,
        Interpretata::Assente(Assenza::NonRegistrata | Assenza::Cancellata) => return Ok(None),
        Interpretata::Assente(Assenza::PiuSoggetti) => return Err(piu_soggetti()),
    };
    let Some(soggetto) = soggetti.pop() else {
        return Err(ErroreAnagrafe::RispostaNonValida("no person for the ID ANPR just given"));
    };
    if !soggetti.is_empty() {
        return Err(piu_soggetti());
    }
    if persona::id_anpr(&soggetto)?.as_deref() != Some(id_anpr) {
        return Err(ErroreAnagrafe::RispostaNonValida("answer about another ID ANPR"));
    }
    Ok(Some(soggetto))
}

fn piu_soggetti() -> ErroreAnagrafe {
    ErroreAnagrafe::RispostaNonValida("more than one person for an ID ANPR")
}

/// Judges an answer of C021 about `id_anpr`.
pub(crate) fn famiglia(
    risposta: Interpretata,
    id_anpr: &str,
    provenienza: Provenienza,
) -> Result<EsitoFamiglia, ErroreAnagrafe> {
    let (id_operazione, soggetti) = match risposta {
        Interpretata::Soggetti { id_operazione, soggetti } => (id_operazione, soggetti),
        Interpretata::Assente(Assenza::NonRegistrata | Assenza::Cancellata) => {
            return Ok(EsitoFamiglia::NonRegistrata);
        }
        Interpretata::Assente(Assenza::PiuSoggetti) => return Err(piu_soggetti()),
    };
    let provenienza = Provenienza { id_operazione, ..provenienza };
    if soggetti.is_empty() {
        return Ok(EsitoFamiglia::Vuota(provenienza));
    }
    let giorni = giorni(&provenienza);
    let componenti = soggetti.iter().map(|s| componente(s, giorni)).collect::<Result<Vec<_>, _>>()?;
    let mut visti = HashSet::new();
    if !componenti.iter().filter_map(|c| c.dati.id_anpr.as_deref()).all(|id| visti.insert(id)) {
        return Err(ErroreAnagrafe::RispostaNonValida("household with the same person twice"));
    }
    if !visti.contains(id_anpr) {
        return Err(ErroreAnagrafe::RispostaNonValida("household without the person asked for"));
    }
    Ok(EsitoFamiglia::Trovata { componenti, provenienza })
}

fn ricerca_senza_persona(assenza: Assenza) -> EsitoRicerca {
    match assenza {
        Assenza::NonRegistrata => EsitoRicerca::NonRegistrata,
        Assenza::Cancellata => EsitoRicerca::Cancellata,
        Assenza::PiuSoggetti => EsitoRicerca::PiuSoggetti,
    }
}

fn componente(soggetto: &DatiSoggetto, giorni: Giorni) -> Result<ComponenteFamiglia, ErroreAnagrafe> {
    let dati = persona::dati_anagrafici(soggetto, giorni)?;
    let legame = soggetto.legame_soggetto.as_ref();
    let campo = |scegli: fn(&LegameSoggetto) -> Option<&str>| legame.and_then(scegli);
    let dal_legame = testo::data(campo(|l| l.data_decorrenza_legame.as_deref()))?;
    let dal_componente = testo::data(campo(|l| l.data_decorrenza.as_deref()))?;
    Ok(ComponenteFamiglia {
        dati,
        tipo_legame: testo::codice_tabella(campo(|l| l.tipo_legame.as_deref()))?
            .unwrap_or_else(|| FAMIGLIA.to_owned()),
        codice_legame: testo::codice_tabella(campo(|l| l.codice_legame.as_deref()))?,
        dal: dal_legame.or(dal_componente),
    })
}

fn giorni(provenienza: &Provenienza) -> Giorni {
    Giorni { riferimento: provenienza.data_riferimento, risposta: provenienza.consultato_il.date_naive() }
}
