"""A .docx as it is: package, story, paragraphs, numbering, styles, tables, symbols.

In: the bytes of a .docx. Out: a Document whose blocks hold every character, or a notice.
Door: ``docx.read_docx``.
"""
