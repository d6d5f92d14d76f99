import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from trigpoint.kernel.migrating import CreateModels


# Rows of these never change once written: the database itself refuses.
FROZEN = (
    "frameworks_framework",
    "frameworks_areamap",
)


class Migration(migrations.Migration):

    replaces = [('frameworks', '0002_frozen'), ('frameworks', '0003_maps')]

    initial = True

    dependencies = [
        ('kernel', '0001_extensions'),
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Framework',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('key', models.SlugField(max_length=60, verbose_name='key')),
                    ('version', models.CharField(max_length=20, verbose_name='version')),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('definition', models.JSONField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('published_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('key', 'version'), name='framework_version_once')],
                },
            ),
            migrations.CreateModel(
                name='AreaMap',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('key', models.SlugField(max_length=90, verbose_name='key')),
                    ('version', models.CharField(max_length=20, verbose_name='version')),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('definition', models.JSONField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('published_at', models.DateTimeField()),
                    ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.framework')),
                    ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.framework')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('key', 'version'), name='area_map_version_once')],
                },
            ),
            migrations.CreateModel(
                name='NetworkMap',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('links', models.JSONField(default=dict)),
                    ('changed_at', models.DateTimeField()),
                    ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.framework')),
                    ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.framework')),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('network', 'framework', 'inspection'), name='network_map_once')],
                },
            ),
        ]),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen()",
                f"DROP TRIGGER frozen ON {table}",
            )
            for table in FROZEN
        ),
    ]
