"""Questions about one text, answered by rules: what stands where, read by which rule.

In: texts and blocks of a Document, and the rulebook. Out: Mentions, the head, the outline, agencies, deadlines.
Rooms in order: language, agency, time, layout, sentence; ``lexicon.Lexicon`` holds what reading one plan needs.
"""
