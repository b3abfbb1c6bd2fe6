//! The quadro of a person, and of those he lives with.

use super::types::{GruppoQuadro, QuadroRiassuntivo, TipoGruppo, VoceQuadro};
use crate::graphql::common::{
    AllaInput, ChiaveNome, ChiaveScheda, Contesto, Data, Momento, contesto, di_lettura, guasto_condiviso,
    non_valida,
};
use crate::graphql::soggetto::{DatiScheda, SchedaSoggetto};
use async_graphql::connection::PageInfo;
use async_graphql::{Context, ID, Object, Result};
use domain::identita::{NucleoId, SoggettoId};
use domain::rifiuto::Codice;
use domain::visibilita::Azione;
use projections::nuclei::{TipoNucleo, componenti, nuclei_di};
use projections::quadro::{LIMITE_MAX, Voce, quadro};
use projections::{Cursore, Pagina};
use std::collections::HashMap;

/// Quadro riassuntivo.
#[derive(Default)]
pub(crate) struct QuadroQuery;

/// What a quadro costs: its entries are as many as they are, within a limit.
fn costo(figli: usize) -> usize {
    figli.saturating_mul(50)
}

#[Object]
impl QuadroQuery {
    /// Quadro riassuntivo di un soggetto e, se chiesto, di chi fa parte dei suoi nuclei di fatto: le voci che toccano
    /// il periodo indicato, cinquecento alla volta. Ogni pagina ha tutti i blocchi, ciascuno con le sue sole voci della
    /// pagina; la seguente si chiede con `after`.
    #[graphql(complexity = "costo(child_complexity)")]
    #[allow(clippy::too_many_arguments, reason = "arguments of a field")]
    async fn quadro_riassuntivo(
        &self,
        ctx: &Context<'_>,
        soggetto: ID,
        #[graphql(default)] con_nucleo: bool,
        dal: Option<Data>,
        al: Option<Data>,
        alla: Option<AllaInput>,
        after: Option<String>,
    ) -> Result<QuadroRiassuntivo> {
        let c = contesto(ctx)?;
        let soggetto: SoggettoId =
            soggetto.parse().map_err(|_| non_valida(Codice::FormatoNonValido, "soggetto"))?;
        let fino_a = Momento::di(c, alla).await?.fino_a;
        if !c.vede_soggetto(Azione::Leggere, soggetto).await? {
            return Ok(vuoto(soggetto));
        }
        let nuclei = nuclei(c, soggetto, fino_a).await?;
        let mut persone = vec![DatiScheda::di(soggetto, None)];
        if con_nucleo {
            conviventi(c, &nuclei, fino_a, &mut persone).await?;
        }
        let soggetti: Vec<_> = persone.iter().map(|p| p.soggetto).collect();
        let periodo = (dal.map(|d| d.0), al.map(|d| d.0));
        let vista = c.vista().await?;
        let dopo = after.map(Cursore);
        let pagina = quadro(vista, &soggetti, periodo.0, periodo.1, fino_a, LIMITE_MAX, dopo.as_ref()).await;
        let Pagina { voci, cursori, altra } = pagina.map_err(|e| di_lettura(&e))?;
        let page_info = PageInfo {
            has_previous_page: dopo.is_some(),
            has_next_page: altra,
            start_cursor: cursori.first().cloned(),
            end_cursor: cursori.last().cloned(),
        };
        let mut gruppi = gruppi_di_nuclei(c, &nuclei, fino_a).await?;
        gruppi.extend(gruppi_di_persone(c, persone, voci, fino_a).await?);
        Ok(QuadroRiassuntivo { gruppi, page_info })
    }
}

/// The quadro of an id about which there is nothing, or nothing for this operator.
fn vuoto(soggetto: SoggettoId) -> QuadroRiassuntivo {
    let persona = SchedaSoggetto::altrove(DatiScheda::di(soggetto, None));
    let gruppo = GruppoQuadro {
        tipo: TipoGruppo::Persona,
        id: soggetto.to_string().into(),
        titolo: persona.nominativo(),
        persona: Some(persona),
        voci: Vec::new(),
    };
    let page_info =
        PageInfo { has_previous_page: false, has_next_page: false, start_cursor: None, end_cursor: None };
    QuadroRiassuntivo { gruppi: vec![gruppo], page_info }
}

