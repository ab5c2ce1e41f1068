"""The whole document is in the catalogue: each sentence is cited, or is listed as not a fact."""
