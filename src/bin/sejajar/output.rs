//! `-o` -> where rows go: standard output, one file for all, or a folder with a file for each pair.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use sejajar::Error;
use sejajar::export::{AtomicFile, ExportOptions, Format, FormatName, schema, schema_path};
use sejajar::model::Pair;

/// Where rows go and in which form.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// File for all rows, or a folder (existing, or with a trailing slash) for a file a pair; standard output when absent
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,
    /// csv, tsv, jsonl, vecalign or text (to read); the ending of -o decides when absent, then csv
    #[arg(short, long, value_name = "FORMAT", value_parser = format_name)]
    pub format: Option<FormatName>,
    /// For spreadsheets: a byte order mark, and an apostrophe before texts that would run as formulas
    #[arg(long)]
    pub excel: bool,
    /// Replace output files that exist
    #[arg(long)]
    pub overwrite: bool,
    /// Write a data dictionary (NAME.schema.json) beside the table
    #[arg(long, requires = "output")]
    pub schema: bool,
}

fn format_name(name: &str) -> Result<FormatName, String> {
    name.parse().map_err(|error: Error| error.to_string())
}

/// Rows on their way out.
pub enum Output {
    /// All rows in one stream.
    One(Stream),
    /// A file a pair.
    Folder { folder: PathBuf, format: FormatName, options: ExportOptions, overwrite: bool, schema: bool },
}

/// One open output.
pub struct Stream {
    place: Place,
    writer: Box<dyn Format + Send>,
    /// Whether what stands before the first row is written: a run without any row that fails leaves no bare header.
    begun: bool,
    dictionary: Option<AtomicFile>,
}

enum Place {
    Stdout(BufWriter<StdoutLock<'static>>),
    File(AtomicFile),
}

impl Place {
    fn out(&mut self) -> &mut dyn Write {
        match self {
            Place::Stdout(out) => out,
            Place::File(file) => file,
        }
    }

    fn name(&self) -> String {
        match self {
            Place::Stdout(_) => "standard output".to_owned(),
            Place::File(file) => file.target().display().to_string(),
        }
    }
}

impl OutputArgs {
    fn format(&self) -> FormatName {
        let of_path = || self.output.as_deref().and_then(FormatName::of_path);
        self.format.or_else(of_path).unwrap_or_default()
    }

    fn folder(&self) -> Option<&Path> {
        let path = self.output.as_deref()?;
        let slash = path.as_os_str().as_encoded_bytes().last() == Some(&b'/');
        (path.is_dir() || slash).then_some(path)
    }

    /// Opens the output for `pairs` pairs before any work is done.
    pub fn open(&self, pairs: usize) -> Result<Output> {
        let (format, options) = (self.format(), ExportOptions { excel: self.excel });
        format.writer(&options)?;
        if let Some(folder) = self.folder() {
            std::fs::create_dir_all(folder).map_err(|source| Error::io(folder, source))?;
            let (overwrite, schema) = (self.overwrite, self.schema);
            return Ok(Output::Folder { folder: folder.to_owned(), format, options, overwrite, schema });
        }
        if format.one_file_a_document() && pairs > 1 {
            let message = format!("{format} holds one pair a file: give -o a folder, such as -o out/");
            return Err(Error::Option(message).into());
        }
        let place = match self.output.as_deref() {
            None => Place::Stdout(BufWriter::new(io::stdout().lock())),
            Some(path) if path.as_os_str() == "-" => Place::Stdout(BufWriter::new(io::stdout().lock())),
            Some(path) => Place::File(AtomicFile::create(path, self.overwrite)?),
        };
        Stream::new(place, format, &options, self.schema, self.overwrite).map(Output::One)
    }
}

impl Output {
    /// Writes the rows of one pair.
    pub fn pair(&mut self, name: &str, rows: &[Pair]) -> Result<()> {
        match self {
            Output::One(stream) => stream.rows(rows),
            Output::Folder { folder, format, options, overwrite, schema } => {
                let path = folder.join(format!("{name}.{}", format.ending()));
                let place = Place::File(AtomicFile::create(path, *overwrite)?);
                let mut stream = Stream::new(place, *format, options, *schema, *overwrite)?;
                stream.rows(rows)?;
                stream.finish()
            }
        }
    }

    /// Puts everything in place.
    pub fn finish(self) -> Result<()> {
        match self {
            Output::One(stream) => stream.finish(),
            Output::Folder { .. } => Ok(()),
        }
    }
}

impl Stream {
    fn new(
        place: Place,
        format: FormatName,
        options: &ExportOptions,
        schema: bool,
        overwrite: bool,
    ) -> Result<Self> {
        let dictionary = match &place {
            Place::File(file) if schema => Some(dictionary(file.target(), format, overwrite)?),
            _ => None,
        };
        Ok(Stream { place, writer: format.writer(options)?, begun: false, dictionary })
    }

    fn begin(&mut self) -> Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            self.writer.begin(self.place.out()).with_context(|| self.place.name())?;
        }
        Ok(())
    }

    fn rows(&mut self, rows: &[Pair]) -> Result<()> {
        self.begin()?;
        for row in rows {
            self.writer.pair(self.place.out(), row).with_context(|| self.place.name())?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        self.begin()?;
        self.writer.end(self.place.out()).with_context(|| self.place.name())?;
        self.place.out().flush().with_context(|| self.place.name())?;
        if let Place::File(file) = self.place {
            file.commit()?;
        }
        self.dictionary.map_or(Ok(()), |file| Ok(file.commit()?))
    }
}

/// The data dictionary of a table, written but not yet in place.
fn dictionary(table: &Path, format: FormatName, overwrite: bool) -> Result<AtomicFile> {
    let value = schema(format)
        .ok_or_else(|| Error::Option(format!("--schema: {format} holds no table to describe")))?;
    let mut file = AtomicFile::create(schema_path(table), overwrite)?;
    let name = file.target().display().to_string();
    serde_json::to_writer_pretty(&mut file, &value).with_context(|| name.clone())?;
    file.write_all(b"\n").with_context(|| name)?;
    Ok(file)
}

/// Standard output, or a file that appears whole or not at all, for data that is no table.
pub struct DataOut(Place);

/// Opens the place of such data before any work is done.
pub fn data_out(output: Option<&Path>, overwrite: bool) -> Result<DataOut> {
    Ok(DataOut(match output.filter(|path| path.as_os_str() != "-") {
        None => Place::Stdout(BufWriter::new(io::stdout().lock())),
        Some(path) => Place::File(AtomicFile::create(path, overwrite)?),
    }))
}

impl DataOut {
    /// Puts everything in place.
    pub fn finish(mut self) -> Result<()> {
        self.0.out().flush().with_context(|| self.0.name())?;
        match self.0 {
            Place::Stdout(_) => Ok(()),
            Place::File(file) => Ok(file.commit()?),
        }
    }
}

impl Write for DataOut {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.out().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.out().flush()
    }
}
