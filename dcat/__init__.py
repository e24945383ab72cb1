"""The ground: DCAT-AP-SE as data, and RDF in both directions.

A library without Django. Nothing here knows of people, databases, requests or clocks.
"""
