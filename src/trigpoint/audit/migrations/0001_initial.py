from django.db import migrations, models


# Rows of these never change once written: the database itself refuses.
FROZEN = (
    "audit_entry",
)


class Migration(migrations.Migration):

    replaces = [('audit', '0002_frozen')]

    initial = True

    dependencies = [
        ('kernel', '0001_extensions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('verb', models.CharField(max_length=80)),
                ('actor_id', models.UUIDField(null=True)),
                ('network_id', models.UUIDField(null=True)),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_id', models.UUIDField(null=True)),
                ('summary', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_id', 'at'], name='audit_entry_subject_0485b9_idx'), models.Index(fields=['network_id', 'at'], name='audit_entry_network_e95841_idx')],
            },
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen()",
                f"DROP TRIGGER frozen ON {table}",
            )
            for table in FROZEN
        ),
    ]
