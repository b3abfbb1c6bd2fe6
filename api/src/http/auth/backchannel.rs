//! The provider says that somebody left.

use super::Whence;
use crate::http::log_fault;
use access::login::{BackchannelError, Login};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// The form.
#[derive(Deserialize)]
pub(super) struct Notice {
    logout_token: String,
}

/// `POST /auth/backchannel/{provider}`: 200 when it was carried out, 400 for anything else.
pub(super) async fn end_sessions(
    State(login): State<Login>,
    Path(provider): Path<String>,
    Whence(source): Whence,
    notice: Result<Form<Notice>, FormRejection>,
) -> Response {
    let Ok(Form(notice)) = notice else { return StatusCode::BAD_REQUEST.into_response() };
    match login.backchannel(&provider, &notice.logout_token, source).await {
        Ok(ended) => {
            tracing::info!(target: "http.auth", gestore = provider, ended, "logout at the provider");
            StatusCode::OK.into_response()
        }
        Err(error) => {
            match &error {
                BackchannelError::Fault(fault) => log_fault(fault),
                other => tracing::warn!(target: "http.auth", cause = %other, "logout token not carried out"),
            }
            StatusCode::BAD_REQUEST.into_response()
        }
    }
}
