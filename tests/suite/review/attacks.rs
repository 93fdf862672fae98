//! What other sites, other programs and odd texts may try; each is refused or harmless.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::Server;
use crate::data::root;

const DECISION: &str = r#"{"annotator":"ana","bead":"0:0+1:0+1","action":"accept"}"#;

fn decisions(server: &Server) -> usize {
    server
        .get("/api/export?what=csv")
        .send()
        .unwrap()
        .body
        .lines()
        .filter(|line| line.contains(",ana,"))
        .count()
}

#[test]
fn the_page_itself_may() {
    let server = Server::start(3, &[]);
    let opened = server.get(&format!("/?token={}", server.token)).without("cookie").send().unwrap();
    assert_eq!(opened.status, 200);
    let cookie =
        format!("set-cookie: sejajar-{}={}; httponly; samesite=strict; path=/", server.port(), server.token);
    assert!(opened.headers.contains(&cookie), "{}", opened.headers);
    assert_eq!(server.get("/app.js").status(), 200);
    assert_eq!(server.post("/api/decide", DECISION).status(), 200);
    assert_eq!(decisions(&server), 1);
}

#[test]
fn foreign_hosts() {
    let server = Server::start(3, &[]);
    for host in [
        "evil.example",
        &format!("evil.example:{}", server.port()),
        "127.0.0.1:1",
        "localhost.evil.example",
        "",
    ] {
        assert_eq!(server.get("/api/session").with("host", host).status(), 403, "{host:?}");
        let foreign =
            server.post("/api/decide", DECISION).with("host", host).with("origin", format!("http://{host}"));
        assert_eq!(foreign.status(), 403, "{host:?}");
    }
    assert_ne!(server.get("/api/session").without("host").status(), 200);
    assert_eq!(server.get(&format!("http://evil.example:{}/api/session", server.port())).status(), 403);
    let token = format!("/?token={}", server.token);
    assert_eq!(server.get(&token).with("host", format!("evil.example:{}", server.port())).status(), 403);
    assert_eq!(decisions(&server), 0);
}

#[test]
fn foreign_origins() {
    let server = Server::start(3, &[]);
    let near = format!("http://127.0.0.1:{}", server.port().parse::<u16>().unwrap().wrapping_add(1));
    for origin in ["http://evil.example", "null", "https://127.0.0.1", &near, ""] {
        assert_eq!(server.post("/api/decide", DECISION).with("origin", origin).status(), 403, "{origin}");
        assert_eq!(server.post("/api/undo", "{}").with("origin", origin).status(), 403, "{origin}");
        assert_eq!(server.get("/api/session").with("origin", origin).status(), 403, "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(
            server.post("/api/decide", DECISION).without("origin").with("sec-fetch-site", site).status(),
            403
        );
    }
    // Requests that a form of another site could send.
    assert_eq!(server.post("/api/decide", DECISION).with("content-type", "text/plain").status(), 415);
    assert_eq!(server.get("/api/decide").status(), 405);
    assert_eq!(decisions(&server), 0);
}

#[test]
fn no_token() {
    let server = Server::start(3, &[]);
    for path in ["/", "/app.js", "/api/session", "/api/export?what=csv", "/nothing"] {
        let answer = server.get(path).without("cookie").send().unwrap();
        assert_eq!(answer.status, 403, "{path}");
        assert!(!answer.headers.contains("set-cookie") && !answer.body.contains(&server.token));
    }
    let (name, mut wrong) = (format!("sejajar-{}", server.port()), server.token.clone());
    wrong.replace_range(0..1, if wrong.starts_with('0') { "1" } else { "0" });
    for cookie in [&wrong, "", &server.token[1..], &format!("{}0", server.token)] {
        assert_eq!(
            server.get("/api/session").with("cookie", format!("{name}={cookie}")).status(),
            403,
            "{cookie}"
        );
        assert_eq!(server.get(&format!("/?token={cookie}")).without("cookie").status(), 403, "{cookie}");
    }
    assert_eq!(
        server.get("/api/session").with("cookie", format!("sejajar-1={}", server.token)).status(),
        403
    );
    assert_eq!(server.get(&format!("/api/session?token={}", server.token)).without("cookie").status(), 403);
    assert_eq!(server.post("/api/decide", DECISION).without("cookie").status(), 403);
}

