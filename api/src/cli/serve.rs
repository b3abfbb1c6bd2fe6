//! `sigess serve`.

use super::{Esito, Guasto};
use crate::banche::Banche;
use crate::http;
use crate::impostazioni::Impostazioni;
use crate::services::Servizi;
use crate::servizio::{componi_servizio, con_accesso, login};
use crate::terminale::avanza;
use access::CHECKPOINTS;
use event_store::integrity::{CheckpointFolder, Checkpointer, checkpoints};
use std::net::SocketAddr;
use std::process::ExitCode;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

pub(super) async fn esegui(impostazioni: &Impostazioni) -> Esito {
    impostazioni.controlla_ascolto()?;
    let fine = alla_fine()?;
    let banche = Banche::ottieni(impostazioni).await?;
    let esito = async {
        let servizi = componi_servizio(impostazioni, &banche).await?;
        let listener = TcpListener::bind(impostazioni.ascolto).await?;
        let login = login(impostazioni, &servizi, listener.local_addr()?, Vec::new())?;
        let stato = con_accesso(impostazioni, &servizi, login)?;
        let metriche = metriche(impostazioni.metriche).await?;
        avanza(&format!("in ascolto su http://{} ({})", listener.local_addr()?, banche.descrizione));
        servi(impostazioni, servizi, stato, Ascolti { servizio: listener, metriche }, fine).await
    }
    .await;
    banche.ferma().await?;
    esito
}

/// Where the service listens.
pub(super) struct Ascolti {
    pub(super) servizio: TcpListener,
    pub(super) metriche: Option<TcpListener>,
}

/// The address of the metrics, taken.
pub(super) async fn metriche(indirizzo: Option<SocketAddr>) -> Result<Option<TcpListener>, Guasto> {
    let Some(indirizzo) = indirizzo else { return Ok(None) };
    let listener = TcpListener::bind(indirizzo)
        .await
        .map_err(|e| format!("{indirizzo}: {e} (un altro indirizzo per le metriche: SIGESS_METRICHE)"))?;
    Ok(Some(listener))
}

/// Serves until the end is announced, then lets what is under way finish and the read models stop.
pub(super) async fn servi(
    impostazioni: &Impostazioni,
    servizi: Servizi,
    stato: http::Stato,
    ascolti: Ascolti,
    mut fine: watch::Receiver<bool>,
) -> Esito {
    let router = http::router(stato);
    let metriche = ascolti.metriche.map(|listener| {
        if let Ok(indirizzo) = listener.local_addr() {
            avanza(&format!("metriche: http://{indirizzo}/metrics"));
        }
        let (router, mut fine) = (http::metrics_router(servizi.clone()), fine.clone());
        tokio::spawn(http::serve(listener, router, http::ConnectionLimits::default(), async move {
            let _ = fine.wait_for(|finita| *finita).await;
        }))
    });
    let verifiche = tokio::spawn(servizi.clone().verifica_finche(fine.clone()));
    let sorveglianza =
        tokio::spawn(servizi.clone().sorveglia_finche(impostazioni.tracciamento_mesi, fine.clone()));
    let spegni = async move {
        let _ = fine.wait_for(|finita| *finita).await;
    };
    let firma = checkpoints::signing_key(&impostazioni.file_firma())?;
    let cartella = CheckpointFolder::new(impostazioni.cartella_checkpoint());
    let delle_letture = CheckpointFolder::new(impostazioni.cartella_checkpoint().join(CHECKPOINTS));
    let letture = Checkpointer::start(servizi.tracciamento().clone(), delle_letture, firma.clone());
    let checkpointer = Checkpointer::start(servizi.log().clone(), cartella, firma);
    servizi.metriche().registra(|registry| checkpointer.metrics().register(registry));
    servizi.metriche().registra(|r| letture.metrics().register(r.sub_registry_with_prefix("read_log")));
    http::serve(ascolti.servizio, router, impostazioni.http.connessioni(), spegni).await?;
    if let Some(metriche) = metriche {
        metriche.abort();
    }
    verifiche.abort();
    sorveglianza.abort();
    servizi.projector().clone().stop().await;
    futures::join!(checkpointer.stop(), letture.stop());
    Ok(ExitCode::SUCCESS)
}

/// Turns true at Ctrl-C or SIGTERM.
pub(super) fn alla_fine() -> std::io::Result<watch::Receiver<bool>> {
    let (annuncia, fine) = watch::channel(false);
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        annuncia.send_replace(true);
        // Keep listening, so that a second Ctrl-C does not kill the server half-way through its shutdown.
        loop {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        }
    });
    Ok(fine)
}
