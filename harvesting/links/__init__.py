"""Whether the addresses in descriptions still lead where they should.

::

    noting.py       which addresses releases in force lead to, as rows; those that nobody uses are removed
    asking.py       what a person may ask for: a check now, and not to be told of an address
    turns.py        one request at a time per host, in whatever process
    observing.py    what an address answers: HEAD, a GET of one byte, a look for sign-in pages and soft 404
    verdict.py      what follows from that, a pure function
    check.py        what is due, and checking it
    sentences.py    the words

Who reads the results: ``catalog.links``.
"""
