//! The predicate: one condition, put into every statement that discloses something.

use domain::attore::Attore;
use domain::tracciamento::Divulgato;
use domain::visibilita::{Azione, Cosa, Titolo, titoli_sufficienti};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

/// Who looks: an operator in the membership with which he is logged in.
#[derive(Clone, Debug)]
pub struct Sguardo {
    /// The operator.
    pub attore: Attore,
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
    pub(super) fn sguardo(&self) -> Option<&Sguardo> {
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

fn push(query: &mut QueryBuilder<'_, Postgres>, vista: &Vista, azione: Azione, cosa: Cosa, colonna: &str) {
    let Some(Sguardo { attore, unita }) = &vista.sguardo else {
        query.push(" true ");
        return;
    };
    let titoli = titoli_sufficienti(attore.ruolo, azione, cosa);
    if titoli.is_empty() {
        query.push(" false ");
        return;
    }
    query.push(format_args!(
        " EXISTS (SELECT 1 FROM letture.titoli_v1 titoli WHERE titoli.oggetto = {colonna} \
           AND titoli.a_posizione IS NULL AND titoli.unita = ANY("
    ));
    query.push_bind(unita.clone()).push(")");
    // A title of his unit is enough, or it must be his own.
    if !titoli.contains(&Titolo::Unita) {
        query.push(" AND titoli.operatore = ").push_bind(attore.operatore.0);
    }
    query.push(") ");
}
