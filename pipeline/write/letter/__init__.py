"""Assignment letters by the decree: what each agency gets, in which words, on which page.

In: a Plan, the profile of the office (rules/letter.toml), settings, the day. Out: Letters, and their .docx or PDF.
Doors: ``letters.plan_letters`` and ``render_letter``, ``profile.load_profile``, ``template.Template``.
"""
