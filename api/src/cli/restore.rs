//! `sigess restore`: keys, log, verification, erasures, read models, doctor; into an empty place only. Killed, it is
//! repeated. Exit 0 well, 1 refused or a fault found, 2 could not be done.

mod passi;
mod scelta;

use super::backup::controlla;
use super::backup::spiega::{Rifiuto, concludi};
use super::{Esito, Guasto};
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::{Avanzamento, avanza, riga};
use chrono::{DateTime, Utc};
use clap::Args;
use event_store::backup::{Form, Found, RestoredKeys, record_restore, restored_keys};
use event_store::postgres::{ClusterOptions, PhysicalSource, PrivateCluster};
use event_store::seal::{FileKek, KeyEncryption};
use scelta::Scelta;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Args, Debug)]
pub(super) struct Restore {
    /// A backup of the log, or a folder of them: then the newest that fits
    #[arg(required_unless_present = "conferma_lapidi")]
    registro: Option<PathBuf>,
    /// A backup of the keys, or a folder of them: then the newest
    #[arg(long)]
    chiavi: Option<PathBuf>,
    /// The log as it stood at an instant (2026-01-31T12:00:00Z)
    #[arg(long, conflicts_with = "posizione")]
    istante: Option<DateTime<Utc>>,
    /// The log up to a position; of exports
    #[arg(long)]
    posizione: Option<u64>,
    /// Declare that nobody was erased after the last list of erasures that was restored
    #[arg(long)]
    conferma_lapidi: bool,
}

impl Restore {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        concludi(match &self.registro {
            Some(registro) => self.ripristina(impostazioni, registro).await,
            None => conferma(impostazioni).await,
        })
    }

    async fn ripristina(&self, impostazioni: &Impostazioni, registro: &std::path::Path) -> Esito {
        let scelta = Scelta::fai(registro, self.chiavi.as_deref(), self.istante)?;
        let kek = chiave(impostazioni, scelta.chiavi.as_ref())?;
        avanza(&format!("registro: {}", scelta.registro.path.display()));
        for parte in scelta.parti() {
            controlla(parte).await?;
        }
        if let Some(chiavi) = &scelta.chiavi {
            avanza(&format!("chiavi: {}", chiavi.path.display()));
            controlla(chiavi).await?;
        }
        let banche = self.luogo(impostazioni, &scelta).await?;
        let esito = self.riempi(impostazioni, &scelta, &banche, kek).await;
        banche.ferma().await?;
        esito
    }

    /// The databases to restore into: a private PostgreSQL made for it, or empty ones of others.
    async fn luogo(&self, impostazioni: &Impostazioni, scelta: &Scelta) -> Result<Banche, Guasto> {
        let base = scelta.registro.manifest.form == Form::Base;
        if impostazioni.database_url.is_some() {
            if base {
                return Err(Rifiuto::nuovo(
                    "un backup di base si ripristina in una cartella dei dati, senza DATABASE_URL; sul server di \
                     altri, con i programmi di PostgreSQL (docs/operations.md)",
                ));
            }
            return Ok(Banche::ottieni(impostazioni).await?);
        }
        if base && self.posizione.is_some() {
            return Err(Rifiuto::nuovo(
                "--posizione vale per le esportazioni; per un backup di base usare --istante",
            ));
        }
        let opzioni = ClusterOptions { progress: &avanza, ..ClusterOptions::new(&impostazioni.dati) };
        let origine = base.then(|| PhysicalSource {
            base: scelta.registro.path.join("base"),
            wal: scelta.cartella.join("wal"),
            until: self.istante,
        });
        let mut avanzamento = Avanzamento::nuovo("copia della base");
        let mut copiati = |fatti, totale| avanzamento.a(fatti, totale);
        let cluster = PrivateCluster::restore(opzioni, origine.as_ref(), &mut copiati).await?;
        cluster.prepare().await?;
        Ok(Banche::di(cluster))
    }

    async fn riempi(
        &self,
        impostazioni: &Impostazioni,
        scelta: &Scelta,
        banche: &Banche,
        kek: Arc<dyn KeyEncryption>,
    ) -> Esito {
        banche.migra().await?;
        let note = passi::chiavi(scelta, banche).await?;
        if scelta.registro.manifest.form == Form::Export {
            passi::esportazioni(scelta, banche, kek, self.posizione, self.istante).await?;
        }
        let Some(posizione) = passi::verifica(impostazioni, scelta, banche).await? else {
            return Ok(ExitCode::from(1));
        };
        let restored = passi::lapidi(note, posizione, self.conferma_lapidi);
        if let Some(restored) = restored {
            record_restore(&banche.chiavi, restored).await?;
        }
        passi::ricostruisci(impostazioni, banche).await?;
        let bene = super::doctor::visita_aperte(impostazioni, banche).await;
        riga(format!("Ripristinato fino alla posizione {posizione}."));
        // What doctor finds is to be mended on the restored databases: they are whole.
        if let Some(cluster) = banche.cluster() {
            cluster.finish_restore()?;
        }
        Ok(ExitCode::from(u8::from(!bene)))
    }
}

/// The key-encryption key, which must be that of the keys: it is in no backup.
fn chiave(impostazioni: &Impostazioni, chiavi: Option<&Found>) -> Result<Arc<dyn KeyEncryption>, Guasto> {
    let kek = FileKek::open(&impostazioni.file_kek())?;
    if let Some(chiavi) = chiavi
        && chiavi.manifest.kek.iter().any(|id| id != kek.id())
    {
        let testo = format!(
            "{}: non è la chiave con cui sono incartate le chiavi del backup ({})",
            impostazioni.file_kek().display(),
            chiavi.manifest.kek.join(", ")
        );
        return Err(Rifiuto::nuovo(testo));
    }
    Ok(Arc::new(kek))
}

async fn conferma(impostazioni: &Impostazioni) -> Esito {
    let banche = Banche::ottieni(impostazioni).await?;
    let esito = async {
        let Some(restored) = restored_keys(&banche.chiavi).await? else {
            riga("Le chiavi non vengono da un backup: non c'è nulla da confermare.");
            return Ok(ExitCode::SUCCESS);
        };
        record_restore(&banche.chiavi, RestoredKeys { confirmed: true, ..restored }).await?;
        riga(format!(
            "Confermato: nessuna cancellazione fra la posizione {} e la {}.",
            restored.tombstones, restored.log
        ));
        Ok(ExitCode::SUCCESS)
    }
    .await;
    banche.ferma().await?;
    esito
}
