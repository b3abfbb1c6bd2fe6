//! The predicate: one condition, put into every statement that discloses something.

use crate::sql::push_holds_at;
use chrono::{DateTime, NaiveDate, Utc};
use domain::attore::{Attore, Ruolo};
use domain::tracciamento::Divulgato;
use domain::visibilita::{Azione, Cosa, Sezione, Titolo, titoli_sufficienti, titoli_sufficienti_sezione};
use sqlx::postgres::PgRow;
use sqlx::{PgPool, Postgres, QueryBuilder, Row};
use uuid::Uuid;

/// Who looks, and when: an operator in the membership with which he is logged in.
#[derive(Clone, Copy, Debug)]
pub struct Chi {
    /// The operator.
    pub attore: Attore,
    /// Whether his membership has the right to what is reserved.
    pub riservati: bool,
    /// Today, in the office: what grants go by.
    pub giorno: NaiveDate,
    /// Now: what emergency accesses go by.
    pub adesso: DateTime<Utc>,
}

/// What he who looks has in view.
#[derive(Clone, Debug)]
pub struct Sguardo {
    /// Who looks.
    pub chi: Chi,
    /// His unit and, where his role sees them, those below it.
    pub(super) unita: Vec<Uuid>,
}

/// The read models as somebody may see them.
#[derive(Clone, Debug)]
pub struct Vista {
    pool: PgPool,
    sguardo: Option<Sguardo>,
    divulgato: Divulgato,
}

impl Vista {
    /// As this operator may see them; what is shown of them is noted in `divulgato`.
    #[must_use]
    pub fn di(pool: PgPool, sguardo: Sguardo, divulgato: Divulgato) -> Self {
        Self { pool, sguardo: Some(sguardo), divulgato }
    }

    /// Whole: for programs that show nobody what they read, such as measurements and checks of the read models.
    #[must_use]
    pub fn intera(pool: &PgPool) -> Self {
        Self { pool: pool.clone(), sguardo: None, divulgato: Divulgato::default() }
    }

    pub(crate) fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Where it is noted what is shown.
    #[must_use]
    pub fn divulgato(&self) -> &Divulgato {
        &self.divulgato
    }

    /// Who looks, unless it is nobody.
    pub(crate) fn sguardo(&self) -> Option<&Sguardo> {
        self.sguardo.as_ref()
    }
}

/// The condition that a subject may be seen; `colonna` holds his id.
pub(crate) fn push_soggetto(
    query: &mut QueryBuilder<'_, Postgres>,
    vista: &Vista,
    azione: Azione,
    colonna: &str,
) {
    push(query, vista, azione, Cosa::Soggetto, colonna);
}

/// The condition that a segnalazione may be seen; `colonna` holds its id.
pub(crate) fn push_pratica(
    query: &mut QueryBuilder<'_, Postgres>,
    vista: &Vista,
    azione: Azione,
    colonna: &str,
) {
    push(query, vista, azione, Cosa::Pratica, colonna);
}

/// The condition that a nucleo di fatto may be seen: somebody who may be seen is in it, at that position; `nucleo` holds its
/// id. Whether he may be seen is asked of now.
pub(crate) fn push_nucleo(
    query: &mut QueryBuilder<'_, Postgres>,
    vista: &Vista,
    azione: Azione,
    nucleo: &str,
    alla: Option<u64>,
) {
    if vista.sguardo.is_none() {
        query.push(" true ");
        return;
    }
    query.push(format_args!(
        " EXISTS (SELECT 1 FROM letture.nuclei_v1 dentro WHERE dentro.nucleo = {nucleo} AND dentro.tipo = 'fatto' \
           AND dentro.al IS NULL AND "
    ));
    push_holds_at(query, alla);
    query.push("AND ");
    push_soggetto(query, vista, azione, "dentro.componente");
    // With an offset it is looked up for one row after the other, and never made a list of all households first.
    query.push(" OFFSET 0) ");
}

