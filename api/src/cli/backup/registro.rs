//! The backup of the log, in one form or the other.

use super::{Backup, Forma, Rifiuto, VERSIONE};
use crate::banche::Banche;
use crate::cli::Guasto;
use crate::impostazioni::Impostazioni;
use crate::terminale::{Avanzamento, avanza};
use chrono::Utc;
use event_store::backup::{
    BackupFolder, Draft, Form, Found, Head, Manifest, Tombstones, head_of, save_access, save_read_log,
};
use event_store::integrity::{ExportError, Exported, export_at};
use event_store::postgres::{Physical, examine};
use std::io::{BufWriter, Write};
use std::path::Path;

/// What an administrator configures on a server that is not ours.
const ARCHIVIO: &str = "il server non archivia il WAL. Configurare wal_level = replica, archive_mode = on e \
    archive_command = 'test ! -f <cartella>/wal/%f && cp %p <cartella>/wal/%f' (docs/operations.md), poi riavviarlo";

/// Backs the log up into `cartella`.
pub(super) async fn salva(
    backup: &Backup,
    impostazioni: &Impostazioni,
    banche: &Banche,
    cartella: &BackupFolder,
) -> Result<Found, Guasto> {
    let fisico = match &backup.replica_database_url {
        Some(indirizzo) if banche.esterna() => Physical::of_address(indirizzo).await,
        _ => banche.fisico().await?,
    };
    let testa = head_of(&banche.applicazione).await?;
    match (backup.forma, fisico) {
        (Some(Forma::Base) | None, Some(fisico)) => {
            base(impostazioni, banche, cartella, &fisico, testa).await
        }
        (Some(Forma::Base), None) => Err(Rifiuto::nuovo(if banche.esterna() {
            "per un backup di base di un server esterno servono REPLICA_DATABASE_URL e i programmi di PostgreSQL"
        } else {
            "i programmi di PostgreSQL (pg_basebackup) non ci sono: usare --forma export"
        })),
        (Some(Forma::Export) | None, _) => {
            if backup.forma.is_none() {
                avanza("senza pg_basebackup, o senza REPLICA_DATABASE_URL: backup in forma di esportazione");
            }
            export(backup, impostazioni, banche, cartella).await
        }
    }
}

async fn base(
    impostazioni: &Impostazioni,
    banche: &Banche,
    cartella: &BackupFolder,
    fisico: &Physical,
    testa: Head,
) -> Result<Found, Guasto> {
    let wal = cartella.path().join("wal");
    if fisico.is_private() {
        fisico.archive_into(&wal).await?;
    } else {
        if !testa.archives {
            return Err(Rifiuto::nuovo(ARCHIVIO));
        }
        let (registro, chiavi) = (examine(&banche.applicazione).await?, examine(&banche.chiavi).await?);
        if registro.system_identifier == chiavi.system_identifier {
            return Err(Rifiuto::nuovo(
                "registro e chiavi sono sullo stesso server: un backup di base conterrebbe le chiavi. Separarli, \
                 o usare --forma export",
            ));
        }
    }
    let mut bozza = cartella.draft(Manifest::new(Form::Base, Utc::now(), VERSIONE))?;
    let destinazione = bozza.path().join("base");
    let mut avanzamento = Avanzamento::nuovo("backup di base");
    fisico.base_backup(&destinazione, |fatti, totale| avanzamento.a(fatti, totale)).await?;
    fisico.verify(&destinazione).await?;
    accanto(impostazioni, banche, &bozza).await?;
    bozza.manifest.holds =
        ["registro", "modelli di lettura", "accesso", "tracciamento"].map(Into::into).into();
    bozza.manifest.position = testa.position;
    bozza.manifest.root = testa.root;
    bozza.manifest.postgres = testa.postgres;
    if fisico.is_private() {
        bozza.manifest.holds.push("chiavi, incartate".into());
        bozza.manifest.keys = true;
        avanza(
            "registro e chiavi stanno sullo stesso PostgreSQL privato: anche questo backup contiene le chiavi e si \
                conserva al massimo 30 giorni",
        );
        fisico.archive_now(&wal).await?;
    }
    Ok(bozza.finish()?)
}

async fn export(
    backup: &Backup,
    impostazioni: &Impostazioni,
    banche: &Banche,
    cartella: &BackupFolder,
) -> Result<Found, Guasto> {
    let mut precedente = cartella
        .backups()?
        .into_iter()
        .filter(|f| f.manifest.form == Form::Export)
        .max_by_key(|f| f.manifest.taken);
    if backup.intero {
        precedente = None;
    }
    loop {
        let mut bozza = cartella.draft(Manifest::new(Form::Export, Utc::now(), VERSIONE))?;
        let da = precedente.as_ref().map_or(1, |f| f.manifest.position + 1);
        let fatto = match esporta(banche, &bozza, da).await {
            Ok(fatto) => Some(fatto),
            // The log is shorter than what was exported: it is not that log any more.
            Err(ExportError::Range { .. }) if precedente.is_some() => None,
            Err(causa) => return Err(causa.into()),
        };
        let stesso = |f: &Found| fatto.as_ref().is_some_and(|e| e.before == f.manifest.root);
        let prosegue = precedente.as_ref().is_none_or(stesso);
        match fatto {
            Some(fatto) if prosegue => {
                save_access(&banche.applicazione, &bozza).await?;
                save_read_log(&banche.tracciamento, &bozza).await?;
                accanto(impostazioni, banche, &bozza).await?;
                bozza.manifest.first = fatto.first;
                bozza.manifest.position = fatto.last;
                bozza.manifest.root = fatto.root;
                bozza.manifest.before = (fatto.first > 1).then_some(fatto.before);
                bozza.manifest.postgres = head_of(&banche.applicazione).await?.postgres;
                bozza.manifest.holds = vec!["registro".into(), "accesso".into(), "tracciamento".into()];
                return Ok(bozza.finish()?);
            }
            _ => {
                avanza("il registro non prosegue l'ultima esportazione: si esporta per intero");
                precedente = None;
            }
        }
    }
}

async fn esporta(banche: &Banche, bozza: &Draft<'_>, da: u64) -> Result<Exported, ExportError> {
    let file = bozza.file("registro.jsonl").map_err(|e| ExportError::Write(std::io::Error::other(e)))?;
    let mut uscita = BufWriter::new(file);
    let mut avanzamento = Avanzamento::nuovo("esportazione");
    let progresso = |scritti, totale| avanzamento.a(scritti, totale);
    let fatto = export_at(&banche.applicazione, da, None, &mut uscita, progresso).await?;
    uscita.flush()?;
    Ok(fatto)
}

/// What belongs beside the log: the list of erasures and the signed checkpoints.
async fn accanto(impostazioni: &Impostazioni, banche: &Banche, bozza: &Draft<'_>) -> Result<(), Guasto> {
    Tombstones::save(&banche.chiavi, bozza).await?;
    let checkpoint = impostazioni.cartella_checkpoint();
    if !checkpoint.is_dir() {
        return Ok(());
    }
    for voce in std::fs::read_dir(&checkpoint)? {
        let path = voce?.path();
        if path.extension().is_some_and(|e| e == "note" || e == "pub") {
            let nome = Path::new("checkpoint").join(path.file_name().unwrap_or_default());
            std::io::copy(&mut std::fs::File::open(&path)?, &mut bozza.file(&nome.to_string_lossy())?)?;
        }
    }
    Ok(())
}
