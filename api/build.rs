//! A release build embeds `ui/dist`, and so depends on it; a debug build reads it when it is asked.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut cargo = std::io::stdout();
    writeln!(cargo, "cargo:rerun-if-changed=build.rs")?;
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        writeln!(cargo, "cargo:rerun-if-changed=../ui/dist")?;
    }
    Ok(())
}
