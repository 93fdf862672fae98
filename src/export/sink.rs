//! Rows -> the files of a format at one target: files that hold all rows, and files of one article with its
//! report.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tables::no_input;
use super::{DocumentNames, FileSpec, FormatName, Losses, OutputOptions, Place, Stream, Target};
use crate::error::{Error, Result};
use crate::model::Pair;

/// The links of a format whose documents stand in files of their own.
const LINKS: &str = "align";

/// The open files of a format.
pub struct Sink {
    target: Target,
    form: OutputOptions,
    inputs: Arc<[PathBuf]>,
    /// Files that hold all rows; their losses are known when they are finished.
    whole: Vec<Stream>,
    /// Files of the documents whose rows are coming.
    document: Option<(String, Vec<Stream>)>,
    names: DocumentNames,
    /// Names of the documents whose files are finished.
    finished: HashSet<String>,
    written: Written,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Written {
    /// Rows.
    pub rows: usize,
    /// Content that the format had no place for.
    pub losses: Losses,
}

/// How the files of a format follow from a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// A file for all rows.
    Whole,
    /// A file for each pair of documents.
    Document,
}

impl Sink {
    /// Opens the files that hold all rows, before any work is done; `inputs` are never written over.
    ///
    /// # Errors
    /// A target that the format cannot be written to, and files that cannot be written.
    pub fn open(target: Target, form: OutputOptions, inputs: Arc<[PathBuf]>) -> Result<Self> {
        check(&target, form.format)?;
        let mut sink = Sink {
            target,
            form,
            inputs,
            whole: Vec::new(),
            document: None,
            names: DocumentNames::default(),
            finished: HashSet::new(),
            written: Written::default(),
        };
        sink.whole = sink.streams(Layout::Whole, LINKS)?;
        Ok(sink)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// [`Error::Io`], and documents whose rows do not follow each other where each has a file.
    pub fn row(&mut self, row: &Pair) -> Result<()> {
        self.written.rows += 1;
        let row = std::slice::from_ref(row);
        self.whole.iter_mut().try_for_each(|stream| stream.rows(row))?;
        if self.form.format.one_file_a_document() || matches!(self.target, Target::Folder(_)) {
            self.turn_to(&row[0])?;
        }
        let documents = self.document.iter_mut().flat_map(|(_, streams)| streams);
        documents.into_iter().try_for_each(|stream| stream.rows(row))
    }

    /// Puts all files in place.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn finish(mut self) -> Result<Written> {
        self.close()?;
        let losses = finish(std::mem::take(&mut self.whole))?;
        self.written.losses = self.written.losses.plus(losses);
        Ok(self.written)
    }

    /// Opens the files of the documents of `row`, unless they are open.
    fn turn_to(&mut self, row: &Pair) -> Result<()> {
        let name = self.names.name(row);
        if self.document.as_ref().is_some_and(|(open, _)| open == name) {
            return Ok(());
        }
        let name = name.to_owned();
        if self.document.is_some() && !matches!(self.target, Target::Folder(_)) {
            let format = self.form.format;
            let what = format!(
                "{format} holds one article with its report per file: give the option output a folder, such as out/"
            );
            return Err(Error::Option(what));
        }
        self.close()?;
        if self.finished.contains(&name) {
            let what = format!(
                "article {} and report {}: their rows do not stand together; sort the table by article_id and report_id",
                row.article_id, row.report_id
            );
            return Err(Error::Option(what));
        }
        self.document = Some((name.clone(), self.streams(Layout::Document, &name)?));
        Ok(())
    }

    /// Finishes the files of the documents that are open.
    fn close(&mut self) -> Result<()> {
        if let Some((name, streams)) = self.document.take() {
            self.written.losses = self.written.losses.plus(finish(streams)?);
            self.finished.insert(name);
        }
        Ok(())
    }

    /// New files of `layout`, called `name` where the target is a folder.
    fn streams(&self, layout: Layout, name: &str) -> Result<Vec<Stream>> {
        let wanted = self.form.format.files().iter().filter(|file| self.layout(file) == layout);
        let open = |file: &FileSpec| {
            Stream::of(self.place(file, name)?, file.writer(&self.form.options)?, self.form)
        };
        wanted.map(open).collect()
    }

    /// In a folder each pair of documents has a file, but for what links files of documents.
    fn layout(&self, file: &FileSpec) -> Layout {
        let links = !file.one_document && self.form.format.one_file_a_document();
        match self.target {
            Target::Folder(_) if !links => Layout::Document,
            _ => Layout::Whole,
        }
    }

    fn place(&self, file: &FileSpec, name: &str) -> Result<Place> {
        let several = self.form.format.files().len() > 1;
        let path = match &self.target {
            Target::Stdout => return Place::open(None, self.form.overwrite),
            Target::File(path) if !several => path.clone(),
            Target::File(path) => {
                let mut path = path.clone().into_os_string();
                path.push(format!(".{}", file.ending));
                path.into()
            }
            Target::Folder(folder) => {
                let folder = folder.join(file.folder);
                create_folder(&folder)?;
                folder.join(format!("{name}.{}", file.ending))
            }
        };
        no_input(&path, &self.inputs)?;
        Place::open(Some(&path), self.form.overwrite)
    }
}

fn check(target: &Target, format: FormatName) -> Result<()> {
    let files = format.files();
    let links = files.iter().any(|file| file.one_document) && files.iter().any(|file| !file.one_document);
    match target {
        Target::Stdout | Target::File(_) if links => Err(Error::Option(format!(
            "{format} is a folder of files: give the option output a folder, such as out/"
        ))),
        Target::Stdout if files.len() > 1 => {
            let names: Vec<_> = files.iter().map(|file| format!("PREFIX.{}", file.ending)).collect();
            Err(Error::Option(format!(
                "{format} is more than one file: the option output PREFIX writes {}",
                names.join(" and ")
            )))
        }
        _ => Ok(()),
    }
}

/// Creates a folder, with those above it, unless it exists.
///
/// # Errors
/// [`Error::Io`].
pub fn create_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|source| Error::io(folder, source))
}

/// Puts files that the same rows went to in place.
fn finish(streams: Vec<Stream>) -> Result<Losses> {
    streams.into_iter().try_fold(Losses::default(), |losses, stream| Ok(losses.beside(stream.finish()?)))
}
