"""A language becomes the abbreviations that its full stops belong to: data, no rules."""

INNER = {"": frozenset("dr prof nr art str no ing mag".split())}
CLOSING = {"": frozenset({"p.m", "a.m"})}
ORDINAL_LANGUAGES = frozenset("cs da de et fi hr hu lv sk sl pl".split())
