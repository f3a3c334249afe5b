"""Our stages inside a spaCy pipeline."""

from __future__ import annotations

import pytest
import spacy

from pipeline.errors import UsageError
from pipeline.flow import extract

TEXT = "Finland and Estonia agreed to open two consulates by 2027."


def test_stages_run_as_spacy_components() -> None:
    nlp = spacy.blank("en")
    for name in ("communique_segment", "communique_tag", "communique_extract"):
        nlp.add_pipe(name)
    doc = nlp(TEXT)
    done = extract(TEXT, language="en")
    assert [c.quote for c in doc._.commitments] == [c.quote for c in done.commitments]
    assert [(s.text, s.label_) for s in doc.spans["commitments"]] == [(c.quote, c.kind) for c in done.commitments]
    assert doc.spans["actors"]


def test_order_matters_and_is_said() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("communique_tag")
    with pytest.raises(UsageError, match="communique_segment"):
        nlp(TEXT)
