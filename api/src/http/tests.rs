//! The transport rules, one test each, against a schema of a few fields.

use super::*;
use async_graphql::{EmptySubscription, ErrorExtensions, Object, Request, Response, Schema};
use axum::body::Body;
use axum::http::{self, HeaderMap, StatusCode, header};
use futures::stream;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::Notify;
use tower::ServiceExt;
use uuid::Uuid;

const TOKEN: &str = "Bearer sgs_prova";

struct Query;

#[Object]
impl Query {
    async fn saluto(&self, nome: Option<String>) -> String {
        format!("ciao {}", nome.unwrap_or_default())
    }
    async fn numero(&self, n: i32) -> i32 {
        n
    }
    async fn forse(&self) -> async_graphql::Result<Option<i32>> {
        Err(async_graphql::Error::new("relation \"registro.events\" does not exist")
            .extend_with(|_, e| e.set("code", INTERNAL)))
    }
    async fn sfugge(&self) -> async_graphql::Result<Option<i32>> {
        Err(std::io::Error::other("/etc/segreto").into())
    }
    async fn crolla(&self) -> i32 {
        assert!(std::hint::black_box(false), "segreto");
        1
    }
    async fn attende(&self) -> i32 {
        std::future::pending().await
    }
    #[graphql(complexity = "100 * child_complexity + 100")]
    async fn costoso(&self) -> i32 {
        1
    }
}

struct Mutation;

#[Object]
impl Mutation {
    async fn occupato(&self) -> async_graphql::Result<i32> {
        Err(async_graphql::Error::new("").extend_with(|_, e| e.set("code", UNAVAILABLE)))
    }
    async fn scrive(&self) -> i32 {
        1
    }
    async fn crolla(&self) -> i32 {
        assert!(std::hint::black_box(false), "segreto");
        1
    }
    async fn scrive_a_lungo(&self, ctx: &async_graphql::Context<'_>) -> i32 {
        let passi = ctx.data_unchecked::<Passi>();
        passi.iniziata.notify_one();
        passi.prosegui.notified().await;
        passi.finita.notify_one();
        1
    }
}

/// A mutation of two steps, seen from outside.
#[derive(Clone, Default)]
struct Passi {
    iniziata: Arc<Notify>,
    prosegui: Arc<Notify>,
    finita: Arc<Notify>,
}

#[derive(Clone)]
struct Prova {
    schema: Schema<Query, Mutation, EmptySubscription>,
    ready: bool,
    passi: Passi,
}

impl Application for Prova {
    type Caller = ();

    async fn authenticate(&self, token: &str, _: Uuid) -> Result<Option<()>, Fault> {
        match token {
            "sgs_prova" => Ok(Some(())),
            "sgs_guasto" => Err("connection refused on 10.0.0.7".into()),
            _ => Ok(None),
        }
    }

    async fn execute(&self, (): (), request: Request) -> Response {
        self.schema.execute(request.data(self.passi.clone())).await
    }

    async fn readiness(&self) -> Readiness {
        Readiness { checks: vec![("database".into(), true), ("proiezioni".into(), self.ready)] }
    }
}

fn state(profile: Profilo) -> HttpState<Prova> {
    let schema = Schema::build(Query, Mutation, EmptySubscription).limit_complexity(99).finish();
    let mut state = HttpState::new(Prova { schema, ready: true, passi: Passi::default() }, profile);
    state.execution_time = Duration::from_millis(50);
    state
}

/// Status, headers and JSON body (null when it is none) of an answer.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
    text: String,
}

impl Answer {
    fn code(&self) -> &str {
        self.body["errors"][0]["extensions"]["code"].as_str().unwrap_or_default()
    }
}

