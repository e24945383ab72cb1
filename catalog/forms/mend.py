"""What the button of a finding sends."""

from django import forms


class MendForm(forms.Form):
    """Which finding is to be mended, and the version of the record that it was seen in."""

    mend = forms.CharField(max_length=60)
    iri = forms.CharField(max_length=700)
    field = forms.CharField(max_length=60)
    edit_number = forms.IntegerField()
