"""A file becomes passages: located, language-tagged pieces of text."""
