//! Gold against hypothesis: formats and measures.
