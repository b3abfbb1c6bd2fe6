//! Every test that needs a database, a server or a process, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod anagrafe;
mod architettura;
mod cammino;
mod canarini;
mod crash;
mod documenti;
mod durata;
mod esportazione;
mod graphql;
mod importazione;
mod istruzioni;
mod login;
mod operazioni;
mod ostile;
mod piani;
mod processi;
mod projections;
mod publiccode;
mod registro;
mod registro_memoria;
mod registro_revisione;
mod riga_di_comando;
mod ripristino;
mod salute;
mod sintesi;
mod sorgenti;
mod tenuta;
mod tessere;
mod valori_errati;
mod vista;

/// The seed of a random test: `SIGESS_SEED` where a run is to be repeated, another one each time else. It is printed.
fn seme() -> u64 {
    let dato = std::env::var("SIGESS_SEED").ok().map(|s| s.parse().expect("SIGESS_SEED is a number"));
    let seme = dato.unwrap_or_else(|| u64::from(rand::random::<u32>()));
    eprintln!("SIGESS_SEED={seme}");
    seme
}
