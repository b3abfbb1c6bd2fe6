//! Known attacks on a GraphQL endpoint.

use super::{Risposta, controlla_memoria, invia};
use futures::stream::{self, StreamExt};
use serde_json::json;
use std::fmt::Write;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tests::Scena;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// How long the refusal of a document may take, and how long it may be.
const TEMPO_MAX: Duration = Duration::from_millis(100);
const LUNGHEZZA_MAX: usize = 2048;
/// Tries of each attack: the fastest counts, since other work on the machine makes the others slow.
const TENTATIVI: usize = 4;

struct Attacco {
    nome: &'static str,
    corpo: Vec<u8>,
    codice: &'static str,
}

fn documento(nome: &'static str, query: impl AsRef<str>, codice: &'static str) -> Attacco {
    Attacco { nome, corpo: json!({ "query": query.as_ref() }).to_string().into_bytes(), codice }
}

/// `levels` fragments, each spreading the next one twice: as many fields as two to that power.
fn bomba(livelli: usize) -> String {
    let mut query = String::from("{ ...f0 }");
    for n in 0..livelli {
        let _ = write!(query, " fragment f{n} on Query {{ ...f{0} ...f{0} }}", n + 1);
    }
    query + &format!(" fragment f{livelli} on Query {{ __typename }}")
}

fn molti(n: usize, uno: impl Fn(usize) -> String) -> String {
    (0..n).map(uno).collect()
}