/// The nuclei di fatto in which a person is.
async fn nuclei(c: &Contesto, soggetto: SoggettoId, fino_a: Option<u64>) -> Result<Vec<NucleoId>> {
    let nuclei = nuclei_di(c.vista().await?, soggetto, fino_a).await.map_err(|e| di_lettura(&e))?;
    Ok(nuclei.into_iter().filter(|n| n.tipo == TipoNucleo::Fatto).map(|n| NucleoId(n.nucleo)).collect())
}

/// Adds those who are in these nuclei, each once, by the name that the nucleo has of them.
async fn conviventi(
    c: &Contesto,
    nuclei: &[NucleoId],
    fino_a: Option<u64>,
    persone: &mut Vec<DatiScheda>,
) -> Result<()> {
    let ids: Vec<_> = nuclei.iter().map(|n| n.0).collect();
    let righe = componenti(c.vista().await?, TipoNucleo::Fatto, &ids, fino_a).await;
    for riga in righe.map_err(|e| di_lettura(&e))?.into_iter().filter(|r| r.al.is_none()) {
        if persone.iter().all(|p| p.soggetto != riga.componente) {
            let senza_dati = DatiScheda::di(riga.componente, None);
            persone.push(DatiScheda { cognome: riga.cognome, nome: riga.nome, ..senza_dati });
        }
    }
    Ok(())
}

async fn gruppi_di_nuclei(
    c: &Contesto,
    nuclei: &[NucleoId],
    fino_a: Option<u64>,
) -> Result<Vec<GruppoQuadro>> {
    let chiavi = nuclei.iter().map(|nucleo| ChiaveNome { nucleo: *nucleo, fino_a });
    let nomi = c.caricatori.load_many(chiavi).await.map_err(guasto_condiviso)?;
    let gruppo = |nucleo: &NucleoId| {
        let nome = nomi.get(&ChiaveNome { nucleo: *nucleo, fino_a });
        GruppoQuadro {
            tipo: TipoGruppo::Nucleo,
            id: nucleo.to_string().into(),
            titolo: nome.map_or_else(|| "Nucleo".to_owned(), |nome| format!("Nucleo {nome}")),
            persona: None,
            voci: Vec::new(),
        }
    };
    Ok(nuclei.iter().map(gruppo).collect())
}

async fn gruppi_di_persone(
    c: &Contesto,
    persone: Vec<DatiScheda>,
    voci: Vec<Voce>,
    fino_a: Option<u64>,
) -> Result<Vec<GruppoQuadro>> {
    let chiavi = persone.iter().map(|persona| ChiaveScheda { soggetto: persona.soggetto, fino_a });
    let mut schede = c.caricatori.load_many(chiavi).await.map_err(guasto_condiviso)?;
    let mut posti = HashMap::with_capacity(persone.len());
    let mut gruppi: Vec<GruppoQuadro> = Vec::with_capacity(persone.len());
    for persona in persone {
        let soggetto = persona.soggetto;
        let scheda = match schede.remove(&ChiaveScheda { soggetto, fino_a }) {
            Some(scheda) => scheda,
            None => SchedaSoggetto::altrove(persona),
        };
        posti.insert(soggetto, gruppi.len());
        gruppi.push(GruppoQuadro {
            tipo: TipoGruppo::Persona,
            id: soggetto.to_string().into(),
            titolo: scheda.nominativo(),
            persona: Some(scheda),
            voci: Vec::new(),
        });
    }
    for voce in voci {
        if let Some(posto) = posti.get(&voce.soggetto) {
            gruppi[*posto].voci.push(VoceQuadro { voce, fino_a });
        }
    }
    Ok(gruppi)
}
