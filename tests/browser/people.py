"""Who signs in in the browser tests. Plain data: read by the tests and by the process that fills the installation."""

from dataclasses import dataclass

PASSWORD = "blåbär-och-mjölk-i-skål"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, and where they belong."""

    email: str
    name: str
    organisation: str = ""
    role: str = "redaktor"
    language: str = "sv"
    is_administrator: bool = False
    is_coordinator: bool = False


PEOPLE = {
    "redaktor": Somebody("rut@example.com", "Rut Redaktör", "uppsala"),
    "responsible": Somebody("ola@example.com", "Ola Ansvarig", "uppsala", role="organisationsansvarig"),
    "english": Somebody("eve@example.com", "Eve English", "uppsala", role="organisationsansvarig", language="en"),
    "administrator": Somebody("ada@example.com", "Ada Administratör", is_administrator=True),
    "coordinator": Somebody("sam@example.com", "Sam Samordnare", is_coordinator=True),
    "nobody": Somebody("nils@example.com", "Nils Utan"),
    "approved": Somebody("eva@example.com", "Eva Godkänd", "enkoping"),
    "publicist": Somebody("petra@example.com", "Petra Publicist", "enkoping", role="publicist"),
    "unconfirmed": Somebody("hedda@example.com", "Hedda Heby", "heby", role="organisationsansvarig"),
    # Each does the main job in an organisation that nobody else writes in, so that its feed tells of them only.
    "with_script": Somebody("tina@example.com", "Tina Tierp", "tierp"),
    "without_script": Somebody("hans@example.com", "Hans Håbo", "habo"),
    "keyboard": Somebody("klas@example.com", "Klas Knivsta", "knivsta"),
    "preparing": Somebody("planerar@example.com", "Petra Planerar", "sala"),
    # Changes many at once where nobody else writes.
    "many": Somebody("mona@example.com", "Mona Många", "alvkarleby"),
    # Each describes the first dataset of an organisation that has nothing.
    "new_with_script": Somebody("nina@example.com", "Nina Ny", "koping"),
    "new_without_script": Somebody("nora@example.com", "Nora Ny", "arboga"),
    # Each changes something that the tables of pages must not see changing.
    "rows": Somebody("ronja@example.com", "Ronja Rad", "uppsala"),
    "rival": Somebody("tore@example.com", "Tore Tävlar", "uppsala"),
}