async fn send_to(state: HttpState<Prova>, request: http::Request<Body>) -> Answer {
    let response = router(state).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: serde_json::from_slice(&bytes).unwrap_or_default(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn send(request: http::Request<Body>) -> Answer {
    send_to(state(Profilo::Produzione), request).await
}

fn post() -> http::request::Builder {
    http::Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, TOKEN)
}

fn graphql(query: &str) -> http::Request<Body> {
    post().body(json!({ "query": query }).to_string().into()).unwrap()
}

fn graphql_response(query: &str) -> http::Request<Body> {
    let mut request = graphql(query);
    request.headers_mut().insert(header::ACCEPT, "application/graphql-response+json".parse().unwrap());
    request
}

#[tokio::test]
async fn answers_a_query_with_its_request_id_and_without_leaving_it_in_a_cache() {
    let answer = send(graphql("{ saluto(nome: \"Anna\") }")).await;
    assert_eq!((answer.status, &answer.body), (StatusCode::OK, &json!({"data": {"saluto": "ciao Anna"}})));
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json; charset=utf-8");
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(answer.headers[header::REFERRER_POLICY], "same-origin");
    assert!(Uuid::parse_str(answer.headers["x-request-id"].to_str().unwrap()).is_ok());
    assert!(!answer.headers.contains_key(header::SERVER));
}

#[tokio::test]
async fn a_request_id_from_outside_is_not_taken_over() {
    let mut request = graphql("{ saluto }");
    request.headers_mut().insert("x-request-id", "sempre-lo-stesso".parse().unwrap());
    assert_ne!(send(request).await.headers["x-request-id"], "sempre-lo-stesso");
}

#[tokio::test]
async fn variables_and_operation_name_reach_the_schema() {
    let body =
        json!({"query": "query Q($n: Int!) { numero(n: $n) }", "operationName": "Q", "variables": {"n": 7}});
    let answer = send(post().body(body.to_string().into()).unwrap()).await;
    assert_eq!(answer.body, json!({"data": {"numero": 7}}));
}

#[tokio::test]
async fn any_method_but_post_is_refused() {
    for method in ["GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"] {
        let request = http::Request::builder().method(method).uri("/graphql?query={saluto}");
        let answer = send(request.header(header::AUTHORIZATION, TOKEN).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.headers[header::ALLOW], "POST");
        if method != "HEAD" {
            assert_eq!(answer.code(), "METHOD_NOT_ALLOWED");
        }
    }
}

#[tokio::test]
async fn any_type_but_json_in_utf8_is_refused() {
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json; charset=latin1",
        "application/jsonx",
        "",
    ] {
        let mut request = graphql("{ saluto }");
        request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
        let answer = send(request).await;
        assert_eq!(
            (answer.status, answer.code()),
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE")
        );
    }
    let mut request = graphql("{ saluto }");
    request.headers_mut().remove(header::CONTENT_TYPE);
    assert_eq!(send(request).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let mut request = graphql("{ saluto }");
    request.headers_mut().insert(header::CONTENT_TYPE, "Application/JSON; charset=UTF-8".parse().unwrap());
    assert_eq!(send(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_encoded_body_is_refused() {
    let mut request = graphql("{ saluto }");
    request.headers_mut().insert(header::CONTENT_ENCODING, "gzip".parse().unwrap());
    assert_eq!(send(request).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn a_body_that_announces_too_much_is_refused_unread() {
    let body = Body::from_stream(stream::pending::<Result<Vec<u8>, Infallible>>());
    let request = post().header(header::CONTENT_LENGTH, 1024 * 1024 + 1).body(body).unwrap();
    let answer = send(request).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::PAYLOAD_TOO_LARGE, "PAYLOAD_TOO_LARGE"));
}

#[tokio::test]
async fn a_body_without_length_is_refused_as_soon_as_it_is_too_long() {
    // It would never end by itself.
    let endless = stream::repeat_with(|| Ok::<_, Infallible>(vec![b' '; 64 * 1024]));
    let answer = send(post().body(Body::from_stream(endless)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_read() {
    let mut body = json!({ "query": "{ saluto }" }).to_string();
    body.push_str(&" ".repeat(1024 * 1024 - body.len()));
    assert_eq!(send(post().body(body.into()).unwrap()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn several_operations_in_one_body_are_refused() {
    let answer = send(post().body("  [{\"query\":\"{ saluto }\"}]".into()).unwrap()).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::BAD_REQUEST, "BATCH_NOT_SUPPORTED"));
}

#[tokio::test]
async fn a_body_that_is_no_request_is_refused() {
    for body in [
        "",
        "{",
        "null",
        "\"query\"",
        "{}",
        "{\"query\": 1}",
        "{\"query\":\"{saluto}\",\"variables\":[]}",
        "\u{fe}",
    ] {
        let answer = send(post().body(body.into()).unwrap()).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::BAD_REQUEST, "BAD_REQUEST"), "{body}");
    }
    let lone_surrogate = r#"{"query":"{ saluto(nome: $n) }","variables":{"n":"\ud800"}}"#;
    assert_eq!(send(post().body(lone_surrogate.into()).unwrap()).await.code(), "BAD_REQUEST");
}

#[tokio::test]
async fn nobody_comes_in_without_a_token_that_opens() {
    for authorization in
        [None, Some("Bearer sgs_altro"), Some("Basic sgs_prova"), Some("sgs_prova"), Some("Bearer ")]
    {
        let mut request = graphql("{ saluto }");
        request.headers_mut().remove(header::AUTHORIZATION);
        if let Some(value) = authorization {
            request.headers_mut().insert(header::AUTHORIZATION, value.parse().unwrap());
        }
        let answer = send(request).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"));
        assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
        assert_eq!(answer.body.get("data"), None);
    }
}

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
async fn a_client_that_accepts_no_json_gets_nothing_else() {
    let mut request = graphql("{ saluto }");
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    let answer = send(request).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::NOT_ACCEPTABLE, "NOT_ACCEPTABLE"));
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
async fn a_mutation_goes_by_post() {
    assert_eq!(send(graphql("mutation { scrive }")).await.body, json!({"data": {"scrive": 1}}));
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
async fn serves_connections_until_told_to_stop_and_finishes_what_is_under_way() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = tokio::spawn(serve(listener, router(state(Profilo::Produzione)), async {
        let _ = stopped.await;
    }));
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
