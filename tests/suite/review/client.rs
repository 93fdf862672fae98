//! Requests written byte by byte, as no browser would, and their answers.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::Server;

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers as they came, in lower case.
    pub headers: String,
    /// Its body.
    pub body: String,
}

/// A request builder; unchanged parts are as the page sends them.
pub struct Asking<'s> {
    server: &'s Server,
    line: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Server {
    /// `GET path` by the page.
    pub fn get(&self, path: &str) -> Asking<'_> {
        self.asking(format!("GET {path}"), Vec::new())
    }

    /// `POST path` of JSON by the page.
    pub fn post(&self, path: &str, body: &str) -> Asking<'_> {
        self.asking(format!("POST {path}"), body.as_bytes().to_vec())
            .with("origin", format!("http://{}", self.host))
            .with("content-type", "application/json")
            .with("content-length", body.len().to_string())
    }

    fn asking(&self, line: String, body: Vec<u8>) -> Asking<'_> {
        let cookie = format!("sejajar-{}={}", self.port(), self.token);
        let headers =
            vec![("host", self.host.clone()), ("connection", "close".to_owned()), ("cookie", cookie)];
        Asking { server: self, line, headers, body }
    }
}

impl Asking<'_> {
    /// The same with a header in the place of any other of that name.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value.into()));
        self
    }

    /// The same without a header.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self
    }

    /// Sends it; the answer, or `None` where the connection was closed without one.
    pub fn send(self) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.server.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let headers: String =
            self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        stream.write_all(format!("{} HTTP/1.1\r\n{headers}\r\n", self.line).as_bytes()).unwrap();
        // A server that refuses a body need not read it.
        let _ = stream.write_all(&self.body);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        answer(&String::from_utf8_lossy(&bytes))
    }

    /// The status of the answer.
    pub fn status(self) -> u16 {
        self.send().expect("an answer").status
    }
}

fn answer(text: &str) -> Option<Answer> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, headers: head.to_lowercase(), body: body.to_owned() })
}
