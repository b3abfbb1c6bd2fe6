//! What is said of documents at fault, of faults, of what takes too long; pages; serving.

use super::*;
use sha2::{Digest, Sha256};

#[tokio::test]
async fn a_fault_while_looking_up_the_token_says_nothing_of_itself() {
    let mut request = graphql("{ saluto }");
    request.headers_mut().insert(header::AUTHORIZATION, "Bearer sgs_guasto".parse().unwrap());
    let answer = send(request).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL"));
    assert!(!answer.text.contains("10.0.0.7"));
}

#[tokio::test]
async fn a_document_at_fault_answers_400_or_200_by_what_the_client_accepts() {
    for (query, code) in [
        ("{ saluto ", "GRAPHQL_PARSE_FAILED"),
        ("{ inesistente }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ numero(n: \"sette\") }", "GRAPHQL_VALIDATION_FAILED"),
        ("query Q($n: Int!) { numero(n: $n) }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ __schema { queryType { name } } }", "INTROSPECTION_DISABLED"),
    ] {
        let answer = send(graphql_response(query)).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::BAD_REQUEST, code), "{query}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/graphql-response+json; charset=utf-8");
        assert_eq!(answer.body.get("data"), None);
        let answer = send(graphql(query)).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::OK, code), "{query}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json; charset=utf-8");
        assert_eq!(answer.body.get("data"), None);
    }
}

#[tokio::test]
async fn no_refusal_repeats_what_the_client_wrote_nor_suggests() {
    let name = "salut".repeat(50);
    for query in [format!("{{ {name} }}"), format!("{{ saluto(nome: {name} }}"), "{ salut }".to_owned()] {
        let answer = send(graphql(&query)).await;
        assert!(answer.text.len() < 2048);
        assert!(!answer.text.contains("salut"), "{}", answer.text);
    }
}

#[tokio::test]
async fn developers_read_the_librarys_words_cut_short() {
    let answer = send_to(state(Profilo::Sviluppo), graphql(&format!("{{ {} }}", "x".repeat(5000)))).await;
    let detail = answer.body["errors"][0]["extensions"]["dettaglio"].as_str().unwrap();
    assert!(detail.starts_with("Unknown field") && detail.len() <= 100, "{detail}");
    let open = send_to(state(Profilo::Sviluppo), graphql("{ __schema { queryType { name } } }")).await;
    assert_eq!(open.body["data"]["__schema"]["queryType"]["name"], "Query");
}

#[tokio::test]
async fn a_fault_in_a_field_is_told_with_the_request_id_and_nothing_else() {
    for field in ["forse", "sfugge"] {
        let answer = send(graphql(&format!("{{ {field} saluto }}"))).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::OK, "INTERNAL"));
        assert_eq!(answer.body["data"], Value::Null, "all or nothing");
        let id = answer.headers["x-request-id"].to_str().unwrap();
        let expected = format!("Si è verificato un errore. Codice richiesta {id}.");
        assert_eq!(answer.body["errors"][0]["message"], expected);
        assert_eq!(answer.body["errors"][0]["path"], json!([field]));
        assert!(!answer.text.contains("registro") && !answer.text.contains("segreto"));
    }
}

#[tokio::test]
async fn a_panic_in_a_resolver_is_one_internal_error() {
    for query in ["{ crolla }", "mutation { crolla }"] {
        let answer = send(graphql(query)).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL"));
        assert!(!answer.text.contains("segreto"));
    }
}

#[tokio::test]
async fn a_mutation_is_finished_also_when_the_client_has_left() {
    let state = state(Profilo::Produzione);
    let passi = state.application.passi.clone();
    let client = tokio::spawn(send_to(state, graphql("mutation { scriveALungo }")));
    passi.iniziata.notified().await;
    client.abort();
    assert!(client.await.is_err_and(|e| e.is_cancelled()));
    passi.prosegui.notify_one();
    passi.finita.notified().await;
}

#[tokio::test]
async fn what_costs_too_much_is_a_limit_too() {
    let answer = send(graphql_response("{ costoso }")).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::BAD_REQUEST, "LIMIT_EXCEEDED"));
}

#[tokio::test]
async fn an_execution_is_given_up_after_its_time() {
    let answer = send(graphql("{ attende }")).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::SERVICE_UNAVAILABLE, "TIMEOUT"));
    assert_eq!(answer.headers[header::RETRY_AFTER], "1");
}

#[tokio::test]
async fn too_much_waiting_answers_when_to_come_back() {
    let answer = send(graphql("mutation { occupato }")).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE"));
    assert_eq!(answer.headers[header::RETRY_AFTER], "1");
    assert_eq!(answer.body.get("data"), None);
}

#[tokio::test]
async fn a_bomb_is_refused_by_the_handler_too() {
    let mut query = String::from("{ ...f0 }");
    for level in 0..40 {
        query += &format!(" fragment f{level} on Query {{ ...f{0} ...f{0} }}", level + 1);
    }
    query += " fragment f40 on Query { saluto }";
    let answer = send(graphql_response(&query)).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::BAD_REQUEST, "LIMIT_EXCEEDED"));
}

