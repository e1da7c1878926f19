"""Words of a rule that no text can hold are refused when the rules are compiled."""

from __future__ import annotations

from functools import lru_cache

from pipeline.find.language.patterns import split_token
from pipeline.find.language.tokens import PIECES, tokenise
from pipeline.messages import PipelineError
from pipeline.rulebook import Token


def check_token(token: Token, where: str) -> None:
    """Refuse a piece that does not exist and a word that the tokenizer never makes (E205)."""
    if not isinstance(token, str):
        return
    for word in split_token(token)[0]:
        if word.startswith("$") and len(word) > 1:
            if word[1:] not in PIECES:
                raise PipelineError("E205", where, token=word, reason="không có mảnh nào tên như vậy")
        elif not _is_one_token(word):
            raise PipelineError("E205", where, token=word, reason="văn bản không bao giờ tách ra thành đúng từ này")


@lru_cache(maxsize=4096)
def _is_one_token(word: str) -> bool:
    tokens = tokenise(word)
    return len(tokens.starts) == 1 and tokens.names[0] in ("word", "mark")
