"""What each state means and what there is to do about it, in the words of the interface."""

from django.utils.translation import gettext_lazy as _

from harvesting.models import RecordArrival

State = RecordArrival.State

# What it means, and what to do.
REASONS = {
    State.DUPLICATE: (
        _("Dataportal.se har samma datamängd från en annan källa."),
        _(
            "Beskriv den på ett ställe. Ta bort den ur den andra källan, eller dra tillbaka den här. Är ni osäkra på"
            " varifrån den kommer: öppna sidan på dataportal.se."
        ),
    ),
    State.NOT_IN_FEED: (
        _("Den är publicerad men hade inte kommit med i flödet vid kontrollen."),
        _("Se högst upp på sidan om bygget av flödet har misslyckats, och rätta det som står där."),
    ),
    State.HARVEST_FAILED: (
        _("Dataportal.se misslyckades med att hämta er katalog senast."),
        _(
            "Ni behöver oftast inte göra något: portalen försöker igen nästa natt. Misslyckas det igen, kontrollera"
            " att adressen som dataportal.se har leder hit, och kontakta dataportal.se."
        ),
    ),
    State.NOT_YET: (
        _("Dataportal.se har inte hämtat flödet sedan ni publicerade."),
        _("Vänta till i morgon. Portalen hämtar omkring klockan fyra varje natt."),
    ),
    State.NEVER_FETCHED: (
        _("Dataportal.se har aldrig hämtat flödet."),
        _("Anmäl flödets adress till dataportal.se, eller led om er egen adress hit."),
    ),
    State.NOT_SHOWN: (
        _("Dataportal.se har hämtat flödet sedan ni publicerade, men visar inte datamängden."),
        _(
            "Kontrollera att beskrivningen inte har några fel. Fråga dataportal.se om det inte har ändrats om"
            " två dagar."
        ),
    ),
    State.GONE: (
        _("Datamängden har funnits på dataportal.se men visas inte längre, fast den är kvar i flödet."),
        _("Fråga dataportal.se varför. Ange datamängdens permanenta adress."),
    ),
}

# The same in one line, beside the form of a dataset.
SHORT = {
    State.DUPLICATE: _("Finns på dataportal.se från en annan källa"),
    State.NOT_IN_FEED: _("Inte på dataportal.se: den är inte i flödet"),
    State.HARVEST_FAILED: _("Inte på dataportal.se: senaste hämtningen misslyckades"),
    State.NOT_YET: _("Inte på dataportal.se än: hämtas nästa natt"),
    State.NEVER_FETCHED: _("Inte på dataportal.se: flödet har aldrig hämtats"),
    State.NOT_SHOWN: _("Hämtad av dataportal.se, men visas inte där"),
    State.GONE: _("Försvunnen från dataportal.se"),
}
