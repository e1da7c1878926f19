"""The shape of a document: its parts, its head, its outline, its label lines.

In: a Document. Out: Parts, Header, Items (the outline), Fields.
Doors: ``parts.split_parts``, ``header.read_header``, ``outline.build_outline``, ``fields.read_fields``.
"""
