"""Proof of arrival: what the portal's public register says of what we have published.

::

    due ► check, one organisation at a time
            │  registry: the questions     client: asking, slowly and with limits     answers: reading, trusting nothing
            │  verdict: why a dataset is there or not, from facts alone
            ▼
    Arrival and RecordArrival in the database ► state: what people are told

An answer that is missing, cut off or odd ends the check and changes nothing: what is not known stays as it was.
Facts about the register: https://pypi.org/project/dataportalen/, whose recorded answers the tests read.
"""
