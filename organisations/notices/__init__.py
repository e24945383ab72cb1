"""Telling people what has happened: once, in the application and, if they want it, by mail.

``telling`` writes the rows; ``sending`` finds those of which a mail is due and sends it; ``choices`` is how each person
wants each kind. Nobody needs to be asked to send: what is due stands in the database.
"""
