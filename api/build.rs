//! A release build embeds `ui/dist`, and so depends on it; a debug build reads it when it is asked.

use std::io::Write;

const PAGES: &str = "../ui/dist";

fn main() -> std::io::Result<()> {
    // The macro that embeds keeps the folder's real path, which it can tell only of a folder that is there: pages that
    // are built after the program would never be found. Sources that cannot be written to have their pages already.
    let _ = std::fs::create_dir_all(PAGES);
    let mut cargo = std::io::stdout();
    writeln!(cargo, "cargo:rerun-if-changed=build.rs")?;
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        writeln!(cargo, "cargo:rerun-if-changed={PAGES}")?;
    }
    Ok(())
}
