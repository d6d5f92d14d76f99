import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from trigpoint.kernel.migrating import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('programmes', '0001_initial'),
        ('reviews', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Feed',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('renewed_at', models.DateTimeField()),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Schedule',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('cycles', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list)),
                    ('state', models.CharField(choices=[('waiting', 'Waits its turn'), ('looking', 'Being looked for'), ('draft', 'Draft'), ('published', 'Published'), ('undone', 'Taken back'), ('failed', 'Nothing was found'), ('discarded', 'Put aside')], default='waiting', max_length=20)),
                    ('options', models.JSONField(default=dict)),
                    ('seconds', models.PositiveIntegerField(verbose_name='seconds to look for')),
                    ('seed', models.PositiveIntegerField(default=0)),
                    ('asked_at', models.DateTimeField()),
                    ('problem', models.JSONField(default=dict)),
                    ('problem_sha256', models.CharField(blank=True, max_length=64)),
                    ('engine', models.CharField(blank=True, max_length=120)),
                    ('found', models.JSONField(null=True)),
                    ('plan', models.JSONField(null=True)),
                    ('progress', models.JSONField(default=dict)),
                    ('stop_asked', models.BooleanField(default=False)),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('trouble', models.TextField(blank=True)),
                    ('published_at', models.DateTimeField(null=True)),
                    ('before', models.JSONField(null=True)),
                    ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('partnership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.partnership')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'asked_at'], name='allocation__program_8dbfdc_idx'), models.Index(fields=['partnership', 'asked_at'], name='allocation__partner_d0cd46_idx')],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('role', models.CharField(max_length=30)),
                    ('answer', models.CharField(choices=[('asked', 'Asked'), ('accepted', 'Comes'), ('declined', "Can't come"), ('released', 'No longer asked')], default='asked', max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name="why you can't come")),
                    ('filled_at', models.DateTimeField(null=True)),
                    ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.network')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                    ('schedule', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='allocation.schedule')),
                ],
                options={
                    'indexes': [models.Index(fields=['person', 'answer'], name='allocation__person__7ee560_idx'), models.Index(fields=['review', 'answer'], name='allocation__review__6dc5b9_idx')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('answer__in', ['asked', 'accepted'])), fields=('review', 'person', 'role'), name='invitation_once_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Pin',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('kind', models.CharField(choices=[('date', 'The visit begins on this day'), ('lead', 'This person leads'), ('person', 'This person is on the team'), ('forbid', 'This person is not on the team'), ('freeze', 'Dates and team stay as they are')], max_length=10, verbose_name='what')),
                    ('starts_on', models.DateField(null=True, verbose_name='first day of the visit')),
                    ('overrides', models.TextField(blank=True)),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='why')),
                    ('made_at', models.DateTimeField()),
                    ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.cycle')),
                    ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.network')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.school')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('kind__in', ['date', 'lead', 'freeze'])), fields=('cycle', 'school', 'kind'), name='pin_one_of_its_kind'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('cycle', 'school', 'person'), name='pin_once_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'date'), ('person__isnull', True), ('starts_on__isnull', False)), models.Q(('kind', 'freeze'), ('person__isnull', True), ('starts_on__isnull', True)), models.Q(('kind__in', ['lead', 'person', 'forbid']), ('person__isnull', False), ('starts_on__isnull', True)), _connector='OR'), name='pin_names_what_its_kind_needs')],
                },
            ),
        ]),
    ]
