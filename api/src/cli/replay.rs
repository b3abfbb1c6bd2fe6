//! `sigess replay`: the story of a file, readable, up to a position or an instant. Names a file by its id, its
//! codice soggetto or the number of a segnalazione: no personal datum belongs on a command line.

use super::{Esito, Guasto};
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::services::{Alla, EventoStoria, Servizi};
use crate::servizio::componi;
use crate::terminale::riga;
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Rome;
use clap::Args;
use domain::identita::{OperatoreId, SoggettoId};
use projections::visibilita::Vista;
use std::collections::HashMap;
use std::process::ExitCode;

#[derive(Args, Debug)]
pub(super) struct Replay {
    /// Id of a subject or of a segnalazione, codice soggetto, or `AAAA/N`
    pratica: String,
    /// Up to this position in the log
    #[arg(long)]
    posizione: Option<u64>,
    /// Up to this instant (RFC 3339)
    #[arg(long)]
    istante: Option<DateTime<Utc>>,
}

impl Replay {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        let banche = Banche::ottieni(impostazioni).await?;
        let esito = async {
            let servizi = componi(impostazioni, &banche).await?;
            self.racconta(&servizi).await
        }
        .await;
        banche.ferma().await?;
        esito
    }

    async fn racconta(&self, servizi: &Servizi) -> Esito {
        let alla = Alla { registrato: self.istante, posizione: self.posizione, valido: None };
        let fino_a = servizi.posizione_alla(&alla).await?;
        let storia = self.storia(servizi, fino_a).await?;
        if storia.is_empty() {
            riga("Nessun evento: la pratica non esiste o non esisteva ancora.");
            return Ok(ExitCode::from(1));
        }
        let mut operatori: Vec<OperatoreId> = storia.iter().filter_map(|e| e.operatore).collect();
        operatori.sort_unstable();
        operatori.dedup();
        let nomi: HashMap<_, _> =
            projections::organizzazione::operatori_per_id(servizi.log().pool(), &operatori).await?;
        for evento in &storia {
            let chi = evento.operatore.and_then(|o| nomi.get(&o)).map_or_else(
                || "operatore sconosciuto".to_owned(),
                |o| [o.cognome.clone(), o.nome.clone()].into_iter().flatten().collect::<Vec<_>>().join(" "),
            );
            scrivi(evento, &chi);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What the argument names: a number, a code, or an id.
    async fn storia(&self, servizi: &Servizi, fino_a: Option<u64>) -> Result<Vec<EventoStoria>, Guasto> {
        let vista = &Vista::intera(servizi.log().pool());
        if let Some((anno, numero)) = self.pratica.split_once('/') {
            let (anno, numero): (u16, u64) = (anno.parse()?, numero.parse()?);
            let mut storia = Vec::new();
            // Numbers run within a distretto: the same one may be taken in several.
            for unita in projections::organizzazione::unita(servizi.log().pool()).await? {
                let serie = format!("segnalazione/{}/{anno}", unita.unita);
                if let Some(id) = servizi.log().stream_with_number(&serie, numero).await? {
                    storia.extend(servizi.storia_pratica(vista, id.parse()?, fino_a).await?);
                }
            }
            return Ok(storia);
        }
        if let Ok(codice) = self.pratica.parse::<u64>() {
            return match servizi.log().stream_with_number("soggetto", codice).await? {
                Some(soggetto) => servizi.storia(vista, soggetto.parse()?, fino_a).await,
                None => Ok(Vec::new()),
            };
        }
        let id: SoggettoId = self.pratica.parse()?;
        let segnalazione = servizi.storia_pratica(vista, id.0.into(), fino_a).await?;
        if segnalazione.is_empty() { servizi.storia(vista, id, fino_a).await } else { Ok(segnalazione) }
    }
}

fn scrivi(evento: &EventoStoria, chi: &str) {
    let quando = evento.registrato_il.with_timezone(&Rome).format("%d/%m/%Y %H:%M:%S");
    riga(format!("{:>8}  {quando}  {}  — {chi}", evento.posizione, evento.descrizione));
    for dettaglio in &evento.dettagli {
        let dopo = dettaglio.dopo.as_deref().unwrap_or("(tolto)");
        match &dettaglio.prima {
            Some(prima) => riga(format!("{:>12}{}: {prima} → {dopo}", "", dettaglio.campo)),
            None => riga(format!("{:>12}{}: {dopo}", "", dettaglio.campo)),
        }
    }
}
