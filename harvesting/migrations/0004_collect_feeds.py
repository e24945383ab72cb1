from django.db import migrations, models
from django.db.models import Q


def name_kinds(apps, schema_editor):
    """What there was: a feed for each organisation, and one of all."""
    Feed = apps.get_model("harvesting", "Feed")
    Feed.objects.filter(organisation=None).update(kind="all")
    Feed.objects.exclude(organisation=None).update(kind="organisation")


class Migration(migrations.Migration):
    dependencies = [("harvesting", "0003_keep_every_encoding_of_the_main_document")]

    operations = [
        migrations.AddField(
            model_name="feed",
            name="kind",
            field=models.CharField(
                choices=[
                    ("organisation", "En organisation"),
                    ("all", "Alla organisationer"),
                    ("county", "Ett län"),
                    ("theme", "Ett tema"),
                    ("recommended", "En rekommenderad datamängd"),
                ],
                default="organisation",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="feed", name="subject", field=models.CharField(blank=True, default="", max_length=200)
        ),
        migrations.AlterField(model_name="feed", name="subject", field=models.CharField(blank=True, max_length=200)),
        migrations.AddField(
            model_name="feed", name="address_part", field=models.CharField(blank=True, default="", max_length=120)
        ),
        migrations.AlterField(
            model_name="feed", name="address_part", field=models.CharField(blank=True, max_length=120)
        ),
        migrations.AddField(model_name="feed", name="left_out", field=models.JSONField(blank=True, default=list)),
        migrations.AddField(
            model_name="snapshot", name="contents_key", field=models.CharField(default="", max_length=64)
        ),
        migrations.RemoveConstraint(model_name="feed", name="one_feed_per_organisation_and_one_of_all"),
        migrations.RunPython(name_kinds, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(
                condition=~Q(kind="organisation"), fields=["kind", "subject"], name="one_collected_feed_per_subject"
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=Q(kind="organisation", organisation__isnull=False)
                | (~Q(kind="organisation") & Q(organisation=None)),
                name="feed_has_its_organisation",
            ),
        ),
    ]
