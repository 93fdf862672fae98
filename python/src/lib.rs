//! The extension module of the Python package `sejajar`: Python values in, stages of the library run without
//! the interpreter's lock, Arrow tables out.

mod align;
mod ask;
mod audit;
mod batch;
mod batches;
mod build;
mod counts;
mod error;
mod evaluate;
mod export;
mod fields;
mod figures;
mod html;
mod input;
mod jobs;
mod learn;
mod link;
mod native;
mod numbers;
mod observer;
mod options;
mod pair;
mod pairs;
mod pickle;
mod pool;
mod sample;
mod searching;
mod split;
mod table;
mod values;

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// That of the command line tool.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The compiled part of `sejajar`; import from there.
#[pymodule]
fn _sejajar(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let exception = py.get_type::<error::SejajarError>();
    exception.setattr(error::CODE, sejajar::ErrorKind::Other.code())?;
    module.add("SejajarError", exception)?;
    module.add("SejajarWarning", py.get_type::<error::SejajarWarning>())?;
    module.add_class::<options::Options>()?;
    module.add_class::<pairs::Pairs>()?;
    module.add_class::<pair::Pair>()?;
    module.add_class::<table::Table>()?;
    module.add_class::<sample::Sample>()?;
    module.add_function(wrap_pyfunction!(split::split, module)?)?;
    module.add_function(wrap_pyfunction!(split::evidence, module)?)?;
    module.add_function(wrap_pyfunction!(align::align, module)?)?;
    module.add_function(wrap_pyfunction!(align::align_many, module)?)?;
    module.add_function(wrap_pyfunction!(ask::ask, module)?)?;
    module.add_function(wrap_pyfunction!(link::link, module)?)?;
    module.add_class::<searching::NearDuplicates>()?;
    module.add_class::<searching::Rarity>()?;
    module.add_class::<searching::Search>()?;
    module.add_function(wrap_pyfunction!(batches::align, module)?)?;
    module.add_function(wrap_pyfunction!(batches::best, module)?)?;
    module.add_function(wrap_pyfunction!(batches::fingerprints, module)?)?;
    module.add_function(wrap_pyfunction!(batches::judge, module)?)?;
    module.add_function(wrap_pyfunction!(batches::schema, module)?)?;
    module.add_function(wrap_pyfunction!(build::build, module)?)?;
    module.add_function(wrap_pyfunction!(audit::audit, module)?)?;
    module.add_function(wrap_pyfunction!(counts::coverage, module)?)?;
    module.add_function(wrap_pyfunction!(counts::stats, module)?)?;
    module.add_function(wrap_pyfunction!(sample::sample, module)?)?;
    module.add_function(wrap_pyfunction!(sample::judged, module)?)?;
    module.add_function(wrap_pyfunction!(export::export, module)?)?;
    module.add_class::<figures::Figure>()?;
    module.add_function(wrap_pyfunction!(figures::figures, module)?)?;
    module.add_function(wrap_pyfunction!(learn::learn, module)?)?;
    module.add_function(wrap_pyfunction!(evaluate::evaluate, module)?)?;
    module.add_function(wrap_pyfunction!(pairs::read_pairs, module)?)?;
    module.add_function(wrap_pyfunction!(pickle::pair, module)?)?;
    module.add_function(wrap_pyfunction!(pickle::pairs, module)?)?;
    let tables = PyDict::new(py);
    sejajar::versions::TABLES.iter().try_for_each(|(name, hash)| tables.set_item(name, hash))?;
    module.add("tables", tables)?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}
