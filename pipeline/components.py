"""The stages as spaCy components, for pipelines that others build.

    >>> import spacy
    >>> nlp = spacy.blank("sv")
    >>> for name in ("communique_segment", "communique_tag", "communique_extract"): nlp.add_pipe(name)
    >>> doc = nlp("Norge och Finland enades om att öppna två konsulat.")
    >>> doc.spans["commitments"], doc._.commitments

`doc._.communique` is our document, `doc._.published` (set it before, on a Doc of your own making) the article's date.
"""

from __future__ import annotations

from spacy.language import Language as Pipe
from spacy.tokens import Doc

from pipeline.document import Article, Document
from pipeline.errors import UsageError
from pipeline.flow import find_records
from pipeline.lang.load import load
from pipeline.segment import segment
from pipeline.tag import tag

for attribute in ("communique", "published"):
    if not Doc.has_extension(attribute):
        Doc.set_extension(attribute, default=None)
for attribute in ("commitments", "figures"):
    if not Doc.has_extension(attribute):
        Doc.set_extension(attribute, default=())


@Pipe.component("communique_segment", assigns=["doc._.communique"])
def segment_component(doc: Doc) -> Doc:
    """Language (that of the pipeline), date, blocks, sentences."""
    article = Article(article_id="doc", text=doc.text, source_name="doc", language=doc.lang_, published=doc._.published)
    doc._.communique = segment(article)
    return doc


@Pipe.component("communique_tag", requires=["doc._.communique"], assigns=["doc.spans"])
def tag_component(doc: Doc) -> Doc:
    """Actors and their mentions; `doc.spans["actors"]` holds the mentions, labelled with actor ids."""
    document = tag(_document(doc), load(doc.lang_))
    doc._.communique = document
    _mark(doc, "actors", [(m.start, m.end, " ".join(m.actor_ids)) for m in document.mentions])
    return doc


@Pipe.component("communique_extract", requires=["doc._.communique"], assigns=["doc.spans", "doc._.commitments"])
def extract_component(doc: Doc) -> Doc:
    """Records; `doc.spans["commitments"]` holds the quotes, labelled with their kind."""
    commitments, figures = find_records(_document(doc), load(doc.lang_))
    doc._.commitments, doc._.figures = tuple(commitments), tuple(figures)
    _mark(doc, "commitments", [(c.start, c.end, c.kind) for c in commitments])
    _mark(doc, "figures", [(f.start, f.end, f.metric) for f in figures])
    return doc


def _document(doc: Doc) -> Document:
    document = doc._.communique
    if not isinstance(document, Document):
        raise UsageError("add the component communique_segment to the pipeline, before this one")
    return document


def _mark(doc: Doc, name: str, spans: list[tuple[int, int, str]]) -> None:
    found = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans)
    doc.spans[name] = [span for span in found if span is not None]
