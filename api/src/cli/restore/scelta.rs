//! Which backups are restored.

use crate::cli::Guasto;
use crate::cli::backup::spiega::Rifiuto;
use chrono::{DateTime, Utc};
use event_store::backup::{Form, Found, MANIFEST};
use std::path::{Path, PathBuf};

/// The backups that a restore needs.
pub(super) struct Scelta {
    /// That of the log.
    pub(super) registro: Found,
    /// The exports it goes on from, the first of them first.
    pub(super) precedenti: Vec<Found>,
    /// That of the keys.
    pub(super) chiavi: Option<Found>,
    /// All backups of the log beside it: their lists of erasures count too.
    pub(super) accanto: Vec<Found>,
    /// The folder they are in.
    pub(super) cartella: PathBuf,
}

impl Scelta {
    pub(super) fn fai(
        registro: &Path,
        chiavi: Option<&Path>,
        istante: Option<DateTime<Utc>>,
    ) -> Result<Self, Guasto> {
        let registro = registro.canonicalize().map_err(|e| format!("{}: {e}", registro.display()))?;
        let uno = registro.join(MANIFEST).is_file();
        let cartella = if uno { registro.parent().unwrap_or(&registro).to_owned() } else { registro.clone() };
        let accanto = Found::all(&cartella)?;
        let scelto = if uno { Found::at(&registro)? } else { migliore(&cartella, &accanto, istante)? };
        if scelto.manifest.form == Form::Chiavi {
            return Err(Rifiuto::nuovo(format!("{}: è un backup delle chiavi", scelto.path.display())));
        }
        let chiavi = match chiavi {
            None => None,
            Some(path) if path.join(MANIFEST).is_file() => Some(Found::at(path)?),
            Some(path) => Some(ultimo(path)?),
        };
        if let Some(altro) = chiavi.as_ref().filter(|c| c.manifest.form != Form::Chiavi) {
            return Err(Rifiuto::nuovo(format!("{}: non è un backup delle chiavi", altro.path.display())));
        }
        let precedenti = catena(&scelto, &accanto)?;
        Ok(Self { registro: scelto, precedenti, chiavi, accanto, cartella })
    }

    /// Every backup of the log that is read.
    pub(super) fn parti(&self) -> impl Iterator<Item = &Found> {
        self.precedenti.iter().chain([&self.registro])
    }
}

/// The newest, or the newest base that was begun before the instant to go to.
fn migliore(cartella: &Path, tutti: &[Found], istante: Option<DateTime<Utc>>) -> Result<Found, Guasto> {
    let adatto = |f: &&Found| match f.manifest.form {
        Form::Base => istante.is_none_or(|i| f.manifest.taken < i),
        Form::Export => true,
        Form::Chiavi => false,
    };
    let scelto = tutti.iter().filter(adatto).max_by_key(|f| f.manifest.taken);
    let nessuno = || Rifiuto::nuovo(format!("{}: nessun backup del registro adatto", cartella.display()));
    scelto.cloned().ok_or_else(nessuno)
}

fn ultimo(cartella: &Path) -> Result<Found, Guasto> {
    let nessuno = || Rifiuto::nuovo(format!("{}: nessun backup delle chiavi", cartella.display()));
    Found::all(cartella)?.pop().ok_or_else(nessuno)
}

/// The exports that an export goes on from, back to the beginning of the log.
fn catena(ultimo: &Found, tutti: &[Found]) -> Result<Vec<Found>, Guasto> {
    let mut catena: Vec<Found> = Vec::new();
    let mut qui = ultimo;
    while qui.manifest.first > 1 {
        let prima = tutti.iter().filter(|f| {
            f.manifest.form == Form::Export
                && f.manifest.position + 1 == qui.manifest.first
                && Some(&f.manifest.root) == qui.manifest.before.as_ref()
                && f.manifest.first <= f.manifest.position
        });
        let manca = || {
            let testo = format!(
                "{}: manca l'esportazione che arriva alla posizione {}",
                qui.path.display(),
                qui.manifest.first - 1
            );
            Rifiuto::nuovo(testo)
        };
        qui = prima.max_by_key(|f| f.manifest.taken).ok_or_else(manca)?;
        catena.push(qui.clone());
    }
    catena.reverse();
    Ok(catena)
}
