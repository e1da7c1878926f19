"""How right the extraction is: on the corpus, on copies of it with other words, with thinned rules, without gold.

`make vary`, `make thin`, `make expect` print their figures; `make accuracy` measures everything and writes
docs/accuracy.md. The documents and their gold are no part of the repository: where they are absent each says so and
ends well.
"""
