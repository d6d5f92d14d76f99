import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import trigpoint.people.models
import uuid
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

from trigpoint.kernel.migrating import CreateModels


def make_cache(apps, schema_editor):
    """The table in which web processes share counts of attempts."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    replaces = [('people', '0002_cache'), ('people', '0003_tokens'), ('people', '0004_readiness')]

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Account',
                fields=[
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('email', trigpoint.people.models.AddressField(max_length=254, unique=True, verbose_name='e-mail address')),
                    ('name', models.CharField(max_length=120, verbose_name='name')),
                    ('language', models.CharField(choices=[('en', 'English'), ('cy', 'Cymraeg')], default='en', max_length=5, verbose_name='language')),
                    ('is_active', models.BooleanField(default=True)),
                    ('joined_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='account_email_once')],
                },
            ),
            migrations.CreateModel(
                name='Appointment',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('role', models.CharField(choices=[('operator', 'Operator'), ('programme_staff', 'Programme staff'), ('evaluator', 'Evaluator'), ('associate', 'Associate'), ('partnership_lead', 'Partnership lead'), ('head', 'Headteacher'), ('senior_leader', 'Senior leader'), ('staff', 'Member of staff'), ('governor', 'Governor'), ('chair_of_governors', 'Chair of governors'), ('safeguarding_lead', 'Designated safeguarding lead'), ('deputy_safeguarding_lead', 'Deputy safeguarding lead'), ('champion', 'Improvement Champion'), ('lead_reviewer', 'Lead reviewer'), ('reviewer', 'Reviewer'), ('facilitator', 'Workshop facilitator')], max_length=30, verbose_name='role')),
                    ('place', models.CharField(choices=[('installation', 'the installation'), ('network', 'network'), ('programme', 'programme'), ('partnership', 'partnership'), ('school', 'school'), ('review', 'review')], max_length=20)),
                    ('place_id', models.UUIDField(null=True)),
                    ('starts_on', models.DateField(verbose_name='from')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('trained_until', models.DateField(blank=True, null=True, verbose_name='trained until')),
                    ('network', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                ],
                options={
                    'indexes': [models.Index(fields=['place_id', 'role'], name='people_appo_place_i_d1e3fc_idx'), models.Index(fields=['person', 'place'], name='people_appo_person__17d350_idx'), models.Index(fields=['school', 'role'], name='people_appo_school__ccd969_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='appointment_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('network__isnull', True), ('place', 'installation'), ('place_id__isnull', True)), models.Q(models.Q(('place', 'installation'), _negated=True), ('network__isnull', False), ('place_id__isnull', False)), _connector='OR'), name='appointment_has_its_place'), models.CheckConstraint(condition=models.Q(models.Q(('place', 'school'), _negated=True), ('school__isnull', False), _connector='OR'), name='appointment_at_school_names_it'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('person', 'role', 'place', 'place_id', 'network'), name='appointment_once_at_a_time', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='Token',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=60, verbose_name='what it is for')),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('may_write', models.BooleanField(default=False, verbose_name='may change things')),
                    ('second_factor', models.BooleanField(default=False)),
                    ('expires_at', models.DateTimeField(verbose_name='good until')),
                    ('last_used_at', models.DateTimeField(null=True)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['person', 'expires_at'], name='people_toke_person__0bc81a_idx')],
                },
            ),
            migrations.CreateModel(
                name='Absence',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('starts_on', models.DateField(verbose_name='first day')),
                    ('ends_on', models.DateField(verbose_name='last day')),
                    ('reason', models.CharField(blank=True, max_length=120, verbose_name='why')),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.network')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='absence_ends_after_start'), models.UniqueConstraint(fields=('network', 'person', 'starts_on', 'ends_on'), name='absence_once')],
                },
            ),
            migrations.CreateModel(
                name='Readiness',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('days_off', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list)),
                    ('most_reviews', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='reviews a year, at most')),
                    ('most_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days a year, at most')),
                    ('most_miles', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='miles from home, at most')),
                    ('wished_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days a year that they would like')),
                    ('phases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list)),
                    ('specialisms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list)),
                    ('experience', models.PositiveSmallIntegerField(default=0, verbose_name='reviews done elsewhere')),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.network')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('network', 'person'), name='readiness_once'), models.CheckConstraint(condition=models.Q(('days_off__contained_by', [0, 1, 2, 3, 4])), name='readiness_days_are_of_the_week')],
                },
            ),
        ]),
        migrations.RunPython(make_cache, migrations.RunPython.noop),
    ]
