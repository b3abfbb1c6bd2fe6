//! What was measured on.

use crate::{Args, Fault};
use std::fmt::Write as _;
use std::path::Path;

/// The machine, the program and the settings, as the first lines of a report.
pub(crate) fn describe(args: &Args) -> Result<String, Fault> {
    let file = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let value = |text: &str, key: &str| {
        let line = text.lines().find(|l| l.starts_with(key));
        line.and_then(|l| l.split_once(':')).map(|(_, v)| v.trim().to_owned()).unwrap_or_default()
    };
    let cores = std::thread::available_parallelism()?;
    let mut text = "# Benchmarks\n\n".to_owned();
    writeln!(text, "- at: {}", chrono::Utc::now().format("%Y-%m-%d %H:%M UTC"))?;
    writeln!(text, "- processor: {}, {cores} cores", value(&file("/proc/cpuinfo"), "model name"))?;
    writeln!(text, "- memory: {}", value(&file("/proc/meminfo"), "MemTotal"))?;
    writeln!(text, "- kernel: {}", file("/proc/sys/kernel/osrelease").trim())?;
    writeln!(text, "- load at the start: {}", file("/proc/loadavg").trim())?;
    writeln!(
        text,
        "- build: {}",
        if cfg!(debug_assertions) { "debug: figures do not count" } else { "release" }
    )?;
    writeln!(text, "- seed {}, {} rounds", args.seed, args.rounds)?;
    Ok(text)
}

/// Ticks of the clock of `/proc` in a second: 100 on every Linux.
const TICKS: f64 = 100.0;

/// Seconds of processor time that this process with its ended children, and that server with all its processes, have
/// used so far; 0 where there is no `/proc`. On a busy machine this tells more than the clock does.
pub(crate) fn processor_seconds(cluster: &Path) -> f64 {
    let postmaster = std::fs::read_to_string(cluster.join("postmaster.pid")).unwrap_or_default();
    let postmaster = postmaster.lines().next().unwrap_or_default().to_owned();
    let ourselves = std::process::id().to_string();
    let mut ticks = 0.0;
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // Behind the name, which may hold anything: state, parent, …
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let number = |index: usize| fields.get(index).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
        let name = entry.file_name();
        let own = number(11) + number(12);
        if name == *postmaster || name == *ourselves {
            ticks += own + number(13) + number(14);
        } else if fields.get(1) == Some(&postmaster.as_str()) {
            ticks += own;
        }
    }
    ticks / TICKS
}

/// MiB that a child of this process holds, found by the beginning of its name; nothing where there is no `/proc`.
pub(crate) fn resident_of_child(name: &str) -> Option<f64> {
    let ourselves = std::process::id().to_string();
    for entry in std::fs::read_dir("/proc").ok()?.flatten() {
        let status = std::fs::read_to_string(entry.path().join("status")).unwrap_or_default();
        let value = |key: &str| {
            status.lines().find_map(|l| l.strip_prefix(key)).map(str::trim).unwrap_or_default().to_owned()
        };
        if value("PPid:") == ourselves && value("Name:").starts_with(name) {
            let kibibytes: f64 = value("VmRSS:").split_whitespace().next()?.parse().ok()?;
            return Some(kibibytes / 1024.0);
        }
    }
    None
}
