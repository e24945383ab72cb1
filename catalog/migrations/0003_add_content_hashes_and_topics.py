import hashlib
import json

import django.db.models.deletion
from django.db import migrations, models

_TOPICS = ("theme", "conforms_to")
_LONGEST = 600


def fill(apps, schema_editor):
    """As the releases of that time would have been filled when they were published."""
    Release, Topic = apps.get_model("catalog", "Release"), apps.get_model("catalog", "Topic")
    for release in Release.objects.only("pk", "content").iterator(chunk_size=200):
        text = json.dumps(release.content, sort_keys=True, separators=(",", ":"))
        Release.objects.filter(pk=release.pk).update(content_hash=hashlib.sha256(text.encode()).hexdigest())
        for name in _TOPICS:
            values = {v["iri"] if isinstance(v, dict) else v for v in release.content["values"].get(name, ())}
            wanted = sorted(value for value in values if 0 < len(value) <= _LONGEST)
            Topic.objects.bulk_create(Topic(release_id=release.pk, property=name, value=value) for value in wanted)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_add_series_services_and_nested_nodes")]

    operations = [
        migrations.AddField(
            model_name="release",
            name="content_hash",
            field=models.CharField(default="", editable=False, max_length=64),
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("property", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=600)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="topics", to="catalog.release"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["property", "value", "release"], name="catalog_top_propert_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("release", "property", "value"), name="one_topic_per_value")
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
