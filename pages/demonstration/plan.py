"""Which organisation describes what, and what has become of it. Data only: keys of kinds.csv."""

from dataclasses import dataclass


def _keys(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class Plan:
    """What one organisation describes."""

    public: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()  # complete, and not published
    unfinished: tuple[tuple[str, str], ...] = ()  # kind and flaw, a key of flaws.FLAWS
    withdrawn: tuple[str, ...] = ()
    # Some of the public ones:
    high_value: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()  # only what is mandatory, so that there is much advice
    changed: tuple[str, ...] = ()  # edited since
    released_again: tuple[str, ...] = ()
    has_producer: bool = False

    @property
    def offices(self) -> tuple[str, ...]:
        """Those with much to describe have several contacts."""
        return ("data", "karta", "miljo") if len(self.public) >= 8 else ("data",)


PLANS: dict[str, Plan] = {
    "uppsala": Plan(
        public=_keys("""
            friluftsomraden-och-naturreservat stomnat-plan stomnat-hojd tillagg-detaljplan-tolkade
            omradesbestammelser-tolkade promenadstrak-kvinnliga-konstnarer promenadstrak-platsens-historia
            promenadstrak-fredsstraket planomraden atervinningscentraler nyko-niva-1 nyko-niva-2 nyko-niva-3 nyko-niva-4
            nyko-niva-5 vandringsleder utegym skidspar ridstigar motionsspar linnestigar lekplatser badplatser
            fageltorn-och-utkiksplatser vindskydd skridskoleder raststugor omradesleder mountainbikeleder grillplatser
            leverantorsreskontra evenemang
        """),
        internal=_keys("adresser aldreboenden"),
        ready=_keys("trad-i-stadsmiljo"),
        unfinished=(
            ("livsmedelskontroller", "only_title"),
            ("bullerdata", "no_legislation"),
            ("parkering", "no_format"),
        ),
        withdrawn=_keys("cykelpumpar"),
        high_value=_keys("friluftsomraden-och-naturreservat planomraden"),
        bare=_keys("raststugor skridskoleder"),
        changed=_keys("lekplatser vindskydd grillplatser"),
        released_again=_keys("badplatser utegym"),
        has_producer=True,
    ),
    "enkoping": Plan(
        public=_keys("lediga-tomter lekplatser badplatser offentlig-konst parkering vagarbeten"),
        unfinished=(("fordonsflotta", "only_title"),),
        changed=_keys("lediga-tomter"),
    ),
    "knivsta": Plan(
        public=_keys("skolor-och-forskolor-skoldata cykelvagar grillplatser snorojning"), bare=_keys("snorojning")
    ),
    "region-uppsala": Plan(
        public=_keys("""
            vardenheter vantetider-i-varden kollektivtrafik-hallplatser kollektivtrafik-tidtabeller-gtfs
            folktandvardens-kliniker regionala-utvecklingsmedel
        """),
        internal=_keys("fordonsflotta"),
        unfinished=(("matsvinn", "reversed_period"),),
        released_again=_keys("kollektivtrafik-tidtabeller-gtfs"),
    ),
    "eskilstuna": Plan(
        public=_keys("""
            cykelvagar detaljplaner lekplatser idrotts-och-fritidsanlaggningar laddpunkter-for-elfordon
            livsmedelskontroller offentliga-toaletter trad-i-stadsmiljo utegym evenemang
        """),
        internal=_keys("energianvandning-i-offentliga-fastigheter"),
        ready=_keys("fordonsflotta"),
        high_value=_keys("cykelvagar"),
        changed=_keys("evenemang"),
    ),
    "nykoping": Plan(
        public=_keys("""
            badplatser badvattentemperaturer lediga-tomter naturreservat-och-friluftsomraden parkering vandringsleder
            valdistrikt-och-vallokaler foreningsregister
        """),
        unfinished=(("bygglov", "no_format"),),
        withdrawn=_keys("cykelpumpar"),
    ),
    "katrineholm": Plan(
        public=_keys("lekplatser matsvinn points-of-interest-poi maltidsinformation-skolmat-och-matsedlar")
    ),
    "strangnas": Plan(
        public=_keys("badplatser sevardheter evenemang leverantorsreskontra aldreboenden"), bare=_keys("sevardheter")
    ),
    "region-sormland": Plan(
        public=_keys("vardenheter kollektivtrafik-hallplatser kollektivtrafik-tidtabeller-gtfs offentlig-konst"),
        ready=_keys("folktandvardens-kliniker"),
    ),
    "linkoping": Plan(
        public=_keys("""
            befolkningsstatistik trafikmatningar livsmedelskontroller luftkvalitet nyckeltal-fran-kolada vagarbeten
            cykelparkering cykelpumpar kopcentrum resecentrum turistinformation lekplatser museer badplatser-i-kommunen
            bibliotek busshallplatser
        """),
        internal=_keys("adresser"),
        ready=_keys("bibliotekens-utlaning"),
        unfinished=(("radonmatningar", "only_title"),),
        high_value=_keys("luftkvalitet befolkningsstatistik"),
        bare=_keys("kopcentrum"),
        changed=_keys("museer"),
        released_again=_keys("trafikmatningar"),
        has_producer=True,
    ),
    "norrkoping": Plan(
        public=_keys("""
            atervinningscentraler bullerdata cykelpumpar detaljplaner lekplatser lediga-tomter offentlig-konst
            skolor-och-forskolor-skoldata snorojning trad-i-stadsmiljo upphandlingar-och-inkop
        """),
        internal=_keys("energianvandning-i-offentliga-fastigheter"),
        unfinished=(("diarium", "reversed_period"),),
        high_value=_keys("bullerdata"),
        released_again=_keys("snorojning"),
    ),
    "motala": Plan(
        public=_keys("badplatser badvattenkvalitet vandringsleder grillplatser evenemang"),
        ready=_keys("idrotts-och-fritidsanlaggningar"),
    ),
    "region-ostergotland": Plan(
        public=_keys("""
            vardenheter vantetider-i-varden kollektivtrafik-hallplatser kollektivtrafik-tidtabeller-gtfs
            regionala-utvecklingsmedel energianvandning-i-offentliga-fastigheter
        """),
        changed=_keys("vardenheter"),
    ),
    "orebro": Plan(
        public=_keys("""
            livsmedelskontroller-karta orebrokartan-adresser-och-platser leverantorsreskontra-fakturareskontra
            byggnader cykelvagar lekplatser naturreservat-och-friluftsomraden stompunkter offentlig-konst
            kommunala-beslut-och-protokoll trafikmatningar utegym badplatser fritidshem
        """),
        internal=_keys("bygglov"),
        ready=_keys("laddpunkter-for-elfordon matsvinn"),
        unfinished=(("diarium", "only_title"),),
        withdrawn=_keys("sevardheter"),
        high_value=_keys("byggnader orebrokartan-adresser-och-platser"),
        changed=_keys("lekplatser"),
        released_again=_keys("cykelvagar"),
        has_producer=True,
    ),
    "karlskoga": Plan(public=_keys("lekplatser motionsspar vandringsleder skolor-och-forskolor-skoldata")),
    "kumla": Plan(
        public=_keys("lediga-tomter parkering maltidsinformation-skolmat-och-matsedlar offentliga-toaletter"),
        bare=_keys("parkering"),
    ),
    "region-orebro-lan": Plan(
        public=_keys("""
            vardenheter folktandvardens-kliniker kollektivtrafik-hallplatser kollektivtrafik-tidtabeller-gtfs
            regionala-utvecklingsmedel fordonsflotta
        """),
        internal=_keys("vantetider-i-varden"),
    ),
    "vasteras": Plan(
        public=_keys("""
            leverantorsreskontra luftkvalitetsdata laddpunkter-for-elfordon parkering cykelvagar evenemang lekplatser
            badplatser nyckeltal-kolada trad-i-stadsmiljo
        """),
        internal=_keys("befolkningsstatistik"),
        ready=_keys("offentliga-toaletter"),
        high_value=_keys("luftkvalitetsdata"),
        changed=_keys("laddpunkter-for-elfordon"),
    ),
    "sala": Plan(public=_keys("sevardheter vandringsleder grillplatser snorojning"), bare=_keys("snorojning")),
    "koping": Plan(
        public=_keys("idrotts-och-fritidsanlaggningar badplatser lediga-tomter"),
        unfinished=(("vagarbeten", "no_format"),),
    ),
    # Their organisation numbers wait for confirmation, so nothing of theirs can be published.
    "laxa": Plan(ready=_keys("badplatser"), unfinished=(("lekplatser", "only_title"),)),
    "odeshog": Plan(ready=_keys("vandringsleder"), unfinished=(("grillplatser", "no_format"),)),
    "vadstena": Plan(ready=_keys("sevardheter evenemang")),
}
