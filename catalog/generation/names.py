"""Made-up kommuner, where more organisations are asked for than there are: names, numbers, areas."""

from collections.abc import Iterator
from itertools import product
from random import Random

from organisations.address_parts import address_part

_BEGINNINGS = """
    Abborr Alm Asp Björk Blåbärs Brunns Bäver Dal Ek Fager Falk Fin Fisk Flod Furu Gran Grå Gull Hagel Hassel Hjort
    Häger Hög Is Jord Kall Kron Kråk Kvarn Källar Lind Ljung Lärk Lök Mjölnar Mossa Murar Mård Natt Näver Okt Orr Ox
    Pil Prästa Ram Renn Rosen Råg Rönn Salt Silver Skogs Slätt Smed Sol Spar Sten Stork Strand Ström Svan Säter Tall
    Tjäder Trast Ugg Ut Vass Vinter Vit Väster Ympe Åker Älg Äppel Ängs Öster
""".split()
_ENDS = """
    arp backa berga bo boda by byn dala fors garn hammar hamra holm hult hyttan köping lunda löv mon näs rud ryd
    sele sjö ström sta sund sätra torp vad vik äng ås ö
""".split()
_QUARTERS = ("", "Norra ", "Södra ", "Östra ", "Västra ")


def made_up_names(taken: set[str]) -> Iterator[str]:
    """Short names of kommuner that don't exist, whose address parts are not ``taken``; always in the same order."""
    names = [beginning + end for end, beginning in product(_ENDS, _BEGINNINGS)]
    Random("names").shuffle(names)
    for quarter, name in product(_QUARTERS, names):
        if address_part(quarter + name) not in taken:
            yield quarter + name


def made_up_number(serial: int) -> str:
    """An organisation number of a series that is given to nobody, with the right check digit."""
    first_nine = f"9999{serial:05}"
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(first_nine))
    return f"{first_nine}{-sum(value // 10 + value % 10 for value in doubled) % 10}"


def made_up_facts(short_name: str) -> dict[str, object]:
    """Population, and an area of the size of a kommun somewhere between the five counties' corners; degrees."""
    chance = Random(f"facts/{short_name}")
    west, south = round(chance.uniform(14.3, 18.2), 4), round(chance.uniform(57.9, 60.2), 4)
    return {
        "population": int(chance.lognormvariate(9.8, 0.9)),
        "west": west,
        "south": south,
        "east": round(west + chance.uniform(0.3, 0.8), 4),
        "north": round(south + chance.uniform(0.2, 0.5), 4),
    }
