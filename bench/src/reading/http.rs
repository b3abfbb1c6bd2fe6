//! HTTP over one kept connection, as little of it as can be: the client shares the processors with what it measures.

use crate::Fault;
use serde_json::Value;
use std::fmt::Write as _;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A service's address and the lines of every request's head.
#[derive(Clone)]
pub(super) struct Target {
    address: String,
    head: String,
}

impl Target {
    /// From a request as it would be made; its body does not count.
    pub(super) fn of(request: &reqwest::Request) -> Result<Self, Fault> {
        let url = request.url();
        let address =
            format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(80));
        let mut head = format!("POST {} HTTP/1.1\r\nhost: {address}\r\n", url.path());
        for (name, value) in request.headers().iter().filter(|(name, _)| *name != "content-length") {
            write!(head, "{name}: {}\r\n", value.to_str()?)?;
        }
        Ok(Self { address, head })
    }
}

/// A connection.
pub(super) struct Connection {
    target: Target,
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub(super) async fn open(target: &Target) -> Result<Self, Fault> {
        let stream = TcpStream::connect(&target.address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { target: target.clone(), stream, buffer: Vec::new() })
    }

    /// Sends a body; answers the body that comes back. Anything but 200 is a fault, and so is an answer with errors.
    pub(super) async fn post(&mut self, body: &Value) -> Result<&str, Fault> {
        let body = body.to_string();
        let request = format!("{}content-length: {}\r\n\r\n{body}", self.target.head, body.len());
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        let (start, end) = loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the service closed the connection".into());
            }
            if let Some(range) = body_range(&self.buffer)?
                && self.buffer.len() >= range.1
            {
                break range;
            }
        };
        let answer = std::str::from_utf8(&self.buffer[start..end])?;
        if !self.buffer.starts_with(b"HTTP/1.1 200") || answer.starts_with("{\"errors\"") {
            return Err(format!("refused: {answer}").into());
        }
        Ok(answer)
    }
}

/// Where the body begins and ends, once the head is there.
fn body_range(buffer: &[u8]) -> Result<Option<(usize, usize)>, Fault> {
    let Some(head) = buffer.windows(4).position(|w| w == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&buffer[..head])?.to_ascii_lowercase();
    let length = text.lines().find_map(|l| l.strip_prefix("content-length:"));
    let length: usize = length.ok_or("an answer without length")?.trim().parse()?;
    Ok(Some((head + 4, head + 4 + length)))
}
