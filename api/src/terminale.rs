//! What the program says to whoever started it. Answers go to standard output, progress and complaints to standard
//! error; the log of the service is elsewhere (`tracing`).

use std::io::Write;

/// A line of an answer. A closed pipe is no reason to fail.
pub fn riga(testo: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout().lock(), "{}", testo.as_ref());
}

/// A line about what is under way.
pub fn avanza(testo: &str) {
    let _ = writeln!(std::io::stderr().lock(), "· {testo}");
}

/// A line about what went wrong.
pub fn errore(testo: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr().lock(), "errore: {testo}");
}

/// Progress of long work on one line, rewritten in place on a terminal, every tenth part elsewhere.
pub struct Avanzamento {
    titolo: String,
    ultimo: u64,
    terminale: bool,
}

impl Avanzamento {
    /// Progress of the work that `titolo` names.
    pub fn nuovo(titolo: impl Into<String>) -> Self {
        use std::io::IsTerminal;
        Self { titolo: titolo.into(), ultimo: 0, terminale: std::io::stderr().is_terminal() }
    }

    /// `fatti` of `totale` are done.
    pub fn a(&mut self, fatti: u64, totale: u64) {
        let percento = fatti.saturating_mul(100).checked_div(totale).unwrap_or(100);
        if percento == self.ultimo && fatti != totale {
            return;
        }
        let mut uscita = std::io::stderr().lock();
        if self.terminale {
            let _ = write!(uscita, "\r· {}: {percento} % ({fatti}/{totale})", self.titolo);
            if fatti >= totale {
                let _ = writeln!(uscita);
            }
            let _ = uscita.flush();
        } else if percento / 10 > self.ultimo / 10 {
            let _ = writeln!(uscita, "· {}: {percento} %", self.titolo);
        }
        self.ultimo = percento;
    }
}
