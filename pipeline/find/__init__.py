"""Questions about one text, answered by rules: what stands where, read by which rule.

In: texts and blocks of a Document, and the rulebook. Out: Mentions, the head, the outline, agencies, deadlines.
Rooms in order: language, registry, agency, time, layout, sentence; ``lexicon.Lexicon`` is what reading a plan needs.
"""
