//! What a backup or a restore refuses or finds, in words for whoever started it. These end with 1; what could not be
//! done ends with 2.

use super::super::{Esito, Guasto};
use crate::banche::BancheError;
use crate::terminale::errore;
use event_store::backup::BackupError;
use event_store::integrity::RestoreError;
use event_store::postgres::PostgresError;
use event_store::{KeyError, ReadError};
use std::process::ExitCode;

/// A refusal of ours.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(in crate::cli) struct Rifiuto(String);

impl Rifiuto {
    pub(in crate::cli) fn nuovo(testo: impl Into<String>) -> Guasto {
        Box::new(Self(testo.into()))
    }
}

/// Ends a subcommand: refusals and findings with 1.
pub(in crate::cli) fn concludi(esito: Esito) -> Esito {
    match esito {
        Err(causa) => match spiega(&causa) {
            Some(testo) => {
                errore(testo);
                Ok(ExitCode::from(1))
            }
            None => Err(causa),
        },
        altro => altro,
    }
}

fn spiega(causa: &Guasto) -> Option<String> {
    if let Some(rifiuto) = causa.downcast_ref::<Rifiuto>() {
        return Some(rifiuto.to_string());
    }
    if let Some(causa) = causa.downcast_ref::<BackupError>() {
        return del_backup(causa);
    }
    if let Some(causa) = causa.downcast_ref::<RestoreError>() {
        return del_registro(causa);
    }
    match causa.downcast_ref::<BancheError>() {
        Some(BancheError::Postgres(causa)) => del_server(causa),
        _ => del_server(causa.downcast_ref::<PostgresError>()?),
    }
}

fn del_backup(causa: &BackupError) -> Option<String> {
    match causa {
        BackupError::NotABackup(path) => Some(format!("{}: non è un backup intero", path.display())),
        BackupError::Damaged { path, fault } => {
            Some(format!("backup danneggiato: {} non è ciò che è stato scritto ({fault})", path.display()))
        }
        BackupError::Newer { path, version } => {
            Some(format!("{}: scritto da un programma più recente (versione {version})", path.display()))
        }
        BackupError::Busy(path) => Some(format!("{}: un altro backup è in corso", path.display())),
        BackupError::OtherKeys => {
            Some("la banca delle chiavi contiene le chiavi di un'altra installazione".to_owned())
        }
        BackupError::Postgres(causa) => del_server(causa),
        BackupError::File { .. } | BackupError::Database(_) => None,
    }
}

fn del_registro(causa: &RestoreError) -> Option<String> {
    match causa {
        RestoreError::NotEmpty(posizione) => Some(format!(
            "il registro non è vuoto (arriva alla posizione {posizione}): un ripristino va in un registro vuoto"
        )),
        RestoreError::NoKeys => {
            Some("la banca delle chiavi è vuota: ripristinare prima le chiavi (--chiavi)".to_owned())
        }
        RestoreError::Unsound { path, findings } => {
            let primo = findings.first().map(ToString::to_string).unwrap_or_default();
            Some(format!("{}: l'esportazione non è integra ({primo})", path.display()))
        }
        RestoreError::Gap { path, after } => {
            Some(format!("{}: non prosegue dalla posizione {after}", path.display()))
        }
        RestoreError::Short { last } => Some(format!("il backup arriva solo alla posizione {last}")),
        RestoreError::Keys(KeyError::Missing(_))
        | RestoreError::Read(ReadError::Keys(KeyError::Missing(_))) => Some(
            "le chiavi sono più vecchie del registro: mancano quelle di qualcuno che vi compare".to_owned(),
        ),
        RestoreError::File { path, .. } => {
            Some(format!("{}: non è un'esportazione leggibile", path.display()))
        }
        _ => None,
    }
}

fn del_server(causa: &PostgresError) -> Option<String> {
    match causa {
        PostgresError::Occupied { directory } => Some(format!(
            "{}: c'è già un PostgreSQL privato; un ripristino va in una cartella dei dati vuota (--dati)",
            directory.display()
        )),
        PostgresError::Restoring { directory } => {
            Some(format!("{}: un ripristino non è finito; ripetere «sigess restore»", directory.display()))
        }
        PostgresError::ForeignArchive { directory } => Some(format!(
            "{}: è l'archivio di un altro server, o di questo prima di un ripristino; usare una cartella nuova",
            directory.display()
        )),
        PostgresError::ArchiveOutOfReach { directory, uid } => {
            Some(format!("{}: l'utente {uid}, con cui gira PostgreSQL, non può usarla", directory.display()))
        }
        PostgresError::ArchiveOff => {
            Some("il server è partito senza archivio del WAL: fermare il servizio e riavviarlo".to_owned())
        }
        PostgresError::NotStarted { log_tail, .. }
            if log_tail.contains("before configured recovery target") =>
        {
            Some("l'archivio del WAL finisce prima di quell'istante: indicarne uno precedente".to_owned())
        }
        PostgresError::Failed { program, message, .. } if program.contains("pg_verifybackup") => {
            Some(format!("backup danneggiato: {message}"))
        }
        _ => None,
    }
}
