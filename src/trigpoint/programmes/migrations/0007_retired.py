"""A published model can be retired: that column alone may change."""

from django.db import migrations, models

CONTENT = "id, created_at, key, version, title, definition, sha256, framework_id, published_at"
FROZEN = "ON programmes_reviewmodel FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen()"


class Migration(migrations.Migration):
    dependencies = [("programmes", "0006_drafts_and_suggestions")]
    operations = [
        migrations.AddField(
            model_name="reviewmodel", name="retired_at", field=models.DateTimeField(editable=False, null=True)
        ),
        migrations.RunSQL(
            [
                "DROP TRIGGER frozen ON programmes_reviewmodel",
                f"CREATE TRIGGER frozen BEFORE DELETE OR UPDATE OF {CONTENT} {FROZEN}",
            ],
            ["DROP TRIGGER frozen ON programmes_reviewmodel", f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE {FROZEN}"],
        ),
    ]
