//! The transport rules, one test each.

use super::*;

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

/// Answers of every kind to a service at that address, to requests of a foreign page.
async fn answers(origin: Option<&str>) -> Vec<Answer> {
    let foreign = |mut request: http::Request<Body>| {
        request.headers_mut().insert(header::ORIGIN, "https://altrove.example".parse().unwrap());
        request
    };
    let preflight = |path: &str| {
        http::Request::options(path)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "x-requested-with, content-type")
            .body(Body::empty())
            .unwrap()
    };
    let get = |path: &str| http::Request::get(path).body(Body::empty()).unwrap();
    let mut answers = Vec::new();
    let asked = ["/", "/livez", "/readyz", "/soggetti/7", "/assets/niente.js", "/auth/logout", "/graphql"];
    for request in asked.map(get).into_iter().chain(["/graphql", "/auth/logout", "/"].map(preflight)) {
        let state = HttpState { origin: origin.map(Into::into), ..state(Profilo::Produzione) };
        answers.push(send_to(state, foreign(request)).await);
    }
    let state = HttpState { origin: origin.map(Into::into), ..state(Profilo::Produzione) };
    answers.push(send_to(state, foreign(graphql("{ saluto }"))).await);
    answers
}

#[tokio::test]
async fn every_answer_over_tls_tells_browsers_to_stay_there_and_no_other_does() {
    for answer in answers(Some("https://sigess.example.it")).await {
        assert_eq!(
            answer.headers[header::STRICT_TRANSPORT_SECURITY],
            "max-age=31536000",
            "{}",
            answer.status
        );
    }
    for origin in [None, Some("http://127.0.0.1:8080")] {
        for answer in answers(origin).await {
            assert_eq!(answer.headers.get(header::STRICT_TRANSPORT_SECURITY), None, "{}", answer.status);
        }
    }
}

#[tokio::test]
async fn no_foreign_page_is_ever_told_that_it_may_read() {
    for answer in answers(Some("https://sigess.example.it")).await {
        let told = answer.headers.keys().find(|name| name.as_str().starts_with("access-control-"));
        assert_eq!(told, None, "{}", answer.status);
    }
}

#[tokio::test]
async fn a_method_that_an_address_does_not_answer_is_refused_in_json() {
    for path in ["/livez", "/readyz"] {
        let answer = send(http::Request::post(path).body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED"));
        assert!(answer.headers[header::ALLOW].to_str().unwrap().contains("GET"), "{path}");
    }
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
    let no_token = ("UNAUTHENTICATED", "Bearer");
    let wrong_token = ("TOKEN_NOT_VALID", "Bearer error=\"invalid_token\"");
    for (authorization, (code, challenge)) in [
        (None, no_token),
        (Some("Basic sgs_prova"), no_token),
        (Some("sgs_prova"), no_token),
        (Some("Bearer "), no_token),
        (Some("Bearer sgs_altro"), wrong_token),
    ] {
        let mut request = graphql("{ saluto }");
        request.headers_mut().remove(header::AUTHORIZATION);
        if let Some(value) = authorization {
            request.headers_mut().insert(header::AUTHORIZATION, value.parse().unwrap());
        }
        let answer = send(request).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::UNAUTHORIZED, code), "{authorization:?}");
        assert_eq!(answer.headers[header::WWW_AUTHENTICATE], challenge);
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
async fn a_mutation_goes_by_post() {
    assert_eq!(send(graphql("mutation { scrive }")).await.body, json!({"data": {"scrive": 1}}));
}
