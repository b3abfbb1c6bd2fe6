//! The operators' pages: files built by `ui/`, embedded in the binary, and how browsers may keep them.
//!
//! A debug build reads `ui/dist` when it is asked, so that pages built again show without compiling. Without that
//! folder the service works all the same, and says what is missing.

use super::accept::AnswerType;
use super::headers::RequestId;
use super::pages;
use super::refusal::Refusal;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::fmt::Write;

const INDEX: &str = "index.html";
/// Folder of the files whose names change with their content.
const HASHED: &str = "assets/";
/// Addresses that are never a page.
const NOT_PAGES: [&str; 5] = ["assets", "auth", "graphql", "livez", "readyz"];

/// Only files of this origin, and the small pictures that the style sheet carries within itself.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
const MISSING: &str = "L'interfaccia non è compresa in questo programma: costruirla con «make ui».\n";

#[derive(RustEmbed)]
#[folder = "../ui/dist"]
#[allow_missing = true]
struct Dist;

/// A file as it is sent.
pub(super) struct File {
    /// Its bytes.
    pub(super) content: Cow<'static, [u8]>,
    /// SHA-256 of its bytes.
    pub(super) hash: [u8; 32],
}

/// Where the files come from.
#[derive(Clone, Copy)]
pub struct Pages {
    file: fn(&str) -> Option<File>,
}

impl Pages {
    /// Those of the binary.
    #[must_use]
    pub fn embedded() -> Self {
        Self::from(|path| {
            let file = Dist::get(path)?;
            Some(File { content: file.data, hash: file.metadata.sha256_hash() })
        })
    }

    /// None at all.
    #[must_use]
    pub fn none() -> Self {
        Self::from(|_| None)
    }

    /// Those that a function knows.
    pub(super) fn from(file: fn(&str) -> Option<File>) -> Self {
        Self { file }
    }

    fn exist(self) -> bool {
        (self.file)(INDEX).is_some()
    }

    /// The bytes that suit the client best: compressed when it was built, as they are otherwise.
    fn best(self, path: &str, accepted: &HeaderMap) -> Option<(File, Option<&'static str>)> {
        let plain = (self.file)(path)?;
        let encoded = [("br", ".br"), ("gzip", ".gz")].into_iter().find_map(|(encoding, suffix)| {
            let file = accepts(accepted, encoding).then(|| (self.file)(&format!("{path}{suffix}")))??;
            Some((file, Some(encoding)))
        });
        Some(encoded.unwrap_or((plain, None)))
    }
}

/// `GET /`: the home page, or what the service is when it has no pages.
pub(super) async fn home(State(files): State<Pages>, headers: HeaderMap) -> Response<Body> {
    if files.exist() { send(files, INDEX, &headers) } else { pages::home().await.into_response() }
}

/// Any address that nothing else answers: a file, a page of the interface, or nothing.
pub(super) async fn file_or_page(State(files): State<Pages>, request: Request) -> Response<Body> {
    let headers = request.headers();
    let path = request.uri().path().trim_start_matches('/');
    let not_found = || {
        let id = request.extensions().get().map_or_else(uuid::Uuid::nil, |RequestId(id)| *id);
        Refusal::NotFound.answer(AnswerType::Json, id, None)
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return not_found();
    }
    let compressed = path.ends_with(".br") || path.ends_with(".gz");
    if !path.is_empty() && !compressed && (files.file)(path).is_some() {
        return send(files, path, headers);
    }
    if !is_page(path) || !accepts_html(headers) {
        return not_found();
    }
    if files.exist() {
        return send(files, INDEX, headers);
    }
    (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], MISSING)
        .into_response()
}

/// Whether an address can be one of the pages, which the interface tells apart by itself.
fn is_page(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    !NOT_PAGES.contains(&first) && !last.contains('.')
}

fn send(files: Pages, path: &str, headers: &HeaderMap) -> Response<Body> {
    let Some((file, encoding)) = files.best(path, headers) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = etag(&file.hash);
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| matches(known, &tag));
    let mut response = match known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => Body::from(file.content).into_response(),
    };
    let kept = match path.starts_with(HASHED) {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    let set = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, kept),
        (header::CONTENT_TYPE, content_type(path)),
        (header::VARY, "accept-encoding"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        set.insert(name, HeaderValue::from_static(value));
    }
    if let Some(encoding) = encoding {
        set.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        set.insert(header::ETAG, tag);
    }
    response
}

fn etag(hash: &[u8; 32]) -> String {
    let mut tag = String::with_capacity(34);
    tag.push('"');
    for byte in &hash[..16] {
        // Writing to a string cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

/// Whether the client has this very file (RFC 9110: a list, `*`, weak tags compare as strong ones).
fn matches(known: &HeaderValue, tag: &str) -> bool {
    let known = known.to_str().unwrap_or_default();
    known.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

/// Whether the client takes an encoding: named, and not with the weight nought.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut ranges = values.flat_map(|value| value.split(','));
    ranges.any(|range| {
        let mut parts = range.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused =
            parts.filter_map(|part| part.strip_prefix("q=")).any(|q| q.trim_matches(['0', '.']).is_empty());
        named && !refused
    })
}

/// Whether a person asks, and not a script that looks for data.
fn accepts_html(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    values.any(|value| value.contains("text/html"))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
