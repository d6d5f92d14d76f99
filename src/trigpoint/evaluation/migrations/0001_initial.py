import django.contrib.postgres.fields
import django.db.models.deletion
import trigpoint.evaluation.models.study
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
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Study',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('title', models.CharField(max_length=200, verbose_name='the question, in a line')),
                    ('starts_on', models.DateField(verbose_name='reviews from')),
                    ('ends_on', models.DateField(verbose_name='reviews until')),
                    ('pupils', models.PositiveIntegerField(blank=True, null=True, verbose_name='pupils affected in a school')),
                    ('salt', models.CharField(default=trigpoint.evaluation.models.study._salt, max_length=64)),
                    ('state', models.CharField(choices=[('planning', 'Being planned'), ('locked', 'Plan locked')], default='planning', max_length=20)),
                    ('locked_at', models.DateTimeField(null=True)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('locked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='study_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('locked_at__isnull', True), ('sha256', ''), ('state', 'planning')), models.Q(('locked_at__isnull', False), ('state', 'locked'), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='study_locked_by_its_hash')],
                },
            ),
            migrations.CreateModel(
                name='PlanVersion',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('number', models.PositiveIntegerField()),
                    ('text', models.TextField(max_length=200000, verbose_name='plan')),
                    ('reasons', models.JSONField(default=dict)),
                    ('sha256', models.CharField(max_length=64)),
                    ('saved_at', models.DateTimeField()),
                    ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='evaluation.study')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('study', 'number'), name='plan_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Run',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('kind', models.CharField(choices=[('check', 'Check of balance, before the lock'), ('full', 'The whole study')], max_length=10)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting for its turn'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Could not be done'), ('stopped', 'Stopped')], default='waiting', max_length=20)),
                    ('number', models.PositiveSmallIntegerField(default=0)),
                    ('of', models.PositiveSmallIntegerField(default=0)),
                    ('words', models.CharField(blank=True, max_length=300)),
                    ('problem', models.TextField(blank=True, max_length=10000)),
                    ('stop_wanted', models.BooleanField(default=False)),
                    ('asked_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('files', models.JSONField(default=dict)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.planversion')),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='evaluation.study')),
                ],
                options={
                    'ordering': ['-asked_at'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'running'])), fields=('study',), name='run_one_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Instrument',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('number', models.PositiveIntegerField(default=1, verbose_name='version')),
                    ('arm', models.CharField(choices=[('programme', 'Schools of the programme'), ('comparison', 'Comparison schools')], default='programme', max_length=12, verbose_name='whom it asks')),
                    ('points', models.PositiveSmallIntegerField(default=5, verbose_name='steps of the answers')),
                    ('items', models.JSONField(default=list)),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='instruments', to='evaluation.study')),
                ],
                options={
                    'ordering': ['name', '-number'],
                    'constraints': [models.UniqueConstraint(fields=('study', 'name', 'number'), name='instrument_version_once'), models.CheckConstraint(condition=models.Q(('points__gte', 2), ('points__lte', 11)), name='instrument_points_in_bounds')],
                },
            ),
            migrations.CreateModel(
                name='Extract',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('source', models.CharField(choices=[('interview', 'Interview'), ('observation', 'Observation'), ('document', 'Document')], max_length=12, verbose_name='where it is from')),
                    ('reference', models.CharField(max_length=40, verbose_name='reference')),
                    ('role', models.CharField(blank=True, max_length=40, verbose_name='role of who speaks or is seen')),
                    ('taken_on', models.DateField(verbose_name='date')),
                    ('text', models.TextField(max_length=5000, verbose_name='passage, without names')),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extracts', to='evaluation.study')),
                ],
                options={
                    'ordering': ['taken_on', 'reference'],
                    'constraints': [models.UniqueConstraint(fields=('study', 'reference'), name='extract_reference_once')],
                },
            ),
            migrations.CreateModel(
                name='Export',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('what', models.CharField(max_length=200)),
                    ('size', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('purpose', models.CharField(max_length=500)),
                    ('taken_at', models.DateTimeField()),
                    ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.run')),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='evaluation.study')),
                ],
                options={
                    'ordering': ['-taken_at'],
                },
            ),
            migrations.CreateModel(
                name='Exclusion',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('kind', models.CharField(choices=[('other_programme', 'In another peer-review programme'), ('earlier', 'In an earlier cohort of this programme'), ('special', 'Not a mainstream state school'), ('nation', 'Outside the country whose tests are compared'), ('other', 'Another reason')], max_length=20, verbose_name='why')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='how that is known')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='evaluation.study')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('study', 'school'), name='exclusion_once')],
                },
            ),
            migrations.CreateModel(
                name='Departure',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('on', models.DateField(verbose_name='on')),
                    ('what', models.CharField(max_length=500, verbose_name='what is done otherwise')),
                    ('why', models.CharField(max_length=1000, verbose_name='why')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='departures', to='evaluation.study')),
                ],
                options={
                    'ordering': ['on', 'created_at'],
                },
            ),
            migrations.CreateModel(
                name='CostLine',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('label', models.CharField(max_length=120, verbose_name='what it is')),
                    ('kind', models.CharField(choices=[('start_up', 'Once, at the start'), ('yearly', 'Every year')], max_length=10, verbose_name='how often')),
                    ('amount', models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name='pounds a school')),
                    ('role', models.CharField(blank=True, max_length=40, verbose_name='whose time')),
                    ('hours', models.DecimalField(decimal_places=2, default=0, max_digits=8, verbose_name='hours a school')),
                    ('source', models.CharField(max_length=300, verbose_name='where the figure is from')),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='costs', to='evaluation.study')),
                ],
                options={
                    'ordering': ['kind', 'created_at'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('hours__gt', 0), _connector='OR'), name='cost_line_costs_something'), models.CheckConstraint(condition=models.Q(('hours', 0), models.Q(('role', ''), _negated=True), _connector='OR'), name='cost_hours_are_somebodys')],
                },
            ),
            migrations.CreateModel(
                name='Code',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('key', models.SlugField(max_length=30, verbose_name='short name')),
                    ('label', models.CharField(max_length=120, verbose_name='label')),
                    ('definition', models.CharField(max_length=1000, verbose_name='when it applies, and when it does not')),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='evaluation.study')),
                ],
                options={
                    'ordering': ['key'],
                    'constraints': [models.UniqueConstraint(fields=('study', 'key'), name='code_once')],
                },
            ),
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('session', models.CharField(max_length=80, verbose_name='session')),
                    ('held_on', models.DateField(verbose_name='date')),
                    ('role', models.CharField(max_length=40, verbose_name='role')),
                    ('person', models.CharField(max_length=40, verbose_name='code of the person')),
                    ('hours', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='hours')),
                    ('came', models.BooleanField(verbose_name='was there')),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='evaluation.study')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('study', 'session', 'person'), name='training_person_once')],
                },
            ),
            migrations.CreateModel(
                name='Wave',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('opens_on', models.DateField(verbose_name='sent on')),
                    ('closes_on', models.DateField(verbose_name='answers until')),
                    ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waves', to='evaluation.instrument')),
                    ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waves', to='evaluation.study')),
                ],
                options={
                    'ordering': ['opens_on', 'name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='wave_closes_after_opening'), models.UniqueConstraint(fields=('study', 'name'), name='wave_name_once')],
                },
            ),
            migrations.CreateModel(
                name='Response',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('partnership_id', models.UUIDField(null=True)),
                    ('role', models.CharField(max_length=40)),
                    ('respondent', models.CharField(max_length=40)),
                    ('answers', models.JSONField(default=dict)),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                    ('wave', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='evaluation.wave')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('wave', 'respondent'), name='response_once')],
                },
            ),
            migrations.CreateModel(
                name='Grant',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('purpose', models.CharField(max_length=500, verbose_name='what for')),
                    ('starts_on', models.DateField(verbose_name='from')),
                    ('ends_on', models.DateField(verbose_name='until')),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['person', 'programme', 'ends_on'], name='evaluation__person__2362c5_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='grant_ends_after_start'), models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='grant_has_purpose')],
                },
            ),
            migrations.CreateModel(
                name='Reading',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=30), default=list)),
                    ('read_at', models.DateTimeField()),
                    ('coder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('extract', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='evaluation.extract')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('extract', 'coder'), name='reading_once_a_coder')],
                },
            ),
        ]),
    ]
