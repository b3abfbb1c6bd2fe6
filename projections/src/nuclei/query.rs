//! Households of a person, members of households.

use super::TipoNucleo;
use crate::error::QueryError;
use crate::sql::{coded, push_holds_at};
use crate::visibilita::{Vista, push_nucleo, push_soggetto};
use chrono::NaiveDate;
use domain::identita::{NucleoId, SoggettoId};
use domain::tracciamento::{Accesso, Oggetto};
use domain::visibilita::Azione;
use sqlx::{QueryBuilder, Row};
use uuid::Uuid;

/// A household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NucleoRef {
    /// Kind.
    pub tipo: TipoNucleo,
    /// Id; of an anagrafe nucleo the subject for whom the register was asked.
    pub nucleo: Uuid,
    /// Name of a nucleo di fatto, unless erased; an anagrafe nucleo has none.
    pub nome: Option<String>,
}

/// One membership.
#[derive(Clone, PartialEq, Eq)]
pub struct ComponenteRiga {
    /// Kind of the household.
    pub tipo: TipoNucleo,
    /// The household.
    pub nucleo: Uuid,
    /// Who.
    pub componente: SoggettoId,
    /// Surname as the household has it: of members of an anagrafe nucleo, and of others who had no file. His own file,
    /// when he has one, knows better.
    pub cognome: Option<String>,
    /// First name, likewise.
    pub nome: Option<String>,
    /// First day, if known.
    pub dal: Option<NaiveDate>,
    /// Last day of an ended membership of a nucleo di fatto.
    pub al: Option<NaiveDate>,
    /// List RELAZIONE_PARENTELA, or the register's `codiceLegame`.
    pub relazione: Option<String>,
}

domain::debug_oscurato!(ComponenteRiga);

/// The households in which a person, whose file is open to him who looks, is a member, at a position.
///
/// # Errors
/// When the database does not answer.
pub async fn nuclei_di(
    vista: &Vista,
    soggetto: SoggettoId,
    alla: Option<u64>,
) -> Result<Vec<NucleoRef>, QueryError> {
    let mut query = QueryBuilder::new(
        "SELECT v.tipo, v.nucleo, n.nome FROM (SELECT tipo, nucleo, min(da_posizione) AS prima \
           FROM letture.nuclei_v1 WHERE componente = ",
    );
    query.push_bind(soggetto.0).push(" AND al IS NULL AND ");
    push_holds_at(&mut query, alla);
    query.push("AND ");
    push_soggetto(&mut query, vista, Azione::Leggere, "nuclei_v1.componente");
    query.push(
        "GROUP BY tipo, nucleo) v LEFT JOIN letture.nuclei_nomi_v1 n ON n.nucleo = v.nucleo AND v.tipo = 'fatto' \
         ORDER BY v.tipo DESC, v.prima, v.nucleo",
    );
    let righe = query.build().fetch_all(vista.pool()).await?;
    let letta = |r| -> Result<_, sqlx::Error> {
        Ok(NucleoRef {
            tipo: coded(r, "tipo", TipoNucleo::da_str)?,
            nucleo: r.try_get("nucleo")?,
            nome: r.try_get("nome")?,
        })
    };
    let nuclei: Vec<NucleoRef> = righe.iter().map(letta).collect::<Result<_, _>>()?;
    let di_fatto = nuclei.iter().filter(|n| n.tipo == TipoNucleo::Fatto);
    vista.divulgato().mostra(Accesso::Intestazione, di_fatto.map(|n| Oggetto::Nucleo(NucleoId(n.nucleo))));
    Ok(nuclei)
}

/// The members of those of these households that are open to him who looks, at a position: per household first those who
/// are in it, then those who left, each in the order in which they joined. Whose file is not open is among them, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn componenti(
    vista: &Vista,
    tipo: TipoNucleo,
    nuclei: &[Uuid],
    alla: Option<u64>,
) -> Result<Vec<ComponenteRiga>, QueryError> {
    let mut query = QueryBuilder::new(
        "SELECT nucleo, componente, cognome, nome_persona, dal, al, relazione FROM letture.nuclei_v1 v WHERE nucleo = ANY(",
    );
    query.push_bind(nuclei).push(") AND tipo = ").push_bind(tipo.as_str()).push(" AND ");
    push_holds_at(&mut query, alla);
    query.push("AND ");
    match tipo {
        TipoNucleo::Fatto => push_nucleo(&mut query, vista, Azione::Leggere, "v.nucleo", alla),
        // It is in the file of the subject for whom the register was asked.
        TipoNucleo::Anagrafe => push_soggetto(&mut query, vista, Azione::Leggere, "v.nucleo"),
    }
    query.push("ORDER BY nucleo, al NULLS FIRST, ingresso, componente");
    let righe = query.build().fetch_all(vista.pool()).await?;
    let letta = |r: &sqlx::postgres::PgRow| -> Result<_, sqlx::Error> {
        Ok(ComponenteRiga {
            tipo,
            nucleo: r.try_get("nucleo")?,
            componente: SoggettoId(r.try_get("componente")?),
            cognome: r.try_get("cognome")?,
            nome: r.try_get("nome_persona")?,
            dal: r.try_get("dal")?,
            al: r.try_get("al")?,
            relazione: r.try_get("relazione")?,
        })
    };
    let componenti: Vec<ComponenteRiga> = righe.iter().map(letta).collect::<Result<_, _>>()?;
    vista
        .divulgato()
        .mostra(Accesso::Intestazione, componenti.iter().map(|c| Oggetto::Soggetto(c.componente)));
    Ok(componenti)
}