fn push(query: &mut QueryBuilder<'_, Postgres>, vista: &Vista, azione: Azione, cosa: Cosa, colonna: &str) {
    let Some(sguardo) = &vista.sguardo else {
        query.push(" true ");
        return;
    };
    push_titoli(query, sguardo, &titoli_sufficienti(sguardo.chi.attore.ruolo, azione, cosa), colonna);
}

/// The condition that a note may be read; `nota` is the row of `annotazioni_v1`. Beside the titles on its case count who wrote
/// it and who has the case in charge.
pub(crate) fn push_annotazione(query: &mut QueryBuilder<'_, Postgres>, vista: &Vista, nota: &str) {
    let Some(sguardo) = &vista.sguardo else {
        query.push(" true ");
        return;
    };
    let (chi, pratica) = (&sguardo.chi, format!("{nota}.segnalazione"));
    push_pratica(query, vista, Azione::Leggere, &pratica);
    query.push(format_args!(" AND ({nota}.autore = ")).push_bind(chi.attore.operatore.0);
    query.push(format_args!(
        " OR EXISTS (SELECT 1 FROM letture.segnalazioni_v1 g WHERE g.segnalazione = {pratica} \
           AND g.a_posizione IS NULL AND g.responsabile = "
    ));
    query.push_bind(chi.attore.operatore.0).push(")");
    for sezione in Sezione::TUTTE {
        let titoli = titoli_sufficienti_sezione(chi.attore.ruolo, chi.riservati, sezione);
        if !titoli.is_empty() {
            query.push(format_args!(" OR ({nota}.sezione = '{}' AND ", sezione.as_str()));
            let grants = if sezione == Sezione::Riservata { " AND titoli.riservate" } else { "" };
            push_titoli_con(query, sguardo, &titoli, &pratica, grants);
            query.push(")");
        }
    }
    query.push(") ");
}

/// The condition that he who looks holds one of these titles, now, on the file whose id is in `colonna`.
pub(crate) fn push_titoli(
    query: &mut QueryBuilder<'_, Postgres>,
    sguardo: &Sguardo,
    titoli: &[Titolo],
    colonna: &str,
) {
    push_titoli_con(query, sguardo, titoli, colonna, "");
}

/// The same; of grants only those for which `grants` holds, too.
fn push_titoli_con(
    query: &mut QueryBuilder<'_, Postgres>,
    sguardo: &Sguardo,
    titoli: &[Titolo],
    colonna: &str,
    grants: &str,
) {
    if titoli.is_empty() {
        query.push(" false ");
        return;
    }
    query.push(format_args!(
        " EXISTS (SELECT 1 FROM letture.titoli_v2 titoli WHERE titoli.oggetto = {colonna} \
           AND titoli.a_posizione IS NULL AND titoli.unita = ANY("
    ));
    query.push_bind(sguardo.unita.clone()).push(") AND (");
    for (posto, titolo) in titoli.iter().enumerate() {
        if posto > 0 {
            query.push(" OR ");
        }
        query.push("(");
        push_vale(query, &sguardo.chi, *titolo);
        query.push(if *titolo == Titolo::Concessione { grants } else { "" }).push(")");
    }
    query.push(")) ");
}

/// The condition to be listed, as a join that tells also by what: a table `tenuti` that has one row where the thing whose id is
/// in `colonna` may be seen in a list, and none where it may not. [`titolo_tenuto`] reads it.
pub(crate) fn push_join(query: &mut QueryBuilder<'_, Postgres>, vista: &Vista, cosa: Cosa, colonna: &str) {
    let Some(sguardo) = &vista.sguardo else {
        query.push(" CROSS JOIN (SELECT NULL::int AS rango) tenuti ");
        return;
    };
    let titoli = in_ordine(sguardo.chi.attore.ruolo, cosa);
    if titoli.is_empty() {
        query.push(" CROSS JOIN (SELECT NULL::int AS rango WHERE false) tenuti ");
        return;
    }
    query.push(" CROSS JOIN LATERAL (SELECT di.rango FROM (SELECT min(CASE");
    for (rango, titolo) in titoli.iter().enumerate() {
        query.push(" WHEN ");
        push_vale(query, &sguardo.chi, *titolo);
        query.push(format_args!(" THEN {rango}"));
    }
    query.push(format_args!(
        " END) AS rango FROM letture.titoli_v2 titoli WHERE titoli.oggetto = {colonna} \
           AND titoli.a_posizione IS NULL AND titoli.unita = ANY("
    ));
    query.push_bind(sguardo.unita.clone()).push(")) di WHERE di.rango IS NOT NULL) tenuti ");
}

