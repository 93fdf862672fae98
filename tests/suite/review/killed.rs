//! A server killed while decisions arrive: acknowledged decisions are in the store.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use tempfile::{TempDir, tempdir};

use super::{Server, table};
use crate::data::sejajar;

/// Decisions that are sent.
const SENT: usize = 200;

/// Sends decisions over one connection as fast as they are acknowledged, until the server is gone; returns
/// their numbers.
fn send(host: &str, cookie: &str, acknowledged: &dyn Fn(usize)) -> Vec<i64> {
    let Ok(stream) = TcpStream::connect(host) else { return Vec::new() };
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut writer = stream;
    let mut numbers = Vec::new();
    for n in 0..SENT {
        let action = if n % 3 == 0 { "reject" } else { "accept" };
        let body = format!(r#"{{"annotator":"ana","bead":"0:{n}+1:{n}+1","action":"{action}"}}"#);
        let request = format!(
            "POST /api/decide HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        let Some(number) = writer.write_all(request.as_bytes()).ok().and_then(|()| seq(&mut reader)) else {
            break;
        };
        numbers.push(number);
        acknowledged(numbers.len());
    }
    numbers
}

/// The number in the answer, if all of it came.
fn seq(reader: &mut impl BufRead) -> Option<i64> {
    let (mut length, mut status) = (0, String::new());
    reader.read_line(&mut status).ok()?;
    loop {
        let mut line = String::new();
        reader
            .read_line(&mut line)
            .ok()
            .filter(|&read| read > 2)
            .or_else(|| (line == "\r\n").then_some(2))?;
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    assert!(status.contains(" 200 "), "{status}{}", String::from_utf8_lossy(&body));
    serde_json::from_slice::<serde_json::Value>(&body).ok()?["seq"].as_i64()
}

/// Kills a server after so many acknowledged decisions; how many were acknowledged by then, and the folder.
fn killed_after(count: usize) -> (Vec<i64>, TempDir) {
    let folder = tempdir().unwrap();
    table(folder.path(), SENT);
    let server = Server::again(folder, &[]);
    let (host, cookie) = (server.host.clone(), format!("sejajar-{}={}", server.port(), server.token));
    let (tell, told) = std::sync::mpsc::channel();
    let sender = std::thread::spawn(move || {
        send(&host, &cookie, &|n| {
            let _ = tell.send(n);
        })
    });
    while told.recv().is_ok_and(|n| n < count) {}
    let folder = server.kill();
    (sender.join().unwrap(), folder)
}

fn nothing_is_lost(count: usize) {
    let (acknowledged, folder) = killed_after(count);
    assert!(acknowledged.len() >= count);
    let output = sejajar()
        .arg("review")
        .arg(folder.path().join("pairs.csv"))
        .args(["--export", "csv"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let kept: BTreeSet<i64> =
        text.lines().skip(1).map(|line| line.split(',').next().unwrap().parse().unwrap()).collect();
    let lost: Vec<_> = acknowledged.iter().filter(|seq| !kept.contains(seq)).collect();
    assert!(lost.is_empty(), "{lost:?} of {} were lost", acknowledged.len());
    assert!(kept.len() <= acknowledged.len() + 1, "at most the one on its way was kept unacknowledged");
    let again = Server::again(folder, &[]);
    assert_eq!(again.get("/api/session").status(), 200);
}

#[test]
fn what_was_acknowledged_survives() {
    [3, 61, 150].into_iter().for_each(nothing_is_lost);
}

#[test]
#[ignore = "twenty times; a minute or two"]
fn what_was_acknowledged_survives_twenty_times() {
    (0..20).for_each(|n| nothing_is_lost(5 + 9 * n));
}
