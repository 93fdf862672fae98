//! The page on which rows are judged, as its own browser, other sites and accidents meet it.

mod attacks;
mod client;
mod commands;
mod edits;
mod judging;
mod killed;
mod stores;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::{TempDir, tempdir};

const HEADER: &str = "pair_id,article_id,report_id,ind_start,ind_end,eng_start,eng_end,ind_text,eng_text,align_type,\
    confidence,score,name_score,number_score,word_score,length_score,matched_names,matched_numbers,unmatched_ind,\
    unmatched_eng,flags";

/// A table of `count` rows of one document.
fn table(folder: &Path, count: usize) -> PathBuf {
    let rows: String = (0..count)
        .map(|n| {
            let (next, ind, eng) = (n + 1, format!("Ada {n} orang."), format!("There were {n} people."));
            format!("p_{n:016x},doc,doc,{n},{next},{n},{next},{ind},{eng},1-1,0.9,,,,,,,,,,\n")
        })
        .collect();
    let path = folder.join("pairs.csv");
    fs::write(&path, format!("{HEADER}\n{rows}")).unwrap();
    path
}

/// A running `sejajar review`, which ends with the test.
struct Server {
    child: Child,
    /// The address it listens on: `127.0.0.1:40123`.
    host: String,
    /// The token of the address that it printed.
    token: String,
    folder: TempDir,
}

impl Server {
    fn start(rows: usize, options: &[&str]) -> Self {
        let folder = tempdir().unwrap();
        table(folder.path(), rows);
        Server::again(folder, options)
    }

    /// A server for the table and the store in a folder.
    fn again(folder: TempDir, options: &[&str]) -> Self {
        let command = Command::new(assert_cmd::cargo::cargo_bin!("sejajar"));
        Server::launch(command, folder, &[&["--annotator", "ana"], options].concat())
    }

    /// The same under a limit of the shell, such as `ulimit -n 256`.
    #[cfg(unix)]
    fn under(folder: TempDir, limit: &str, options: &[&str]) -> Self {
        let mut command = Command::new("bash");
        command.args(["-c", &format!("{limit}; exec \"$@\""), "bash"]);
        command.arg(assert_cmd::cargo::cargo_bin!("sejajar"));
        Server::launch(command, folder, &[&["--annotator", "ana"], options].concat())
    }

    fn launch(mut command: Command, folder: TempDir, options: &[&str]) -> Self {
        let mut child = command
            .arg("review")
            .arg(folder.path().join("pairs.csv"))
            .args(options)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let line = lines.map(Result::unwrap).find(|line| line.contains("http://")).expect("an address");
        let (host, token) = line.trim().strip_prefix("http://").unwrap().split_once("/?token=").unwrap();
        let (host, token) = (host.to_owned(), token.to_owned());
        Server { child, host, token, folder }
    }

    fn port(&self) -> &str {
        self.host.rsplit(':').next().unwrap()
    }

    /// Ends it without a word, as a power cut would.
    fn kill(mut self) -> TempDir {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        std::mem::replace(&mut self.folder, tempdir().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
