//! Operators and their sessions, within the units that one administers.

use super::types::{SchedaOperatore, SessioneAperta};
use crate::graphql::common::{Pagina, amministratore, costo, di_lettura, guasto, non_valida, pagina, primi};
use crate::services::Mancato;
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::attore::Ruolo;
use domain::identita::{OperatoreId, UnitaId};
use domain::rifiuto::Codice;
use projections::Cursore;
use projections::organizzazione::{FiltroOperatori, operatori};

/// Amministrazione.
#[derive(Default)]
pub(crate) struct AmministrazioneQuery;

/// Quali operatori; nulla significa tutti quelli che si amministrano.
#[derive(InputObject, Default)]
pub(crate) struct FiltroOperatoriInput {
    /// Inizio di cognome e nome, in qualunque ordine.
    testo: Option<String>,
    /// Con un incarico in questa unità.
    unita: Option<ID>,
    /// Con un incarico in questo ruolo (elenco RUOLO).
    ruolo: Option<String>,
    /// Abilitati, o disabilitati.
    abilitati: Option<bool>,
    /// Contano solo gli incarichi in vigore oggi; altrimenti anche quelli finiti e futuri.
    in_vigore: Option<bool>,
}

#[Object]
impl AmministrazioneQuery {
    /// Gli operatori con un incarico nelle unità che si amministrano, per cognome e nome. Per l'amministratore.
    #[graphql(complexity = "costo(first, child_complexity)")]
    async fn operatori(
        &self,
        ctx: &Context<'_>,
        filtro: Option<FiltroOperatoriInput>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<SchedaOperatore>> {
        let c = amministratore(ctx)?;
        let FiltroOperatoriInput { testo, unita, ruolo, abilitati, in_vigore } = filtro.unwrap_or_default();
        let unita: Option<UnitaId> = match unita {
            None => None,
            Some(id) => Some(id.parse().map_err(|_| non_valida(Codice::FormatoNonValido, "unita"))?),
        };
        let ruolo = match ruolo {
            None => None,
            Some(codice) => {
                Some(Ruolo::da_str(&codice).ok_or_else(|| non_valida(Codice::VoceSconosciuta, "ruolo"))?)
            }
        };
        let filtro = FiltroOperatori {
            operatore: None,
            ruoli: ruolo.into_iter().collect(),
            unita,
            sotto: Some(c.chi.attore.unita),
            in_vigore_al: in_vigore.unwrap_or_default().then(|| c.servizi.oggi()),
            attivi: abilitati,
            testo,
        };
        let dopo = after.clone().map(Cursore);
        let letti = operatori(c.servizi.log().pool(), &filtro, dopo.as_ref(), primi(first)?).await;
        Ok(pagina(letti.map_err(|e| di_lettura(&e))?, after.as_deref(), SchedaOperatore::from))
    }

    /// Un operatore; nulla se non è tra quelli che si amministrano. Per l'amministratore.
    async fn operatore(&self, ctx: &Context<'_>, id: ID) -> Result<Option<SchedaOperatore>> {
        let c = amministratore(ctx)?;
        let filtro = FiltroOperatori {
            operatore: Some(operatore_di("id", &id)?),
            sotto: Some(c.chi.attore.unita),
            ..FiltroOperatori::default()
        };
        let trovato = operatori(c.servizi.log().pool(), &filtro, None, 1).await.map_err(|e| guasto(&e))?;
        Ok(trovato.voci.into_iter().next().map(SchedaOperatore::from))
    }

    /// Le sessioni aperte di un operatore, dalla più recente; nulla se non è tra quelli che si amministrano. Per
    /// l'amministratore.
    async fn sessioni_operatore(
        &self,
        ctx: &Context<'_>,
        operatore: ID,
    ) -> Result<Option<Vec<SessioneAperta>>> {
        let c = amministratore(ctx)?;
        let operatore = operatore_di("operatore", &operatore)?;
        match c.servizi.sessioni_operatore(&c.chi, operatore).await {
            Ok(aperte) => Ok(Some(aperte.into_iter().map(SessioneAperta::from).collect())),
            Err(Mancato::Rifiutato(_)) => Ok(None),
            Err(altro) => Err(guasto(&altro)),
        }
    }
}

fn operatore_di(argomento: &str, id: &ID) -> Result<OperatoreId> {
    id.parse().map_err(|_| non_valida(Codice::FormatoNonValido, argomento))
}
