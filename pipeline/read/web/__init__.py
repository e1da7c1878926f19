"""Web pages and archives of them; nothing that they name is ever loaded.

In: the bytes of a page, a fragment, a mail archive. Out: a Document.
Doors: ``page.read_page``, ``archive.read_archive``.
"""
