"""Rows here never change once written: the database itself refuses."""

from django.db import migrations

TABLES = ["findings_hostanswer", "findings_qualitycheck"]


class Migration(migrations.Migration):
    dependencies = [("findings", "0003_composed"), ("kernel", "0001_extensions")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen()",
            f"DROP TRIGGER frozen ON {table}",
        )
        for table in TABLES
    ]
