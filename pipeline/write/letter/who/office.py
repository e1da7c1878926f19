"""The profile with what the office says of itself in co-quan.toml."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Settings
from pipeline.write.letter.profile import Profile

_FIELDS = ("issuer", "superior", "symbol", "place", "drafting_unit", "file_copy", "report_to", "report_by")


def of_office(profile: Profile, settings: Settings) -> Profile:
    """The profile whose office section is the office's own, key by key; recipients are added to the profile's."""
    values = settings.office
    if not values:
        return profile
    known = {key: value for key, value in values.items() if key in _FIELDS and isinstance(value, str)}
    more = values.get("recipients", ())
    recipients = (*profile.office.recipients, *(more if isinstance(more, tuple) else ()))
    return replace(profile, office=replace(profile.office, **known, recipients=recipients))  # type: ignore[arg-type]
