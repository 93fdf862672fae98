//! A size, or the free memory of the machine -> the most bytes for one pair of documents.

use std::path::Path;
use std::str::FromStr;

/// The most memory for one pair of documents, as it is estimated before it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MemoryLimit {
    /// Half of the free memory, divided by the number of threads.
    #[default]
    Free,
    /// A number of bytes; 0 sets no limit.
    Bytes(u64),
}

impl MemoryLimit {
    /// The limit in bytes if so many threads work at once; `None` sets no limit.
    pub fn bytes(self, threads: usize) -> Option<u64> {
        match self {
            MemoryLimit::Free => Some(free()? / 2 / threads.max(1) as u64),
            MemoryLimit::Bytes(bytes) => Some(bytes).filter(|&bytes| bytes > 0),
        }
    }
}

impl FromStr for MemoryLimit {
    type Err = String;

    /// `2G`, `800M`, `512k` (1,024 bytes each), or a number of bytes.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("\"{text}\" is no size: 800M, 2G or a number of bytes");
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let unit = unit.to_ascii_uppercase();
        let shift = match unit.strip_suffix("IB").or(unit.strip_suffix('B')).unwrap_or(&unit) {
            "" => 0,
            "K" => 10,
            "M" => 20,
            "G" => 30,
            "T" => 40,
            _ => return Err(wrong()),
        };
        let number: f64 = number.parse().map_err(|_| wrong())?;
        Ok(MemoryLimit::Bytes((number * (1u64 << shift) as f64) as u64))
    }
}

/// The bytes that this process may still take: the free memory of the machine, or less where its group or
/// `ulimit -v` allows less; nothing if the system does not tell.
fn free() -> Option<u64> {
    let read = |path: &str| std::fs::read_to_string(Path::new(path)).ok();
    let machine =
        read("/proc/meminfo").and_then(|text| number_behind(&text, "MemAvailable:")).map(|kib| kib << 10);
    let space = read("/proc/self/limits").and_then(|text| number_behind(&text, "Max address space"));
    let group = read("/sys/fs/cgroup/memory.max").and_then(|text| text.trim().parse().ok());
    let used = read("/sys/fs/cgroup/memory.current").and_then(|text| text.trim().parse().ok()).unwrap_or(0);
    [machine, space, group.map(|most: u64| most.saturating_sub(used))].into_iter().flatten().min()
}

/// The number behind a name at the start of a line.
fn number_behind(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let bytes = |text: &str| text.parse::<MemoryLimit>();
        assert_eq!(bytes("800M"), Ok(MemoryLimit::Bytes(800 << 20)));
        assert_eq!(bytes("1.5g"), Ok(MemoryLimit::Bytes(3 << 29)));
        assert_eq!(bytes("2GiB"), Ok(MemoryLimit::Bytes(2 << 30)));
        assert_eq!(bytes("4096"), Ok(MemoryLimit::Bytes(4096)));
        assert!(bytes("lots").unwrap_err().contains("800M, 2G"));
        assert!(bytes("").is_err() && bytes("G").is_err() && bytes("-1G").is_err());
    }

    #[test]
    fn nothing_is_no_limit_and_threads_share() {
        assert_eq!((MemoryLimit::Bytes(0).bytes(2), MemoryLimit::Bytes(7).bytes(2)), (None, Some(7)));
        if let (Some(alone), Some(shared)) = (MemoryLimit::Free.bytes(1), MemoryLimit::Free.bytes(8)) {
            assert!(shared < alone);
        }
    }

    #[test]
    fn limits_of_the_system() {
        let limits =
            "Max cpu time   unlimited  unlimited seconds\nMax address space   1024000000   unlimited bytes\n";
        assert_eq!(number_behind(limits, "Max address space"), Some(1_024_000_000));
        assert_eq!(
            number_behind("Max address space   unlimited  unlimited bytes", "Max address space"),
            None
        );
        assert_eq!(number_behind("MemAvailable:   12 kB\n", "MemAvailable:"), Some(12));
    }
}
