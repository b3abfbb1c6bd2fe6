//! Clients that dawdle are closed when their time is over, and nobody waits for them.

use super::{controlla_memoria, invia};
use futures::future::join_all;
use serde_json::json;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tests::Scena;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What the service is told, and how far from it the end may be.
const INTESTAZIONE: Duration = Duration::from_secs(1);
const CORPO: Duration = Duration::from_secs(2);
const INATTIVA: Duration = Duration::from_secs(3);
const SCARTO: Duration = Duration::from_secs(1);

async fn scena() -> Scena {
    let tempi = [
        ("SIGESS_TEMPO_INTESTAZIONE", "1"),
        ("SIGESS_TEMPO_CORPO", "2"),
        ("SIGESS_TEMPO_INATTIVA", "3"),
        ("SIGESS_LOG", "info,sqlx=warn"),
    ];
    Scena::con(1, &tempi).await.unwrap()
}

fn indirizzo(scena: &Scena) -> SocketAddr {
    scena.processo.url.trim_start_matches("http://").parse().unwrap()
}

/// Sends `prima`, then a byte every 50 ms, until the service closes; answers what it said, and after how long it closed.
async fn goccia(dove: SocketAddr, prima: &[u8], gocce: bool) -> (String, Duration) {
    let mut stream = TcpStream::connect(dove).await.unwrap();
    stream.write_all(prima).await.unwrap();
    let inizio = Instant::now();
    let (mut read, mut write) = stream.split();
    let mut detto = Vec::new();
    let scrive = async {
        let mut battito = tokio::time::interval(Duration::from_millis(50));
        while gocce && write.write_all(b"a").await.is_ok() {
            battito.tick().await;
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        _ = read.read_to_end(&mut detto) => {}
        () = scrive => {}
        () = tokio::time::sleep(Duration::from_secs(30)) => panic!("it was not closed"),
    }
    (String::from_utf8_lossy(&detto).into_owned(), inizio.elapsed())
}

fn a_suo_tempo(nome: &str, durata: Duration, atteso: Duration) {
    eprintln!("{nome}: closed after {durata:?}");
    assert!(
        durata + SCARTO >= atteso && durata <= atteso + SCARTO,
        "{nome}: {durata:?} instead of {atteso:?}"
    );
}

#[tokio::test]
async fn a_head_a_body_and_a_pause_have_their_time_and_no_more() {
    let scena = scena().await;
    let dove = indirizzo(&scena);
    let sessione = scena.segretariato.sessione(&scena.processo.url).await.unwrap();
    let corpo = format!(
        "POST /graphql HTTP/1.1\r\nHost: {dove}\r\nCookie: __Host-sigess={}\r\nOrigin: {}\r\nX-Requested-With: sigess\r\n\
         Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n",
        sessione.cookie, scena.processo.url
    );
    let intera = format!("GET /livez HTTP/1.1\r\nHost: {dove}\r\n\r\n");
    let due = format!("{intera}GET /livez HTTP/1.1\r\nX: ");
    let ((_, muta), (_, testa), (troppo_lento, lenta), (viva, ferma), (_, seconda)) = tokio::join!(
        goccia(dove, b"", false),
        goccia(dove, b"GET /livez HTTP/1.1\r\nX: ", true),
        goccia(dove, corpo.as_bytes(), true),
        goccia(dove, intera.as_bytes(), false),
        goccia(dove, due.as_bytes(), true),
    );
    a_suo_tempo("a connection that says nothing", muta, INTESTAZIONE);
    a_suo_tempo("a head that drips", testa, INTESTAZIONE);
    a_suo_tempo("a second head that drips", seconda, INTESTAZIONE);
    a_suo_tempo("a body that drips", lenta, CORPO);
    assert!(
        troppo_lento.starts_with("HTTP/1.1 408") && troppo_lento.contains("REQUEST_TIMEOUT"),
        "{troppo_lento}"
    );
    a_suo_tempo("a connection without requests", ferma, INATTIVA);
    assert!(viva.starts_with("HTTP/1.1 200"), "{viva}");
}

#[tokio::test]
async fn hundreds_of_slow_clients_keep_nobody_waiting_and_cost_little_memory() {
    let scena = scena().await;
    let dove = indirizzo(&scena);
    let saluto = || json!({ "query": "{ io { puoOperare } }" }).to_string();
    invia(&scena, saluto()).await;
    let prima = scena.processo.memoria().await.unwrap();
    let lenti = join_all((0..400).map(|_| goccia(dove, b"POST /graphql HTTP/1.1\r\nX: ", true)));
    let altri = async {
        for _ in 0..10 {
            assert_eq!(invia(&scena, saluto()).await.stato, 200);
        }
    };
    let (chiusi, ()) = tokio::join!(lenti, altri);
    assert!(chiusi.iter().all(|(_, durata)| *durata <= INTESTAZIONE + 2 * SCARTO));
    controlla_memoria(&scena, prima).await;
}

#[tokio::test]
async fn more_connections_than_allowed_wait_for_their_turn() {
    let limiti = [("SIGESS_CONNESSIONI_CLIENTI", "4"), ("SIGESS_TEMPO_INTESTAZIONE", "2")];
    let scena = Scena::con(1, &limiti).await.unwrap();
    let dove = indirizzo(&scena);
    let mut occupate = Vec::new();
    for _ in 0..4 {
        occupate.push(TcpStream::connect(dove).await.unwrap());
    }
    let mut quinta = TcpStream::connect(dove).await.unwrap();
    let inizio = Instant::now();
    quinta.write_all(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut detto = String::new();
    quinta.read_to_string(&mut detto).await.unwrap();
    assert!(detto.starts_with("HTTP/1.1 200"), "{detto}");
    // A place was free only when the silent ones were closed.
    assert!(inizio.elapsed() > Duration::from_secs(1), "{:?}", inizio.elapsed());
}
