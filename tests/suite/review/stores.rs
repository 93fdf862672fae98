//! Stores that vanish, fill up, are locked or read-only while the page is open, and clients that only connect.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use predicates::str::contains;
use serde_json::Value;
use tempfile::tempdir;

use super::{Server, table};
use crate::data::sejajar;

fn accept(server: &Server, n: usize) -> (u16, Value) {
    let body = format!(r#"{{"annotator":"ana","bead":"0:{n}+1:{n}+1","action":"accept"}}"#);
    let answer = server.post("/api/decide", &body).send().unwrap();
    (answer.status, serde_json::from_str(&answer.body).unwrap())
}

fn get(server: &Server, path: &str) -> Value {
    serde_json::from_str(&server.get(path).send().unwrap().body).unwrap()
}

fn store(folder: &Path) -> PathBuf {
    folder.join("pairs.csv.review.db")
}

/// The numbers of the rows that are accepted in the store.
fn kept(folder: &Path, store: &Path) -> BTreeSet<String> {
    let mut command = sejajar();
    command.arg("review").arg(folder.join("pairs.csv")).arg("--store").arg(store).args(["--export", "csv"]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().skip(1).map(|line| line.split(',').nth(5).unwrap().to_owned()).collect()
}

fn vanished(vanish: impl Fn(&Path)) {
    let server = Server::start(4, &[]);
    assert_eq!(accept(&server, 0).0, 200);
    vanish(server.folder.path());
    let (status, answer) = accept(&server, 1);
    assert_eq!((status, answer["store"].as_str()), (500, Some("gone")), "{answer}");
    let told = answer["error"].as_str().unwrap();
    assert!(told.starts_with("not saved: ") && told.contains("deleted, moved or replaced"), "{told}");
    assert_eq!(get(&server, "/api/store")["state"], "gone");
    let session = get(&server, "/api/session");
    assert_eq!((&session["progress"]["accepted"], &session["store"]["state"]), (&1.into(), &"gone".into()));
    let answer = server.post("/api/restore", "{}").send().unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    let done: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(accept(&server, 1).0, 200);
    assert_eq!(get(&server, "/api/store")["state"], "ok");
    let folder = server.kill();
    let path = PathBuf::from(done["path"].as_str().unwrap());
    assert_eq!(kept(folder.path(), &path), ["0", "1"].map(str::to_owned).into(), "{done}");
}

#[cfg(unix)]
#[test]
fn stores_that_vanish() {
    let all = |folder: &Path| {
        for name in ["", "-wal", "-shm"] {
            fs::remove_file(format!("{}{name}", store(folder).display())).unwrap();
        }
    };
    vanished(all);
    vanished(|folder| fs::remove_file(store(folder)).unwrap());
    vanished(|folder| fs::rename(store(folder), folder.join("elsewhere.db")).unwrap());
    vanished(|folder| {
        fs::remove_file(store(folder)).unwrap();
        fs::write(store(folder), "no database at all, but a long enough text\n".repeat(40)).unwrap();
    });
    vanished(|folder| {
        let copy = folder.join("copy.db");
        fs::copy(store(folder), &copy).unwrap();
        fs::rename(copy, store(folder)).unwrap();
    });
    vanished(|folder| fs::write(store(folder), "").unwrap());
}

#[test]
fn a_locked_store_is_reported_at_the_start_and_on_the_page() {
    let server = Server::start(4, &[]);
    let other = rusqlite_of(&store(server.folder.path()));
    let Some(mut other) = other else { return };
    let began = Instant::now();
    let (status, answer) = accept(&server, 0);
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    assert_eq!((status, answer["store"].as_str()), (503, Some("locked")), "{answer}");
    assert_eq!(answer["error"].as_str().unwrap().matches("locked").count(), 1, "{answer}");
    let mut again = sejajar();
    again.arg("review").arg(server.folder.path().join("pairs.csv"));
    again.assert().code(1).stderr(contains("is locked").and(contains("--read-only")));
    other.stdin.take().unwrap().write_all(b"\n").unwrap();
    other.wait().unwrap();
    assert_eq!(accept(&server, 0).0, 200);
}

use predicates::prelude::PredicateBooleanExt;

/// A process that holds a store locked until it reads a line; `None` where there is no Python.
fn rusqlite_of(path: &Path) -> Option<std::process::Child> {
    let program = "import sqlite3, sys
store = sqlite3.connect(sys.argv[1], isolation_level=None)
store.execute('BEGIN IMMEDIATE')
print('locked', flush=True)
sys.stdin.readline()
store.execute('COMMIT')";
    let child = Command::new("python3")
        .args(["-c", program])
        .arg(path)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("SKIPPED: python3 is not there to lock the store");
        return None;
    };
    let mut word = [0; 6];
    child.stdout.as_mut().unwrap().read_exact(&mut word).unwrap();
    Some(child)
}

/// Runs a script of the shell in a mount namespace of its own; `None` where that is not allowed.
#[cfg(target_os = "linux")]
fn mounted(script: &str, arguments: &[&Path]) -> Option<String> {
    let allowed = Command::new("unshare").args(["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: no file system can be mounted here");
        return None;
    }
    let output = Command::new("unshare")
        .args(["-m", "bash", "-euc", script, "bash"])
        .args(arguments)
        .output()
        .unwrap();
    Some(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn a_store_that_cannot_be_written_is_reported_at_the_start() {
    let folder = tempdir().unwrap();
    let pairs = table(folder.path(), 3);
    let mut first = sejajar();
    let gold = folder.path().join("doc.gold");
    fs::write(&gold, "[0]:[0]\n[1]:[1]\n[2]:[2]\n").unwrap();
    first
        .arg("review")
        .arg(&pairs)
        .arg("--import")
        .arg(&gold)
        .args(["--annotator", "ana"])
        .assert()
        .success();
    let tool = assert_cmd::cargo::cargo_bin!("sejajar").to_path_buf();
    let script = "cp -r \"$1\"/. /mnt/ 2>/dev/null || true
mount -t tmpfs none /mnt; cp -r \"$1\"/. /mnt/; mount -o remount,ro /mnt
\"$2\" review /mnt/pairs.csv || echo \"status $?\"
\"$2\" review /mnt/pairs.csv --read-only --annotator ana --export csv | wc -l";
    let Some(text) = mounted(script, &[folder.path(), &tool]) else { return };
    assert!(text.contains("cannot be written") && text.contains("--store FILE"), "{text}");
    assert!(text.contains("--read-only") && text.contains("status 1"), "{text}");
    assert_eq!(text.matches("read-only or").count() + text.matches("attempt to").count(), 0, "{text}");
    assert!(text.lines().any(|line| line.trim() == "4"), "the decisions can still be exported: {text}");
}

/// Sends decisions until one is refused; those that were answered with 200, and the refusal.
fn until_refused(server: &Server, rows: usize) -> (Vec<usize>, u16, Value) {
    let mut answered = Vec::new();
    for n in 0..20 * rows {
        let note = "x".repeat(3_000);
        let n = n % rows;
        let body =
            format!(r#"{{"annotator":"ana","bead":"0:{n}+1:{n}+1","action":"note","value":"{note}"}}"#);
        let answer = server.post("/api/decide", &body).send().unwrap();
        if answer.status != 200 {
            return (answered, answer.status, serde_json::from_str(&answer.body).unwrap());
        }
        answered.push(n);
    }
    panic!("the disk is never full");
}

#[cfg(target_os = "linux")]
#[test]
fn beyond_a_limit_on_the_size_of_files_decisions_are_refused_and_none_is_lost() {
    let folder = tempdir().unwrap();
    table(folder.path(), 40);
    let server = Server::under(folder, "ulimit -f 150", &[]);
    let (answered, status, refused) = until_refused(&server, 40);
    assert!(!answered.is_empty());
    assert_eq!((status, refused["store"].as_str()), (500, Some("full")), "{refused}");
    assert_eq!(server.get("/api/session").status(), 200);
    let folder = server.kill();
    let kept = kept(folder.path(), &store(folder.path()));
    assert!(answered.iter().all(|n| kept.contains(&n.to_string())), "{answered:?} {kept:?}");
}

#[cfg(unix)]
#[test]
fn connections_that_say_nothing_keep_nobody_from_the_page() {
    let folder = tempdir().unwrap();
    table(folder.path(), 3);
    let server = Server::under(folder, "ulimit -n 256", &[]);
    let mut silent = Vec::new();
    for n in 0..300 {
        let Ok(mut stream) = TcpStream::connect(&server.host) else { continue };
        if n % 2 == 0 {
            let _ = stream.write_all(b"POST /api/decide HTTP/1.1\r\nhost: ");
        }
        silent.push(stream);
    }
    assert!(silent.len() > 256, "{}", silent.len());
    let began = Instant::now();
    for n in 0..3 {
        assert_eq!(accept(&server, n).0, 200);
        assert_eq!(server.get("/api/session").status(), 200);
    }
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    if let Ok(open) = fs::read_dir(format!("/proc/{}/fd", server.child.id())) {
        let open = open.count();
        assert!(open < 120, "{open} files are open");
    }
}

#[test]
#[ignore = "waits for the limit on idle connections; half a minute"]
fn idle_connections_are_closed() {
    let server = Server::start(3, &[]);
    let mut fresh = TcpStream::connect(&server.host).unwrap();
    let mut used = TcpStream::connect(&server.host).unwrap();
    used.write_all(format!("GET /nothing HTTP/1.1\r\nhost: {}\r\n\r\n", server.host).as_bytes()).unwrap();
    for stream in [&mut fresh, &mut used] {
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        let began = Instant::now();
        let ended = stream.read_to_end(&mut Vec::new());
        assert!(
            ended.is_ok() && began.elapsed() < Duration::from_secs(35),
            "{ended:?} {:?}",
            began.elapsed()
        );
    }
}