fn attacchi() -> Vec<Attacco> {
    let limite = "LIMIT_EXCEEDED";
    let dentro =
        |n: usize| format!("{{ __schema {{ types {}{}", "{ fields { type ".repeat(n), "} }".repeat(n));
    let mut tutti = vec![
        documento(
            "aliases of a root field",
            format!("{{ {} }}", molti(2_000, |n| format!("a{n}: __typename "))),
            limite,
        ),
        documento(
            "aliases within a field",
            format!("{{ io {{ {} }} }}", molti(900, |n| format!("a{n}: __typename "))),
            limite,
        ),
        documento(
            "the same field a thousand times",
            format!("{{ io {{ {} }} }}", "puoOperare ".repeat(1_500)),
            limite,
        ),
        documento("fields without end", "{ io ".repeat(5_000) + &"}".repeat(5_000), limite),
        documento("open brackets only", "{".repeat(1_000_000), limite),
        documento("open lists only", format!("{{ io(a: {}", "[".repeat(500_000)), limite),
        documento(
            "a list within a list",
            format!("{{ io(a: {}{}) {{ x }} }}", "[".repeat(200), "]".repeat(200)),
            limite,
        ),
        documento(
            "inline fragments within each other",
            "{ ".to_owned() + &"... { ".repeat(300) + "a " + &"} ".repeat(301),
            limite,
        ),
        documento(
            "fragments that call each other",
            "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
            limite,
        ),
        documento("a fragment that calls itself", "{ ...a } fragment a on Query { ...a }", limite),
        documento(
            "too many fragments",
            "{ io { puoOperare } }".to_owned()
                + &molti(400, |n| format!(" fragment f{n} on Query {{ __typename }}")),
            limite,
        ),
        documento(
            "directives on a field",
            format!("{{ __typename {} }}", "@include(if: true) ".repeat(1_000)),
            limite,
        ),
        documento("unknown directives", format!("{{ __typename {} }}", "@aa ".repeat(5_000)), limite),
        documento(
            "variables",
            format!("query Q({}) {{ __typename }}", molti(1_000, |n| format!("$v{n}: Int "))),
            limite,
        ),
        documento(
            "a type within a type",
            format!("query Q($v: {}Int{}) {{ __typename }}", "[".repeat(100), "]".repeat(100)),
            limite,
        ),
        documento("operations", molti(500, |n| format!("query Q{n} {{ __typename }} ")), limite),
        documento("introspection within itself", format!("{} }}", dentro(40)), limite),
        documento("words", "a ".repeat(500_000), limite),
        documento("a comment of a megabyte", format!("# {}\n{{", "x".repeat(1_000_000)), limite),
        documento("a string without end", format!("{{ io(a: \"{}", "x".repeat(1_000_000)), limite),
        documento("a name of a megabyte", format!("{{ {} }}", "x".repeat(1_000_000)), limite),
        documento("a long comment", format!("# {}\n{{", "x".repeat(60_000)), "GRAPHQL_PARSE_FAILED"),
        documento(
            "a long string without end",
            format!("{{ io(a: \"{}", "x".repeat(60_000)),
            "GRAPHQL_PARSE_FAILED",
        ),
        documento("a long name", format!("{{ {} }}", "x".repeat(60_000)), "GRAPHQL_VALIDATION_FAILED"),
        documento("no document", "\u{0}\u{feff}\u{202e}".repeat(10_000), limite),
        Attacco {
            nome: "a batch",
            corpo: format!("[{}]", r#"{"query":"{ __typename }"},"#.repeat(10_000).trim_end_matches(','))
                .into(),
            codice: "BATCH_NOT_SUPPORTED",
        },
        Attacco {
            nome: "json within json",
            corpo: "{\"query\":".repeat(100_000).into(),
            codice: "BAD_REQUEST",
        },
        Attacco {
            nome: "brackets of json",
            corpo: format!("{{\"variables\":{}", "[".repeat(500_000)).into(),
            codice: "BAD_REQUEST",
        },
        Attacco {
            nome: "deep variables",
            corpo: format!(
                "{{\"query\":\"{{__typename}}\",\"variables\":{{\"a\":{}{}}}}}",
                "[".repeat(100),
                "]".repeat(100)
            )
            .into(),
            codice: limite,
        },
        Attacco {
            nome: "wide variables",
            corpo: json!({ "query": "{ __typename }", "variables": { "a": vec![1; 100_000] } })
                .to_string()
                .into(),
            codice: limite,
        },
    ];
    for livelli in [10, 20, 30, 40, 49] {
        tutti.push(documento("fragments that double", bomba(livelli), limite));
    }
    tutti
}

fn refused(attacco: &Attacco, risposta: &Risposta) {
    let nome = attacco.nome;
    assert_eq!(risposta.codice(), attacco.codice, "{nome}: {risposta:?}");
    assert!((400..500).contains(&risposta.stato), "{nome}: {}", risposta.stato);
    assert!(risposta.lunghezza <= LUNGHEZZA_MAX, "{nome}: {} bytes", risposta.lunghezza);
    assert!(risposta.corpo.get("data").is_none(), "{nome}");
}

#[tokio::test]
async fn every_hostile_document_is_refused_at_once_and_briefly_and_costs_no_memory() {
    let scena = Scena::con(1, &[("SIGESS_LOG", "info,sqlx=warn")]).await.unwrap();
    let tutti = attacchi();
    // Once before: the pools and what a first request makes are no cost of an attack.
    invia(&scena, json!({ "query": "{ io { puoOperare } }" }).to_string()).await;
    let prima = scena.processo.memoria().await.unwrap();
    let mut lenti = Vec::new();
    for attacco in &tutti {
        let mut migliore = Duration::MAX;
        for _ in 0..TENTATIVI {
            let risposta = invia(&scena, attacco.corpo.clone()).await;
            refused(attacco, &risposta);
            migliore = migliore.min(risposta.durata);
        }
        eprintln!("{}: {migliore:?}", attacco.nome);
        if migliore > TEMPO_MAX {
            lenti.push(format!("{}: {migliore:?}", attacco.nome));
        }
    }
    assert!(lenti.is_empty(), "{lenti:?}");
    // All of them at once, over and over.
    let onda = stream::iter(tutti.iter().cycle().take(tutti.len() * 8));
    onda.for_each_concurrent(24, async |attacco| {
        refused(attacco, &invia(&scena, attacco.corpo.clone()).await);
    })
    .await;
    controlla_memoria(&scena, prima).await;
    let risposta = invia(&scena, json!({ "query": "{ io { puoOperare } }" }).to_string()).await;
    assert_eq!(risposta.corpo["data"]["io"]["puoOperare"], true, "{risposta:?}");
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let scena = Scena::con(1, &[("SIGESS_LOG", "info,sqlx=warn")]).await.unwrap();
    invia(&scena, json!({ "query": "{ io { puoOperare } }" }).to_string()).await;
    let prima = scena.processo.memoria().await.unwrap();
    let url = &scena.processo.url;
    let cookie = &scena.segretariato.sessione(url).await.unwrap().cookie;
    let dove: SocketAddr = url.trim_start_matches("http://").parse().unwrap();
    let testa = format!(
        "POST /graphql HTTP/1.1\r\nHost: {dove}\r\nCookie: __Host-sigess={cookie}\r\nOrigin: {url}\r\n\
         X-Requested-With: sigess\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    // Announced: refused before a byte of it.
    let mut annunciata = TcpStream::connect(dove).await.unwrap();
    let lunga = testa.replace("Transfer-Encoding: chunked", "Content-Length: 4000000");
    annunciata.write_all(lunga.as_bytes()).await.unwrap();
    let mut inizio = [0; 12];
    annunciata.read_exact(&mut inizio).await.unwrap();
    assert_eq!(&inizio, b"HTTP/1.1 413");
    // At once, and briefly.
    let mut migliore = Duration::MAX;
    for _ in 0..TENTATIVI {
        let mut lunghissima = TcpStream::connect(dove).await.unwrap();
        let da = Instant::now();
        lunghissima.write_all(lunga.as_bytes()).await.unwrap();
        let mut detto = Vec::new();
        lunghissima.read_to_end(&mut detto).await.unwrap();
        migliore = migliore.min(da.elapsed());
        assert!(detto.starts_with(b"HTTP/1.1 413") && detto.len() <= LUNGHEZZA_MAX, "{} bytes", detto.len());
    }
    assert!(migliore <= TEMPO_MAX, "{migliore:?}");
    // And not.
    let pezzo = format!("10000\r\n{}\r\n", " ".repeat(0x1_0000));
    for _ in 0..20 {
        let (mut read, mut write) = TcpStream::connect(dove).await.unwrap().into_split();
        write.write_all(testa.as_bytes()).await.unwrap();
        let pezzo = pezzo.clone();
        let senza_fine =
            tokio::spawn(async move { while write.write_all(pezzo.as_bytes()).await.is_ok() {} });
        let mut inizio = [0; 12];
        read.read_exact(&mut inizio).await.unwrap();
        assert_eq!(&inizio, b"HTTP/1.1 413");
        // It is not read on: the connection ends.
        senza_fine.await.unwrap();
    }
    controlla_memoria(&scena, prima).await;
}
