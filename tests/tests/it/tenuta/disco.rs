//! A full disk: refused cleanly, nothing half written, and on it goes when there is room again.

use super::append;
use event_store::append::{AppendError, Outcome};
use event_store::integrity::verify_at;
use event_store::postgres::roles::{APPLICATION_ROLE, KEYS_DATABASE, KEYS_ROLE, LOG_DATABASE, OWNER_ROLE};
use event_store::postgres::testing::temporary_place;
use event_store::postgres::{ClusterOptions, PrivateCluster};
use event_store::seal::FileKek;
use event_store::{Log, LogConfig, migrations};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// A small disk in memory, gone with this value.
struct Disk(PathBuf);

impl Disk {
    fn mounted(at: &Path) -> Option<Self> {
        std::fs::create_dir(at).ok()?;
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=192m,mode=0711", "tmpfs"])
            .arg(at)
            .output()
            .is_ok_and(|done| done.status.success());
        mounted.then(|| Self(at.to_owned()))
    }

    /// Takes all the room that is left; removing the file gives it back.
    fn fill(&self) -> PathBuf {
        let path = self.0.join("zavorra");
        let mut file = std::fs::File::create(&path).unwrap();
        let block = vec![7; 64 << 10];
        while file.write_all(&block).is_ok() {}
        while file.write_all(&block[..512]).is_ok() {}
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

#[tokio::test]
async fn a_full_disk_refuses_cleanly_and_goes_on_when_there_is_room() {
    let place = temporary_place().unwrap();
    let Some(disk) = Disk::mounted(&place.path().join("disco")) else {
        eprintln!("left out: no tmpfs can be mounted here, so no disk can be filled (needs root)");
        return;
    };
    let options = ClusterOptions {
        npm_cache: Some(Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name(".data").join("postgresql-npm")),
        ..ClusterOptions::new(&disk.0)
    };
    let cluster = PrivateCluster::start(options).await.unwrap();
    cluster.prepare().await.unwrap();
    let owner = cluster.connect_options(OWNER_ROLE, LOG_DATABASE);
    migrations::run_log(&owner).await.unwrap();
    let keys = cluster.connect_options(KEYS_ROLE, KEYS_DATABASE);
    migrations::run_keys(&keys).await.unwrap();
    let log = Log::open(LogConfig {
        log: cluster.connect_options(APPLICATION_ROLE, LOG_DATABASE),
        keys,
        kek: Arc::new(FileKek::open_or_create(&place.path().join("kek")).unwrap()),
        read_connections: 2,
    })
    .await
    .unwrap();
    let writer = log.writer();
    let payload = format!(r#"{{"a":"{}"}}"#, "x".repeat(256 << 10));
    let mut stored = 0;
    let store = async |stored: &mut u64| {
        let outcome = writer.append(append(&payload)).await;
        *stored += u64::from(matches!(outcome, Ok(Outcome::Stored { .. })));
        outcome
    };
    store(&mut stored).await.unwrap();

    let ballast = disk.fill();
    let refused = loop {
        // What has its place already (the segment of the WAL at hand) still takes a few.
        let command = append(&payload);
        match writer.append(command.clone()).await {
            Ok(Outcome::Stored { .. }) => stored += 1,
            Err(AppendError::Unavailable(_)) => break command,
            other => panic!("{other:?}"),
        }
    };
    std::fs::remove_file(ballast).unwrap();
    // A server that could not write its WAL ends itself; whoever watches over it starts it again, as systemd would.
    let runs = log.position().await.is_ok();
    if !runs {
        cluster.restart().await.unwrap();
    }
    let again = writer.append(refused).await;
    assert!(
        matches!(again, Ok(Outcome::Stored { .. } | Outcome::Repeated(_))),
        "server ran on: {runs}; {again:?}"
    );
    stored += 1;
    store(&mut stored).await.unwrap();
    let report = verify_at(&owner, &[], |_, _| ()).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.events, stored, "nothing half written");
    drop(log);
    cluster.stop().await.unwrap();
}
