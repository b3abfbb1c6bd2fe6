//! How the pages of the interface are sent.

use super::super::ui::{File, Pages};
use super::*;
use std::borrow::Cow;

fn file(content: &'static str) -> Option<File> {
    let mut hash = [0; 32];
    hash[..content.len().min(32)].copy_from_slice(&content.as_bytes()[..content.len().min(32)]);
    Some(File { content: Cow::Borrowed(content.as_bytes()), hash })
}

fn built() -> Pages {
    Pages::from(|path| match path {
        "index.html" => file("<!doctype html>"),
        "index.html.br" => file("br of index"),
        "assets/index-abc.js" => file("script"),
        "assets/index-abc.js.gz" => file("gz of script"),
        "icona.svg" => file("<svg/>"),
        _ => None,
    })
}

async fn get_from(pages: Pages, path: &str, headers: &[(&str, &str)]) -> http::Response<Body> {
    let mut state = state(Profilo::Produzione);
    state.pages = pages;
    let mut request = http::Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    router(state).oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

async fn text(response: http::Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn header_of<'r>(response: &'r http::Response<Body>, name: &str) -> Option<&'r str> {
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

const HTML: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

#[tokio::test]
async fn every_page_is_the_same_file_and_is_asked_again_each_time() {
    for path in ["/", "/soggetti", "/soggetti/7f1e/anagrafica", "/accesso?ritorno=%2F"] {
        let response = get_from(built(), path, &[HTML]).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(header_of(&response, "cache-control"), Some("no-cache"));
        assert_eq!(header_of(&response, "content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(text(response).await, "<!doctype html>");
    }
}

#[tokio::test]
async fn files_named_after_their_content_are_kept_for_ever() {
    let response = get_from(built(), "/assets/index-abc.js", &[]).await;
    assert_eq!(header_of(&response, "cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(header_of(&response, "content-type"), Some("text/javascript; charset=utf-8"));
    let response = get_from(built(), "/icona.svg", &[]).await;
    assert_eq!(header_of(&response, "cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn nothing_inline_is_allowed_to_run() {
    let response = get_from(built(), "/", &[HTML]).await;
    let policy = header_of(&response, "content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self';") && policy.contains("style-src 'self';"));
    assert!(!policy.contains("unsafe"));
    assert_eq!(header_of(&response, "x-content-type-options"), Some("nosniff"));
    assert_eq!(header_of(&response, "referrer-policy"), Some("same-origin"));
}

#[tokio::test]
async fn what_does_not_exist_is_no_page() {
    for path in
        ["/assets/none.js", "/assets/none", "/favicon.ico", "/soggetti/x.pdf", "/auth/none", "/index.html.br"]
    {
        let response = get_from(built(), path, &[HTML]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
    }
    // A script that looks for data must not take a page for them.
    let response = get_from(built(), "/soggetti", &[("accept", "application/json")]).await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_reading_is_answered_with_pages() {
    let mut state = state(Profilo::Produzione);
    state.pages = built();
    let request = http::Request::post("/soggetti").header("accept", "text/html").body(Body::empty()).unwrap();
    assert_eq!(router(state).oneshot(request).await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_compressed_file_goes_to_who_takes_it() {
    let response = get_from(built(), "/", &[HTML, ("accept-encoding", "gzip, deflate, br, zstd")]).await;
    assert_eq!(header_of(&response, "content-encoding"), Some("br"));
    assert_eq!(header_of(&response, "vary"), Some("accept-encoding"));
    assert_eq!(text(response).await, "br of index");
    let response = get_from(built(), "/assets/index-abc.js", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(header_of(&response, "content-encoding"), Some("gzip"));
    for refused in ["br;q=0, identity", "identity", "br;q=0.000"] {
        let response = get_from(built(), "/", &[HTML, ("accept-encoding", refused)]).await;
        assert_eq!(header_of(&response, "content-encoding"), None, "{refused}");
    }
}

#[tokio::test]
async fn who_has_the_file_is_told_so() {
    let first = get_from(built(), "/", &[HTML]).await;
    let tag = header_of(&first, "etag").unwrap().to_owned();
    for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let again = get_from(built(), "/", &[HTML, ("if-none-match", &known)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{known}");
        assert_eq!(header_of(&again, "etag"), Some(tag.as_str()));
        assert_eq!(text(again).await, "");
    }
    let compressed =
        get_from(built(), "/", &[HTML, ("accept-encoding", "br"), ("if-none-match", &tag)]).await;
    assert_eq!(compressed.status(), StatusCode::OK);
}

#[tokio::test]
async fn without_pages_the_service_says_what_is_missing() {
    let response = get_from(Pages::none(), "/soggetti", &[HTML]).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(text(response).await.contains("make ui"));
    let home = get_from(Pages::none(), "/", &[HTML]).await;
    assert_eq!(home.status(), StatusCode::OK);
    assert!(text(home).await.contains("POST /graphql"));
}
