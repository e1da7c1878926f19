"""Many documents: which there are, which are unchanged, where the rest is read, what the terminal says.

In: files and folders, Options. Out: a folder of outputs for each document, ``batch.csv``, an exit code.
Doors: ``batch.extract``, ``deliver.deliver`` (one document from disk to disk), ``jobs``.
"""
