//! What is too old goes. Run again, it does nothing more.

use super::BackupError;
use super::folder::{BackupFolder, Found};
use crate::postgres::{first_segment, is_segment};
use chrono::{DateTime, Utc};
use std::fs;
use std::path::PathBuf;

/// Removes the backups that were taken before an instant and that `which` picks, but never the newest of them: its
/// age says that backups have stopped, and without it there would be none. Answers which are gone.
///
/// # Errors
/// When the folder cannot be read or a backup not removed.
pub fn sweep(
    folder: &BackupFolder,
    before: DateTime<Utc>,
    which: impl Fn(&Found) -> bool,
) -> Result<Vec<PathBuf>, BackupError> {
    let mut picked: Vec<Found> = folder.backups()?.into_iter().filter(which).collect();
    picked.pop();
    let mut gone = Vec::new();
    for old in picked.into_iter().filter(|f| f.manifest.taken < before) {
        // First its name: half a backup must not look whole while it goes.
        let part = folder.path().join(format!(".parziale-{}", gone.len()));
        fs::rename(&old.path, &part).map_err(BackupError::file(&old.path))?;
        fs::remove_dir_all(&part).map_err(BackupError::file(&part))?;
        gone.push(old.path);
    }
    Ok(gone)
}

/// Removes archived WAL that no base backup in the folder needs any more; answers how many segments.
///
/// # Errors
/// When the archive cannot be read or a segment not removed.
pub fn sweep_wal(folder: &BackupFolder) -> Result<u64, BackupError> {
    let archive = folder.path().join("wal");
    let backups = folder.backups()?;
    let needed =
        backups.iter().filter_map(|f| first_segment(&f.path.join("base"))).min_by_key(|n| n[8..].to_owned());
    let (Some(needed), true) = (needed, archive.is_dir()) else { return Ok(0) };
    let mut gone = 0;
    for entry in fs::read_dir(&archive).map_err(BackupError::file(&archive))? {
        let path = entry.map_err(BackupError::file(&archive))?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        // Timelines apart, as pg_archivecleanup does.
        if is_segment(name) && name[8..] < needed[8..] {
            fs::remove_file(&path).map_err(BackupError::file(&path))?;
            gone += 1;
        }
    }
    Ok(gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::{Form, Manifest};
    use chrono::Duration;

    /// A whole backup of that many days ago, that begins with this WAL segment.
    fn backup(folder: &BackupFolder, form: Form, days: i64, segment: &str) -> PathBuf {
        let mut manifest = Manifest::new(form, Utc::now() - Duration::days(days), "0");
        manifest.keys = form == Form::Chiavi;
        let draft = folder.draft(manifest).unwrap();
        std::fs::create_dir(draft.path().join("base")).unwrap();
        let label = format!("START WAL LOCATION: 0/2000028 (file {segment})\n");
        std::fs::write(draft.path().join("base/backup_label"), label).unwrap();
        draft.finish().unwrap().path
    }

    fn segment(number: u32) -> String {
        format!("00000001{number:016X}")
    }

    #[test]
    fn old_keys_go_but_never_the_newest_and_again_nothing_goes() {
        let place = tempfile::tempdir().unwrap();
        let folder = BackupFolder::take(place.path()).unwrap();
        let old = backup(&folder, Form::Chiavi, 40, "");
        let kept = [backup(&folder, Form::Export, 90, ""), backup(&folder, Form::Chiavi, 35, "")];
        let before = Utc::now() - Duration::days(30);
        let gone = sweep(&folder, before, |f| f.manifest.keys).unwrap();
        assert_eq!(gone, std::slice::from_ref(&old));
        assert!(!old.exists() && kept.iter().all(|p| p.exists()));
        assert!(sweep(&folder, before, |f| f.manifest.keys).unwrap().is_empty());
    }

    #[test]
    fn wal_goes_that_no_base_backup_needs() {
        let place = tempfile::tempdir().unwrap();
        let folder = BackupFolder::take(place.path()).unwrap();
        let archive = place.path().join("wal");
        std::fs::create_dir(&archive).unwrap();
        for name in [segment(3), segment(4), segment(5), "00000002.history".to_owned(), "server".to_owned()] {
            std::fs::write(archive.join(name), "").unwrap();
        }
        assert_eq!(sweep_wal(&folder).unwrap(), 0, "without a base backup nothing is known of it");
        backup(&folder, Form::Base, 2, &segment(5));
        backup(&folder, Form::Base, 1, &segment(4));
        assert_eq!(sweep_wal(&folder).unwrap(), 1);
        assert_eq!(sweep_wal(&folder).unwrap(), 0);
        assert!(!archive.join(segment(3)).exists() && archive.join(segment(4)).exists());
        assert!(archive.join("00000002.history").exists() && archive.join("server").exists());
    }

    #[test]
    fn one_backup_at_a_time_and_what_a_killed_one_left_goes() {
        let place = tempfile::tempdir().unwrap();
        let left = place.path().join(".parziale-x-base");
        std::fs::create_dir_all(left.join("base")).unwrap();
        let folder = BackupFolder::take(place.path()).unwrap();
        assert!(!left.exists());
        assert!(matches!(BackupFolder::take(place.path()), Err(BackupError::Busy(_))));
        let draft = folder.draft(Manifest::new(Form::Export, Utc::now(), "0")).unwrap();
        let path = draft.path().to_owned();
        assert!(Found::all(place.path()).unwrap().is_empty(), "what is not finished is not there");
        drop(draft);
        assert!(!path.exists());
    }
}
