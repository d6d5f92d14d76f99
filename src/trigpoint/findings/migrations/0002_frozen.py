"""Rows here never change once written: the database itself refuses."""

from django.db import migrations

TABLES = [
    "findings_proposal",
    "findings_positionrevision",
    "findings_reply",
    "findings_look",
]


class Migration(migrations.Migration):
    dependencies = [("findings", "0001_initial"), ("kernel", "0001_extensions")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen()",
            f"DROP TRIGGER frozen ON {table}",
        )
        for table in TABLES
    ]
