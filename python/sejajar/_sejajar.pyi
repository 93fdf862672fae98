"""Types of the compiled part of sejajar."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, Protocol, TypeAlias, final, overload

import pandas
import polars
import pyarrow
from typing_extensions import disjoint_base

__all__ = [
    "Figure",
    "NearDuplicates",
    "Options",
    "Pair",
    "Pairs",
    "Rarity",
    "Sample",
    "Search",
    "SejajarError",
    "SejajarWarning",
    "Table",
    "__version__",
    "_pair",
    "_pairs",
    "align",
    "align_batch",
    "align_many",
    "ask",
    "audit",
    "best",
    "build",
    "coverage",
    "evaluate",
    "evidence",
    "export",
    "figures",
    "fingerprints",
    "judge",
    "judged",
    "learn",
    "link",
    "read_pairs",
    "sample",
    "schema",
    "split",
    "stats",
    "tables",
]

_Document: TypeAlias = str | bytes | os.PathLike[str] | Sequence[str] | Mapping[str, Any]
_Heap: TypeAlias = os.PathLike[str] | Iterable[_Document] | Mapping[str, _Document]
_Lang: TypeAlias = Literal["ind", "eng", "id", "en"]
_OnError: TypeAlias = Literal["raise", "warn"]
_Paths: TypeAlias = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
_Pair: TypeAlias = tuple[_Document, _Document] | tuple[str, _Document, _Document]
_TwoPaths: TypeAlias = tuple[os.PathLike[str], os.PathLike[str]] | list[os.PathLike[str]]
_Fields: TypeAlias = Mapping[str, str] | str

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

_Table: TypeAlias = Pairs | os.PathLike[str] | _ArrowStream | _ArrowArray
_Batch: TypeAlias = _ArrowStream | _ArrowArray

__version__: Final[str]
tables: Final[dict[str, str]]

class SejajarError(ValueError):
    code: str

class SejajarWarning(UserWarning): ...

@final
class Figure:
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def svg(self) -> str: ...
    def _repr_svg_(self) -> str: ...

@final
class Options:
    def __new__(
        cls,
        *,
        sentences: bool = False,
        quotes: Literal["whole", "split"] | None = None,
        keep_boilerplate: bool = False,
        encoding: str | None = None,
        lexicon: str | os.PathLike[str] | None = None,
        lexicon_only: bool = False,
        evidence: str | None = None,
        without: str | None = None,
        uncalibrated: bool = False,
        monotone: bool = False,
        max_side: int = 4,
        decisions: str | os.PathLike[str] | None = None,
        max_memory: int | str | None = None,
    ) -> Options: ...
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]: ...

@final
class Pair:
    @property
    def pair_id(self) -> str: ...
    @property
    def article_id(self) -> str: ...
    @property
    def report_id(self) -> str: ...
    @property
    def ind_start(self) -> int: ...
    @property
    def ind_end(self) -> int: ...
    @property
    def eng_start(self) -> int: ...
    @property
    def eng_end(self) -> int: ...
    @property
    def ind_text(self) -> str: ...
    @property
    def eng_text(self) -> str: ...
    @property
    def align_type(self) -> str: ...
    @property
    def confidence(self) -> float | None: ...
    @property
    def score(self) -> float | None: ...
    @property
    def name_score(self) -> float | None: ...
    @property
    def number_score(self) -> float | None: ...
    @property
    def word_score(self) -> float | None: ...
    @property
    def length_score(self) -> float | None: ...
    @property
    def matched_names(self) -> list[str]: ...
    @property
    def matched_numbers(self) -> list[str]: ...
    @property
    def unmatched_ind(self) -> list[str]: ...
    @property
    def unmatched_eng(self) -> list[str]: ...
    @property
    def flags(self) -> list[str]: ...
    @property
    def ind_sentences(self) -> list[int]: ...
    @property
    def eng_sentences(self) -> list[int]: ...
    @property
    def ind_cuts(self) -> list[int]: ...
    @property
    def eng_cuts(self) -> list[int]: ...
    @property
    def content_confidence(self) -> float | None: ...
    @property
    def ind_coverage(self) -> float | None: ...
    @property
    def eng_coverage(self) -> float | None: ...
    def to_dict(self) -> dict[str, Any]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Pair: ...
    def __deepcopy__(self, _memo: dict[int, Any], /) -> Pair: ...
    def _repr_html_(self) -> str: ...

@final
class Pairs:
    @staticmethod
    def from_table(table: _Table) -> Pairs: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, at: int, /) -> Pair: ...
    @overload
    def __getitem__(self, at: slice, /) -> Pairs: ...
    def __iter__(self) -> Iterator[Pair]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Pairs: ...
    def __deepcopy__(self, _memo: dict[int, Any], /) -> Pairs: ...
    @property
    def columns(self) -> list[str]: ...
    def write(
        self, path: str | os.PathLike[str], format: str | None = None, *, overwrite: bool = False
    ) -> None: ...
    def to_dicts(self) -> list[dict[str, Any]]: ...
    def to_pandas(self) -> pandas.DataFrame: ...
    def to_polars(self) -> polars.DataFrame: ...
    def to_arrow(self) -> pyarrow.Table: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def _repr_html_(self) -> str: ...

@disjoint_base
class Table:
    def __len__(self) -> int: ...
    @property
    def columns(self) -> list[str]: ...
    def to_dicts(self) -> list[dict[str, Any]]: ...
    def to_pandas(self) -> pandas.DataFrame: ...
    def to_polars(self) -> polars.DataFrame: ...
    def to_arrow(self) -> pyarrow.Table: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def _repr_html_(self) -> str: ...

@final
class Sample(Table):
    @property
    def missing_strata(self) -> int: ...
    def write(self, path: str | os.PathLike[str], *, excel: bool = False, overwrite: bool = False) -> None: ...

def split(text: _Document, lang: _Lang, *, dropped: bool = False, options: Options | None = None) -> Table: ...
def evidence(text: _Document, lang: _Lang, *, options: Options | None = None) -> Table: ...
def align(
    article: _Document,
    report: _Document,
    *,
    article_id: str | None = None,
    report_id: str | None = None,
    aligned_only: bool = False,
    meta: bool = False,
    options: Options | None = None,
) -> Pairs: ...
def align_many(
    pairs: os.PathLike[str] | _TwoPaths | Iterable[_Pair] | Mapping[str, tuple[_Document, _Document]] | None = None,
    *,
    manifest: str | os.PathLike[str] | None = None,
    pattern: tuple[str, str] | None = None,
    fields: _Fields | None = None,
    fields_ind: _Fields | None = None,
    fields_eng: _Fields | None = None,
    threads: int = 0,
    on_error: _OnError = "raise",
    aligned_only: bool = False,
    meta: bool = False,
    options: Options | None = None,
) -> Pairs: ...
def ask(
    pairs: os.PathLike[str] | _TwoPaths | Iterable[_Pair] | Mapping[str, tuple[_Document, _Document]] | None = None,
    *,
    manifest: str | os.PathLike[str] | None = None,
    pattern: tuple[str, str] | None = None,
    fields: _Fields | None = None,
    fields_ind: _Fields | None = None,
    fields_eng: _Fields | None = None,
    number: int = 50,
    per_article: int | None = None,
    threads: int = 0,
    on_error: _OnError = "raise",
    options: Options | None = None,
) -> list[dict[str, Any]]: ...
def link(
    articles: _Heap,
    reports: _Heap,
    *,
    window: int | None = 30,
    top: int = 5,
    min_confidence: float = 0.5,
    fields: _Fields | None = None,
    fields_ind: _Fields | None = None,
    fields_eng: _Fields | None = None,
    threads: int = 0,
    on_error: _OnError = "raise",
    options: Options | None = None,
) -> Table: ...
def build(
    articles: _Paths,
    reports: _Paths,
    output: str | os.PathLike[str],
    *,
    format: str = "csv",
    excel: bool = False,
    meta: bool = False,
    aligned_only: bool = False,
    shard_size: int = 10_000,
    window: int | None = 30,
    top: int = 5,
    min_confidence: float = 0.5,
    fields: _Fields | None = None,
    fields_ind: _Fields | None = None,
    fields_eng: _Fields | None = None,
    overwrite: bool = False,
    threads: int = 0,
    options: Options | None = None,
) -> int: ...
def audit(table: _Table, *, threads: int = 0, options: Options | None = None) -> Table: ...
def coverage(table: _Table) -> Table: ...
def stats(table: _Table) -> dict[str, Any]: ...
def sample(
    table: _Table, size: int, *, seed: int = 0, threads: int = 0, options: Options | None = None
) -> Sample: ...
def judged(*samples: os.PathLike[str] | _ArrowStream | _ArrowArray) -> dict[str, Any]: ...
def export(
    table: _Table | Sequence[str | os.PathLike[str]],
    to: str,
    output: str | os.PathLike[str],
    *,
    min_confidence: float | None = None,
    align_types: Sequence[str] = (),
    without: Sequence[str] = (),
    dedup: bool = False,
    aligned_only: bool = False,
    split: str | None = None,
    seed: int = 0,
    excel: bool = False,
    meta: bool = False,
    schema: bool = False,
    overwrite: bool = False,
) -> dict[str, dict[str, int]]: ...
def figures(table: _Table, *, documents: int = 10) -> list[Figure]: ...
def learn(
    *inputs: str | os.PathLike[str],
    output: str | os.PathLike[str],
    manifest: str | os.PathLike[str] | None = None,
    start: str = "builtin",
    rounds: int = 4,
    threads: int = 0,
    on_error: _OnError = "raise",
    overwrite: bool = False,
    options: Options | None = None,
) -> list[dict[str, Any]]: ...
def evaluate(
    kind: Literal["align", "split"],
    gold: str | os.PathLike[str],
    hypothesis: str | os.PathLike[str],
    *,
    format: str | None = None,
) -> dict[str, Any]: ...
def read_pairs(path: str | os.PathLike[str], format: str | None = None) -> Pairs: ...

# Rows of pickles.
def _pair(lines: bytes, numbers: bytes, at: int) -> Pair: ...
def _pairs(lines: bytes, numbers: bytes, at: list[int], meta: bool) -> Pairs: ...

# The steps over record batches, imported from sejajar.batches.
@final
class Rarity:
    def __new__(cls, table: bytes | None = None) -> Rarity: ...
    def add(self, batch: _Batch) -> None: ...
    def merge(self, batch: _Batch) -> None: ...
    @property
    def reports(self) -> int: ...
    def __bytes__(self) -> bytes: ...

@final
class NearDuplicates:
    def __new__(cls) -> NearDuplicates: ...
    def groups(self, batch: _Batch) -> pyarrow.RecordBatch: ...

@final
class Search:
    def __new__(cls, rarity: Rarity, *, window: int | None = 30, top: int = 5) -> Search: ...
    def search(self, batch: _Batch) -> pyarrow.RecordBatch: ...

def schema(step: str, *, meta: bool = False) -> pyarrow.Schema: ...
def fingerprints(
    batch: _Batch, lang: _Lang, *, rarity: Rarity | None = None, options: Options | None = None
) -> pyarrow.RecordBatch: ...
def best(batch: _Batch, *, top: int = 5) -> pyarrow.RecordBatch: ...
def judge(
    batch: _Batch, rarity: Rarity, *, min_confidence: float = 0.5, options: Options | None = None
) -> pyarrow.RecordBatch: ...
def align_batch(batch: _Batch, *, meta: bool = False, options: Options | None = None) -> pyarrow.RecordBatch: ...
