"""What the bytes at an address are, and what they tell of themselves.

::

    findings.py      the answer: a plain value, and which of it is certain
    answers.py       from the bytes of an answer to findings: what they are is decided from content, not from the ending
    charset.py       from bytes to text
    tables.py        columns, and the box around coordinates, of rows
    csv_file.py · workbooks.py · json_document.py · openapi.py · capabilities.py · web_page.py   one kind each
    xml_documents.py XML without any DTD

All of it is pure: bytes and headers in, findings out. Everything is hostile until it is read: each reader has caps on
bytes, rows, columns and parts, refuses a DTD before a parser sees it, and answers with less rather than with an error.
"""
