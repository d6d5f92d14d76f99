"""Rows of figures are packed the quick way where the server can do it; where it can't, they are packed the usual one."""

from django.db import migrations

PACK = """
DO $$ BEGIN
    ALTER TABLE organisations_schoolfigures ALTER COLUMN "values" SET COMPRESSION lz4;
    ALTER TABLE organisations_areafigures ALTER COLUMN "values" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_figures_of_schools")]

    operations = [migrations.RunSQL(PACK, migrations.RunSQL.noop)]
