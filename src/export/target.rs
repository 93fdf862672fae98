//! A path -> where the files of a format go.

use std::path::{Path, PathBuf};

use super::FileSpec;

/// Where the files of a format go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file, or what the names of several files begin with.
    File(PathBuf),
    /// A folder, with a file for each pair of documents.
    Folder(PathBuf),
}

impl Target {
    /// The target that a path names: a folder if it is one or ends in a slash; standard output if there is no
    /// path, or if it is `-`.
    pub fn of(output: Option<&Path>) -> Self {
        match output {
            None => Target::Stdout,
            Some(path) if path.as_os_str() == "-" => Target::Stdout,
            Some(path) if is_folder(path) => Target::Folder(path.to_owned()),
            Some(path) => Target::File(path.to_owned()),
        }
    }

    /// The target of one part of a split: `pairs.train.tmx`, `pairs.train` (of which `.ind` and `.eng`),
    /// `out/train`; `None` for standard output, which has no parts.
    pub fn part(&self, name: &str, files: &[FileSpec]) -> Option<Self> {
        match self {
            Target::Stdout => None,
            Target::Folder(folder) => Some(Target::Folder(folder.join(name))),
            Target::File(path) => {
                let ending = path.extension().filter(|_| files.len() == 1);
                let mut file =
                    if ending.is_some() { path.with_extension("") } else { path.clone() }.into_os_string();
                file.push(format!(".{name}"));
                if let Some(ending) = ending {
                    file.push(".");
                    file.push(ending);
                }
                Some(Target::File(file.into()))
            }
        }
    }
}

/// Whether a path is a folder, or is to be one.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().last() == Some(&b'/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::FormatName;

    #[test]
    fn parts_stand_before_the_ending() {
        let format = |name: &str| name.parse::<FormatName>().unwrap();
        let part = |path: &str, format: FormatName| match Target::of(Some(Path::new(path)))
            .part("train", format.files())
        {
            Some(Target::File(path) | Target::Folder(path)) => path.display().to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(part("a/b.c.tmx", format("tmx")), "a/b.c.train.tmx");
        assert_eq!(part("pairs", FormatName::CSV), "pairs.train");
        assert_eq!(part("v1.0", format("moses")), "v1.0.train");
        assert_eq!(part("out/", format("xces")), "out/train");
        assert_eq!(part("-", format("hf")), "None");
    }
}