/// The title by which he who looks sees a row of a [`push_join`]; none when nobody looks.
pub(crate) fn titolo_tenuto(riga: &PgRow, vista: &Vista, cosa: Cosa) -> Result<Option<Titolo>, sqlx::Error> {
    let rango: Option<i32> = riga.try_get("rango")?;
    let titoli = vista.sguardo().map(|sguardo| in_ordine(sguardo.chi.attore.ruolo, cosa));
    let posto = rango.and_then(|rango| usize::try_from(rango).ok());
    Ok(titoli.zip(posto).and_then(|(titoli, posto)| titoli.get(posto).copied()))
}

/// The titles by which a thing is seen in a list, in the order in which they count: those first that open it, too.
fn in_ordine(ruolo: Ruolo, cosa: Cosa) -> Vec<Titolo> {
    let mut titoli = titoli_sufficienti(ruolo, Azione::Leggere, cosa);
    for titolo in titoli_sufficienti(ruolo, Azione::Elencare, cosa) {
        if !titoli.contains(&titolo) {
            titoli.push(titolo);
        }
    }
    titoli
}

/// The condition that a row is that title of his, and holds now.
pub(super) fn push_vale(query: &mut QueryBuilder<'_, Postgres>, chi: &Chi, titolo: Titolo) {
    match titolo {
        Titolo::Unita => {
            query.push(TENGONO);
        }
        Titolo::Incarico => {
            query.push("(").push(TENGONO).push(" AND titoli.operatore = ");
            query.push_bind(chi.attore.operatore.0).push(")");
        }
        Titolo::Concessione => {
            query.push("(titoli.parte = 'CONCESSIONE' AND titoli.dal <= ").push_bind(chi.giorno);
            query.push(" AND titoli.al >= ").push_bind(chi.giorno).push(")");
        }
        Titolo::Emergenza => {
            query.push("(titoli.parte = 'EMERGENZA' AND titoli.scade > ").push_bind(chi.adesso);
            query.push(" AND titoli.operatore = ").push_bind(chi.attore.operatore.0).push(")");
        }
    }
}

/// That a row holds the file, and does not only look at it.
const TENGONO: &str = "titoli.parte IN ('SCHEDA', 'AUTORE', 'ASSEGNATARIO')";

#[cfg(test)]
mod tests {
    use super::super::projection::Parte;
    use super::*;

    #[test]
    fn what_opens_a_thing_lists_it_and_counts_before_what_only_lists_it() {
        for (ruolo, cosa) in Ruolo::TUTTI.into_iter().flat_map(|r| Cosa::TUTTE.map(|c| (r, c))) {
            let (ordine, aprono) = (in_ordine(ruolo, cosa), titoli_sufficienti(ruolo, Azione::Leggere, cosa));
            assert_eq!(ordine[..aprono.len()], aprono);
            let mut elencano = ordine;
            elencano.sort_unstable();
            assert_eq!(elencano, titoli_sufficienti(ruolo, Azione::Elencare, cosa));
        }
    }

    #[test]
    fn the_parts_that_hold_a_file_are_those_of_the_projection() {
        let nomi = Parte::TENGONO.map(|p| format!("'{}'", p.as_str())).join(", ");
        assert_eq!(TENGONO, format!("titoli.parte IN ({nomi})"));
    }
}
