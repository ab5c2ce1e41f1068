"""A PDF of 300 pages becomes two tables: where the time goes, ours beside LlamaIndex's pipeline.

Run it as `python -m evals.bench.intake` on an idle machine. One PDF, one embedding model, one run:
first through what `p4c add` calls, from the file to the index that chats read, then through
LlamaIndex's SimpleDirectoryReader, SentenceSplitter and IngestionPipeline into Chroma; once with
the settings of the tutorials, once with passages as small as ours. The model sees 512 tokens of a
text: what a larger chunk holds beyond them is not searched, and costs nothing.
"""

# pyright: basic
# (typst and LlamaIndex's pipeline carry few types; nothing else imports this module)

import random
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import chromadb
import pypdf
import typst
from llama_index.core import SimpleDirectoryReader
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.node_parser import SentenceSplitter
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import PrivateAttr

from assistant import intake_path
from assistant.assistant import sync_all
from assistant.settings import Settings
from index.engine import E5, open_embedder
from ingest.examining import Incoming

PAGES = 300
PASSAGE_TOKENS = 200  # as ingest.passages.split
SECTIONS_A_PAGE = 3
SENTENCES_A_SECTION = 17
_ROOT = Path(__file__).parents[2]
_TEXT = _ROOT / "evals/golden/planted/universal_declaration_en.txt"
_LEAD = '#set page(margin: 2.5cm, numbering: "1")\n#set text(lang: "en", size: 10.5pt)\n'


@dataclass(slots=True)
class Spent:
    """Seconds by stage, and how many texts were embedded."""

    seconds: dict[str, float] = field(default_factory=dict)
    embedded: int = 0

    @property
    def total(self) -> float:
        """All stages together."""
        return sum(self.seconds.values())


class Timed(BaseEmbedding):
    """Our model behind LlamaIndex's interface, with a clock."""

    _model: E5 = PrivateAttr()
    _spent: Spent = PrivateAttr()

    def __init__(self, model: E5, spent: Spent) -> None:
        super().__init__(model_name="multilingual-e5-small", embed_batch_size=64)
        self._model, self._spent = model, spent

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        began = perf_counter()
        vectors = self._model.embed_passages(texts).tolist()
        taken = perf_counter() - began
        self._spent.seconds["embed"] = self._spent.seconds.get("embed", 0) + taken
        self._spent.embedded += len(texts)
        return vectors

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._model.embed_questions([query])[0].tolist()

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


@dataclass(slots=True)
class Heard:
    """When progress was told of, and the longest silence between two times."""

    last: float = field(default_factory=perf_counter)
    times: int = 0
    silence: float = 0.0
    silent_after: str = ""
    stage: str = "start"

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        """Hear one."""
        now = perf_counter()
        if now - self.last > self.silence:
            self.silence, self.silent_after = now - self.last, self.stage
        self.last, self.stage, self.times = now, stage, self.times + 1


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = folder / "volume.pdf"
        pages = typeset(pdf)
        settings = Settings(corpus=folder / "corpus", home=folder / "home")
        shutil.copytree(_ROOT / "corpus", settings.corpus)
        sync_all(settings)
        model = open_embedder(settings.home)
        ours, heard = take_in(settings, pdf)
        small = SentenceSplitter(
            chunk_size=PASSAGE_TOKENS,
            chunk_overlap=0,
            tokenizer=lambda text: [0] * model.count_tokens(text),
        )
        theirs = {
            "LlamaIndex, tutorial": through_llama_index(
                pdf, model, SentenceSplitter(), folder / "a"
            ),
            "LlamaIndex, small": through_llama_index(pdf, model, small, folder / "b"),
        }
    print_table(pages, {"P4C": ours, **theirs})
    print(
        f"P4C told of its progress {heard.times:,} times; the longest silence was "
        f"{heard.silence:.1f} s, after {heard.silent_after!r}"
    )


def typeset(path: Path) -> int:
    """Write a PDF of as many pages, no two sections alike; gives their number."""
    chance = random.Random(5)  # noqa: S311 (which words stand where)
    sentences = re.split(r"(?<=[.;,])\s+", _TEXT.read_text(encoding="utf-8"))
    plain = [re.sub(r"[^\w\s.;,’]", "", sentence) for sentence in sentences]
    sections = (
        f"== Section {number}\n\n{' '.join(chance.sample(plain, SENTENCES_A_SECTION))}\n\n"
        + ("#pagebreak()\n" if number % SECTIONS_A_PAGE == 0 else "")
        for number in range(1, PAGES * SECTIONS_A_PAGE + 1)
    )
    path.write_bytes(typst.compile((_LEAD + "".join(sections)).encode()))
    return len(pypdf.PdfReader(path).pages)


def take_in(settings: Settings, pdf: Path) -> tuple[Spent, Heard]:
    """Add the PDF as `p4c add --yes` does."""
    heard, began = Heard(), perf_counter()
    examined = intake_path.examine(settings, [Incoming(pdf, pdf.name)], heard)
    read = perf_counter() - began
    report = intake_path.publish(settings, examined.staged, "bench", heard)
    whole = perf_counter() - began
    embed, build = report.seconds["embed"], report.seconds["build"]
    rest = whole - read - embed - build
    stages = {"read": read, "embed": embed, "store": build, "rest": rest}
    return Spent(stages, report.embedded), heard


def through_llama_index(pdf: Path, model: E5, splitter: SentenceSplitter, folder: Path) -> Spent:
    """Read the PDF by LlamaIndex's own parts, into a collection of Chroma's on disk."""
    spent, began = Spent(), perf_counter()
    documents = SimpleDirectoryReader(input_files=[pdf]).load_data()
    spent.seconds["read"] = perf_counter() - began
    collection = chromadb.PersistentClient(str(folder)).create_collection(
        "volume", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
    )
    pipeline = IngestionPipeline(
        transformations=[splitter, Timed(model, spent)],
        vector_store=ChromaVectorStore(chroma_collection=collection),
    )
    pipeline.run(documents=documents)
    whole = perf_counter() - began
    spent.seconds["rest"] = whole - spent.total
    return spent


def print_table(pages: int, ways: dict[str, Spent]) -> None:
    """Print seconds by stage, pages a second, the share of embedding, and ratios to the first."""
    print(f"{pages} pages" + "".join(f"{name:>22}" for name in ways))
    for stage in ("read", "embed", "store", "rest"):
        told = (f"{each.seconds.get(stage, 0):>22.1f}" for each in ways.values())
        print(f"{stage + ', s':<9}" + "".join(told))
    rows = {
        "all, s": [f"{each.total:.1f}" for each in ways.values()],
        "texts": [f"{each.embedded:,}" for each in ways.values()],
        "pages/s": [f"{pages / each.total:.2f}" for each in ways.values()],
        "embedding": [f"{each.seconds['embed'] / each.total:.0%}" for each in ways.values()],
    }
    ours = next(iter(ways.values()))
    rows["time / P4C"] = [f"{each.total / ours.total:.2f}" for each in ways.values()]
    for name, cells in rows.items():
        print(f"{name:<9}" + "".join(f"{cell:>22}" for cell in cells))


if __name__ == "__main__":
    main()