#[tokio::test]
async fn the_pages_say_what_runs_and_whether_it_is_ready() {
    let get = |uri: &str| http::Request::get(uri).body(Body::empty()).unwrap();
    let home = send(get("/")).await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(home.text.contains("lang=\"it\"") && home.text.contains("/graphql"));
    assert_eq!(send(get("/livez")).await.status, StatusCode::OK);
    assert_eq!(send(get("/readyz")).await.body["stato"], "pronto");
    let mut behind = state(Profilo::Produzione);
    behind.application.ready = false;
    let answer = send_to(behind, get("/readyz")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.body["controlli"], json!({"database": true, "proiezioni": false}));
    let missing = send(get("/altro")).await;
    assert_eq!((missing.status, missing.code()), (StatusCode::NOT_FOUND, "NOT_FOUND"));
}

#[tokio::test]
async fn however_many_ask_whether_it_is_ready_it_is_looked_up_once() {
    let state = state(Profilo::Produzione);
    let asked = Arc::clone(&state.application.asked);
    let ready = || http::Request::get("/readyz").body(Body::empty()).unwrap();
    // Whoever leaves at once leaves his question to the others.
    let left = tokio::spawn(send_to(state.clone(), ready()));
    tokio::task::yield_now().await;
    left.abort();
    let all = futures::future::join_all((0..50).map(|_| send_to(state.clone(), ready()))).await;
    assert!(all.iter().all(|answer| answer.status == StatusCode::OK && answer.body["stato"] == "pronto"));
    assert_eq!(send_to(state, ready()).await.status, StatusCode::OK);
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn only_the_sign_of_life_is_without_limit() {
    let one = std::num::NonZeroU32::new(1);
    let rates = Rates::new(PerMinute { address: one, ..PerMinute::default() }, Proxies::none());
    let state = HttpState { rates, ..state(Profilo::Produzione) };
    let ask = async |path: &str| {
        let mut request = http::Request::get(path).body(Body::empty()).unwrap();
        request.extensions_mut().insert(Peer([192, 0, 2, 1].into()));
        send_to(state.clone(), request).await.status
    };
    assert_eq!(ask("/readyz").await, StatusCode::OK);
    assert_eq!(ask("/readyz").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(ask("/metrics").await, StatusCode::TOO_MANY_REQUESTS);
    for _ in 0..3 {
        assert_eq!(ask("/livez").await, StatusCode::OK);
    }
}

#[tokio::test]
async fn serves_connections_until_told_to_stop_and_finishes_what_is_under_way() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = tokio::spawn(serve(
        listener,
        router(state(Profilo::Produzione)),
        ConnectionLimits::default(),
        async {
            let _ = stopped.await;
        },
    ));
    let mut connection = tokio::net::TcpStream::connect(address).await.unwrap();
    let body = json!({ "query": "{ saluto }" }).to_string();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: {TOKEN}\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    tokio::task::yield_now().await;
    connection.write_all(body.as_bytes()).await.unwrap();
    let mut first = [0; 12];
    connection.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    stop.send(()).unwrap();
    served.await.unwrap().unwrap();
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_client_that_takes_nothing_of_its_answer_is_closed() {
    use tokio::io::AsyncWriteExt;
    let (alive, gone) = tokio::sync::oneshot::channel::<()>();
    let alive = Arc::new(std::sync::Mutex::new(Some(alive)));
    let endless = move || {
        let alive = alive.lock().unwrap().take();
        let chunks = stream::repeat_with(move || {
            let _ = &alive;
            Ok::<_, Infallible>(vec![b' '; 64 * 1024])
        });
        std::future::ready(Body::from_stream(chunks))
    };
    let routes = Router::new().route("/", get(endless));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let limits = ConnectionLimits { idle_time: Duration::from_millis(200), ..ConnectionLimits::default() };
    tokio::spawn(serve(listener, routes, limits, std::future::pending()));
    let mut connection = tokio::net::TcpStream::connect(address).await.unwrap();
    connection.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    // The answer is let go while the client still holds its end.
    let ended = tokio::time::timeout(Duration::from_secs(20), gone).await.unwrap();
    assert!(ended.is_err());
    drop(connection);
}

#[tokio::test]
async fn an_operator_sends_trusted_documents_only() {
    let trusted = format!("{:x}", Sha256::digest("{ saluto }"));
    let with = || HttpState {
        documents: Documents::Trusted(Arc::new([trusted.clone()].into())),
        ..state(Profilo::Produzione)
    };
    assert_eq!(send_to(with(), graphql("{ saluto }")).await.body["data"]["saluto"], "ciao ");
    for other in ["{ saluto } ", "{ numero(n: 1) }", "{{{", ""] {
        let answer = send_to(with(), graphql_response(other)).await;
        assert_eq!(
            (answer.status, answer.code()),
            (StatusCode::BAD_REQUEST, "DOCUMENT_NOT_TRUSTED"),
            "{other}"
        );
        assert_eq!(answer.body.get("data"), None);
    }
}

#[tokio::test]
async fn a_document_of_a_thousand_mistakes_is_refused_in_a_few_words() {
    let query = format!("{{ {} }}", (0..20).map(|n| format!("sbagliato{n} ")).collect::<String>());
    for profile in [Profilo::Produzione, Profilo::Sviluppo] {
        let answer = send_to(state(profile), graphql_response(&query)).await;
        assert_eq!(answer.code(), "GRAPHQL_VALIDATION_FAILED");
        assert!(answer.text.len() <= 2048, "{} bytes", answer.text.len());
    }
}
