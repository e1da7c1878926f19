"""Who speaks in a letter, who is spoken to, and who gets a copy.

In: the plan's head, the office's settings, the profile. Out: names in the decree's spelling, signer, relation, copies.
Doors: ``spelling``, ``issuer``, ``signer``, ``relation``, ``copies``.
"""
