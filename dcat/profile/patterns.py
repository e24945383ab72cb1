"""The patterns of the specification, as it writes them.

They are facts: what is odd in them is theirs. A value has to match as a whole, see ``Property.matches``.
"""

WEB_ADDRESS = r"https?://.+"
WEB_OR_FTP_ADDRESS = r"(http|https|ftp|ftps)://.*"
DURATION = r"(-?)P(?=.)((\d+)Y)?((\d+)M)?((\d+)D)?(T(?=.)((\d+)H)?((\d+)M)?(\d*(\.\d+)?S)?)?"
MEDIA_TYPE = r"^\w+\/[-.\w]+(?:\+[-.\w]+)?(\s*;\s*\w+=\w+)?$"
NATIONAL_BASIC_DATA = r"https://www.dataportal.se/terminology/grunddata/.*"
RESOURCE_ROLE = r"https://www.dataportal.se/terminology/resource-role/.*"
PARTY_ROLE = r"http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole/.*"
TELEPHONE_NUMBER = r"^[0-9+()-.\s]+$"  # the range ")-." lets "*" and "," through as well