#[test]
fn bodies_of_a_hundred_megabytes() {
    let server = Server::start(3, &[]);
    let announced = server.post("/api/decide", DECISION).with("content-length", "104857600");
    assert_eq!(announced.status(), 413, "refused by its announced length, unread");
    let mut stream = TcpStream::connect(&server.host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let cookie = format!("sejajar-{}={}", server.port(), server.token);
    let head = format!(
        "POST /api/decide HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\ncontent-type: application/json\r\n\
         transfer-encoding: chunked\r\n\r\n",
        server.host
    );
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = [b"100000\r\n".as_slice(), &[b' '; 1 << 20], b"\r\n"].concat();
    let sent = (0..100).take_while(|_| stream.write_all(&chunk).is_ok()).count();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let refused = answer.starts_with(b"HTTP/1.1 413");
    assert!(refused || sent < 100, "{sent} MB were taken: {}", String::from_utf8_lossy(&answer));
    assert_eq!(server.get("/api/session").status(), 200, "the server is still there");
    if let Ok(status) = fs::read_to_string(format!("/proc/{}/status", server.child.id())) {
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let most: usize = most.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(most < 80_000, "{most} kB");
    }
}

#[test]
fn texts_that_are_too_long() {
    let server = Server::start(3, &[]);
    let note = |length: usize| {
        format!(
            r#"{{"annotator":"ana","bead":"0:0+1:0+1","action":"note","value":"{}"}}"#,
            "x".repeat(length)
        )
    };
    assert_eq!(server.post("/api/decide", &note(4_001)).status(), 400);
    assert_eq!(server.post("/api/decide", &note(70_000)).status(), 413);
    assert_eq!(server.post("/api/decide", &DECISION.replace("ana", &"a".repeat(65))).status(), 400);
    assert_eq!(server.post("/api/decide", &DECISION.replace("ana", r"a\nb")).status(), 400);
    assert_eq!(server.get(&format!("/api/queue?words={}", "x".repeat(201))).status(), 400);
    assert_eq!(server.post("/api/decide", &note(4_000)).status(), 200);
    assert_eq!(decisions(&server), 1);
}

#[test]
fn requests_that_say_nothing_sensible() {
    let server = Server::start(3, &[]);
    for body in [
        "",
        "{",
        "[]",
        "null",
        r#"{"annotator":"ana"}"#,
        r#"{"annotator":"ana","bead":"0:0+1:0+1","action":"drop"}"#,
    ] {
        let status = server.post("/api/decide", body).status();
        assert!((400..=422).contains(&status), "{body}: {status}");
    }
    for bead in ["9:0+1:0+1", "0:0+1:0+9999999", "0:7+1:7+1", "x", "0:0+1:0+1:0", "0:0+0:0+0"] {
        for action in ["accept", "relink"] {
            let body = format!(r#"{{"annotator":"ana","bead":"{bead}","action":"{action}"}}"#);
            let status = server.post("/api/decide", &body).status();
            assert!(status == 400 || status == 409, "{body}: {status}");
        }
    }
    for path in [
        "/api/document?bead=9:0+1:0+1",
        "/api/document",
        "/api/why",
        "/api/why?bead=0:0%2B1:0%2B9999999",
        "/api/why?bead=0:0%2B0:0%2B0",
        "/api/why?bead=9:0%2B1:0%2B1",
        "/api/rows?beads=,,;",
        "/api/queue?order=up",
        "/api/export?what=all",
    ] {
        let status = server.get(path).status();
        assert!(status < 500, "{path}: {status}");
    }
    assert_eq!(decisions(&server), 0);
}

#[test]
fn paths_that_climb() {
    let server = Server::start(3, &[]);
    for path in [
        "/../../../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/....//etc/passwd",
        "/etc/passwd",
        "//etc/passwd",
        "/assets/../pairs.csv",
        "/pairs.csv",
        "/pairs.csv.review.db",
        "/app.js/../../Cargo.toml",
        "/app.js%00.html",
        "/..\\..\\etc\\passwd",
    ] {
        let status = server.get(path).status();
        assert!(status == 404 || status == 400, "{path}: {status}");
    }
}

#[test]
fn answers_are_never_markup() {
    let server = Server::start(3, &[]);
    let markup = r#"{"annotator":"<b>ana</b>","bead":"0:0+1:0+1","action":"note","value":"<script>alert(1)</script>"}"#;
    assert_eq!(server.post("/api/decide", markup).status(), 200);
    for path in [
        "/api/session",
        "/api/document?bead=0:0%2B1:0%2B1&annotator=%3Cb%3Eana%3C/b%3E",
        "/",
        "/app.js",
        "/nothing",
    ] {
        let answer = server.get(path).send().unwrap();
        assert!(
            !answer.body.contains("<script>alert")
                || answer.headers.contains("content-type: application/json"),
            "{path}"
        );
        let policy =
            answer.headers.lines().find(|line| line.starts_with("content-security-policy:")).unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "{policy}");
        assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"), "{policy}");
        for header in
            ["x-content-type-options: nosniff", "referrer-policy: no-referrer", "cache-control: no-store"]
        {
            assert!(answer.headers.contains(header), "{path}: {header}");
        }
    }
    let csv = server.get("/api/export?what=csv").send().unwrap();
    assert!(
        csv.headers.contains("content-disposition: attachment")
            && csv.headers.contains("content-type: text/plain")
    );
}

#[test]
fn the_page_makes_no_markup_of_texts_and_asks_nobody_else() {
    for entry in fs::read_dir(root().join("src/bin/sejajar/web/assets")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap().replace("http://www.w3.org/", "");
        for word in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(",
            "srcdoc",
            "javascript:",
            "http://",
            "https://",
            "style=\"",
            "onclick=\"",
            "@import",
            "url(",
        ] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn formulas_are_guarded_in_files_for_spreadsheets() {
    let server = Server::start(3, &[]);
    let note = r#"{"annotator":"=ana","bead":"0:0+1:0+1","action":"note","value":"=HYPERLINK(\"http://evil.example\")"}"#;
    assert_eq!(server.post("/api/decide", note).status(), 200);
    let csv = server.get("/api/export?what=csv").send().unwrap().body;
    assert!(csv.contains(",'=ana,") && csv.contains("\"'=HYPERLINK"), "{csv}");
    let table = server.get("/api/export?what=table&annotator=%3Dana").send().unwrap().body;
    assert!(table.starts_with('\u{FEFF}') && table.contains("\"'=HYPERLINK"), "{table}");
}

#[test]
fn a_server_that_is_read_only_takes_nothing() {
    let server = Server::start(3, &["--read-only"]);
    assert_eq!(server.get("/api/session").status(), 200);
    assert_eq!(server.post("/api/decide", DECISION).status(), 403);
    assert_eq!(server.post("/api/undo", r#"{"annotator":"ana"}"#).status(), 403);
    assert!(!server.folder.path().join("pairs.csv.review.db").exists());
}
