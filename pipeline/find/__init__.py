"""Document → Mentions: outline, header, agencies, roles, deadlines. The one door to spaCy."""
