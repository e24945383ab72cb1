"""Made-up descriptions: what they say, and how very many of them are made at once and removed again.

The words (``kinds``, ``wording``, ``distributions``) serve the demonstration too. What ``manage.py generate_catalogue``
makes is described by pure functions of facts and chance (``descriptions``, ``fates``), and written in bulk exactly as
the services would write it (``making``). ``catalog.models.Generation`` remembers what that was.
"""
