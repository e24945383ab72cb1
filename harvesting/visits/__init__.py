"""Visits to the feeds: noted in a file with every answer, gathered into the database later, told to the organisation.

::

    note      ►  VISITS_DIR/visits.log        a line for each request, by every process of the web server
    gather    ►  VISITS_DIR/<name>.batch      set aside, then counted and removed; once, whoever is killed meanwhile
    state     ►  what people are told

Nothing of a visitor is kept but what kind it is: no address, no name of its program.
"""
