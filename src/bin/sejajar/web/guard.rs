//! A request -> passed on to the page, or refused: checks the client and the size of the request, and
//! restricts the browser's use of the answer.
//!
//! The page is for users with the token from the printed address. Other sites in the same browser have
//! neither the token nor our origin; a name that they point to this machine (DNS rebinding) is not one of our
//! hosts.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::uri::{Authority, Uri};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Maximum size of a request's body in bytes.
pub const LARGEST_BODY: usize = 64 * 1024;

/// Only our own scripts and styles; no frames, no forms, no other address.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// The hosts and the token that the server accepts.
#[derive(Debug)]
pub struct Guard {
    token: String,
    address: SocketAddr,
}

impl Guard {
    /// A guard for the server at `address` with a new random token.
    ///
    /// # Errors
    /// A system without a source of randomness.
    pub fn new(address: SocketAddr) -> anyhow::Result<Self> {
        let mut bytes = [0; 24];
        getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness for a token: {error}"))?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Guard { token, address })
    }

    /// The address to open.
    pub fn url(&self) -> String {
        let host = match self.address.ip() {
            ip if ip.is_unspecified() => SocketAddr::new(IpAddr::from([127, 0, 0, 1]), self.address.port()),
            _ => self.address,
        };
        format!("http://{host}/?token={}", self.token)
    }

    /// Cookies are shared between ports, so two servers on one machine need two names.
    fn cookie_name(&self) -> String {
        format!("sejajar-{}", self.address.port())
    }

    /// Whether a request may pass; otherwise the answer to it.
    fn check(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<(), (StatusCode, &'static str)> {
        let host = single(headers, &header::HOST);
        let hosts = [host, uri.authority().map(Authority::as_str)];
        if host.is_none() || !hosts.into_iter().flatten().all(|host| self.is_ours(host)) {
            return Err((StatusCode::FORBIDDEN, "This server answers only under its own address."));
        }
        let own = host.map(|host| format!("http://{host}")).unwrap_or_default();
        let foreign = headers
            .get_all(header::ORIGIN)
            .iter()
            .any(|origin| !origin.as_bytes().eq_ignore_ascii_case(own.as_bytes()));
        if foreign || crossed(headers) && *method != Method::GET {
            return Err((StatusCode::FORBIDDEN, "Requests of other sites are refused."));
        }
        if !self.knows_token(uri, headers) {
            return Err((
                StatusCode::FORBIDDEN,
                "Open the whole address that sejajar review printed, with its token.",
            ));
        }
        if announced(headers) > LARGEST_BODY as u64 {
            return Err((StatusCode::PAYLOAD_TOO_LARGE, "The request is too large."));
        }
        Ok(())
    }

    /// Whether a `Host` names this server. A server on all addresses accepts any literal address, because
    /// only names can be rebound.
    fn is_ours(&self, host: &str) -> bool {
        let port = self.address.port();
        let name = match host.strip_suffix(&format!(":{port}")) {
            Some(name) => name,
            None if port == 80 => host,
            None => return false,
        };
        let ip = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        match ip {
            _ if name.eq_ignore_ascii_case("localhost") => true,
            Some(ip) => ip == self.address.ip() || ip.is_loopback() || self.address.ip().is_unspecified(),
            None => false,
        }
    }

    fn knows_token(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let name = self.cookie_name();
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut cookies =
            cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        self.in_address(uri) || cookies.any(|(key, value)| key == name && same(value, &self.token))
    }

    fn in_address(&self, uri: &Uri) -> bool {
        let given = |pair: &str| pair.strip_prefix("token=").is_some_and(|token| same(token, &self.token));
        uri.path() == "/" && uri.query().is_some_and(|query| query.split('&').any(given))
    }
}

/// Passes a request on to `next`, or refuses it.
pub async fn guard(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let opens = guard.in_address(request.uri());
    let mut response = match guard.check(request.method(), request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err((status, what)) => (status, [(header::CONNECTION, "close")], format!("{what}\n")).into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", guard.cookie_name(), guard.token);
    if let (true, Ok(cookie)) =
        (opens && !headers.contains_key(header::CONNECTION), HeaderValue::try_from(cookie))
    {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}

fn single<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next().filter(|_| values.next().is_none())?;
    first.to_str().ok()
}

/// Whether the browser declares that another site sent the request.
fn crossed(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    site.is_some_and(|site| site != b"same-origin" && site != b"none")
}

fn announced(headers: &HeaderMap) -> u64 {
    single(headers, &header::CONTENT_LENGTH).and_then(|length| length.parse().ok()).unwrap_or(0)
}

/// Compares all bytes, so that the time taken reveals nothing about the token.
fn same(given: &str, token: &str) -> bool {
    let differing = given.bytes().zip(token.bytes()).fold(0, |sum, (x, y)| sum | (x ^ y));
    given.len() == token.len() && differing == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(listens: &str, host: &str) -> bool {
        Guard::new(listens.parse().unwrap()).unwrap().is_ours(host)
    }

    #[test]
    fn hosts() {
        assert!(ours("127.0.0.1:4000", "127.0.0.1:4000") && ours("127.0.0.1:4000", "LocalHost:4000"));
        assert!(ours("[::1]:4000", "[::1]:4000") && ours("0.0.0.0:4000", "192.168.1.7:4000"));
        assert!(ours("127.0.0.1:80", "localhost"));
        for foreign in [
            "evil.example:4000",
            "127.0.0.1",
            "127.0.0.1:4001",
            "localhost.evil.example:4000",
            "192.168.1.7:4000",
            ":4000",
            "",
        ] {
            assert!(!ours("127.0.0.1:4000", foreign), "{foreign}");
        }
        assert!(!ours("0.0.0.0:4000", "evil.example:4000"));
    }

    #[test]
    fn tokens() {
        assert!(same("abc", "abc") && !same("abd", "abc") && !same("ab", "abc") && !same("", "abc"));
        let two = [(); 2].map(|()| Guard::new("127.0.0.1:1".parse().unwrap()).unwrap().token);
        assert!(two[0] != two[1] && two[0].len() == 48);
    }
}
