//! The rules of memberships.

use super::aggregate::Abilitazione;
use super::commands::NuovoIncarico;
use super::error::OperatoreError;
use super::events::{DettagliIncarico, MotivoAmministrativo};
use crate::attore::Ruolo;
use crate::identita::OperatoreId;
use crate::rifiuto::{Codice, ErroreCampo};
use crate::riservato::Riservato;
use crate::testo::{NOME_MAX, RIGA_MAX, riga_facoltativa};
use chrono::{Datelike, NaiveDate};

/// No membership that is given begins before this year.
const ANNO_MINIMO: i32 = 1970;
/// Nor ends after this one: days have four digits for the year.
const ANNO_MASSIMO: i32 = 9999;

/// Its days are in order, its role may have the right that goes with it, and what is written about it can be kept.
pub(super) fn controllato(
    operatore: OperatoreId,
    incarico: &NuovoIncarico,
) -> Result<Option<Riservato<DettagliIncarico>>, OperatoreError> {
    if incarico.dal.year() < ANNO_MINIMO {
        return Err(ErroreCampo::nuovo(Codice::DataTroppoRemota, "dal").into());
    }
    for (giorno, campo) in [(Some(incarico.dal), "dal"), (incarico.al, "al")] {
        if giorno.is_some_and(|g| g.year() > ANNO_MASSIMO) {
            return Err(ErroreCampo::nuovo(Codice::DataNonValida, campo).into());
        }
    }
    if incarico.al.is_some_and(|al| al < incarico.dal) {
        return Err(ErroreCampo::nuovo(Codice::PeriodoNonValido, "al").into());
    }
    if incarico.riservati && matches!(incarico.ruolo, Ruolo::Amministratore | Ruolo::Analista) {
        return Err(ErroreCampo::nuovo(Codice::RiservatiNonDelRuolo, "riservati").into());
    }
    let profilo = riga_facoltativa(incarico.profilo.as_deref(), NOME_MAX, "profilo")?;
    let atto = riga_facoltativa(incarico.atto.as_deref(), RIGA_MAX, "atto")?;
    let dettagli = DettagliIncarico { profilo, atto };
    let qualcosa = dettagli.profilo.is_some() || dettagli.atto.is_some();
    Ok(qualcosa.then(|| Riservato::nuovo(operatore.come_soggetto(), dettagli)))
}

/// Nobody has the same role for the same unit twice on the same day.
pub(super) fn non_doppio(gia: &Abilitazione, nuovo: &NuovoIncarico) -> Result<(), OperatoreError> {
    let doppio = gia
        .incarichi
        .iter()
        .any(|i| (i.ruolo, i.unita) == (nuovo.ruolo, nuovo.unita) && i.tocca(nuovo.dal, nuovo.al));
    if doppio { Err(OperatoreError::IncaricoSovrapposto) } else { Ok(()) }
}

/// A reason that may be missing.
pub(super) fn motivo(
    operatore: OperatoreId,
    testo: Option<&str>,
) -> Result<Option<Riservato<MotivoAmministrativo>>, OperatoreError> {
    let testo = riga_facoltativa(testo, RIGA_MAX, "motivo")?;
    Ok(testo.map(|testo| Riservato::nuovo(operatore.come_soggetto(), MotivoAmministrativo { testo })))
}

/// The last day of a membership that is to end: it moves nearer, at most to the day before the first.
pub(super) fn ultimo_giorno(
    incarico: &super::Incarico,
    al: NaiveDate,
    oggi: NaiveDate,
) -> Result<(), OperatoreError> {
    if incarico.finito_al(oggi) {
        return Err(OperatoreError::IncaricoFinito);
    }
    if incarico.dal.and_then(|dal| dal.pred_opt()).is_some_and(|prima| al < prima) {
        return Err(ErroreCampo::nuovo(Codice::PeriodoNonValido, "al").into());
    }
    if al.year() < ANNO_MINIMO {
        return Err(ErroreCampo::nuovo(Codice::DataTroppoRemota, "al").into());
    }
    if al.year() > ANNO_MASSIMO {
        return Err(ErroreCampo::nuovo(Codice::DataNonValida, "al").into());
    }
    if incarico.al.is_some_and(|previsto| previsto <= al) {
        return Err(OperatoreError::NessunaModifica);
    }
    Ok(())
}
