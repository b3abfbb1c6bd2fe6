//! Lists and places: from the program itself, no database.

use super::calcolo::{CalcolaCodiceFiscaleInput, CodiceFiscaleCalcolato};
use super::luoghi::{Comune, StatoEstero};
use super::types::Voce;
use crate::graphql::common::{Data, aperto, contesto, non_valida};
use access::Scope;
use async_graphql::{Context, Object, Result};
use domain::codifiche::{Lista, voci};
use domain::luoghi::{cerca_comuni, cerca_stati};
use domain::rifiuto::Codice;

/// Places of an autocompletion.
const LUOGHI: usize = 20;

/// Codifiche, comuni, codice fiscale.
#[derive(Default)]
pub(crate) struct CodificheQuery;

#[Object]
impl CodificheQuery {
    /// Voci di un elenco (per esempio `MOTIVO_SEGNALAZIONE`), nell'ordine in cui mostrarle: quelle valide nel giorno
    /// indicato, oggi se nessuno è indicato.
    async fn codifiche(&self, ctx: &Context<'_>, lista: String, alla: Option<Data>) -> Result<Vec<Voce>> {
        let c = aperto(ctx, Scope::Codifiche)?;
        let lista: Lista = lista.parse().map_err(|_| non_valida(Codice::VoceSconosciuta, "lista"))?;
        let giorno = alla.map_or_else(|| c.servizi.oggi(), |d| d.0);
        Ok(voci(lista, Some(giorno)).into_iter().map(|v| Voce::di(lista, &v.codice)).collect())
    }

    /// Comuni il cui nome comincia così, al più venti: quelli del giorno indicato, altrimenti gli attuali.
    async fn comuni(&self, ctx: &Context<'_>, prefisso: String, alla: Option<Data>) -> Result<Vec<Comune>> {
        aperto(ctx, Scope::Codifiche)?;
        Ok(cerca_comuni(&prefisso, alla.map(|d| d.0), LUOGHI).into_iter().map(Comune::from).collect())
    }

    /// Stati esteri di cui il nome, o una sua parola, comincia così, al più venti.
    async fn stati_esteri(
        &self,
        ctx: &Context<'_>,
        prefisso: String,
        alla: Option<Data>,
    ) -> Result<Vec<StatoEstero>> {
        aperto(ctx, Scope::Codifiche)?;
        Ok(cerca_stati(&prefisso, alla.map(|d| d.0), LUOGHI).into_iter().map(StatoEstero::from).collect())
    }

    /// «Calcola»: il codice fiscale che i dati darebbero.
    async fn calcola_codice_fiscale(
        &self,
        ctx: &Context<'_>,
        input: CalcolaCodiceFiscaleInput,
    ) -> Result<CodiceFiscaleCalcolato> {
        contesto(ctx)?;
        Ok(input.calcolato())
    }
}
