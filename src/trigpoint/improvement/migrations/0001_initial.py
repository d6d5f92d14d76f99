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
                name='Plan',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('state', models.CharField(choices=[('drafting', 'Being written'), ('agreed', 'Agreed')], default='drafting', max_length=20)),
                    ('agreed_at', models.DateTimeField(null=True)),
                    ('agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', True), ('agreed_by__isnull', True)), models.Q(('agreed_at__isnull', False), ('agreed_by__isnull', False)), _connector='OR'), name='plan_agreed_by_someone_at_some_time')],
                },
            ),
            migrations.CreateModel(
                name='PlannedAction',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('issue', models.CharField(max_length=300, verbose_name='Issue')),
                    ('aspect', models.CharField(max_length=20, verbose_name='Aspect')),
                    ('cause', models.CharField(blank=True, max_length=500, verbose_name='Cause')),
                    ('change', models.CharField(blank=True, max_length=500, verbose_name='What will be different for pupils?')),
                    ('text', models.CharField(max_length=500, verbose_name='What will be done?')),
                    ('owner', models.CharField(max_length=120, verbose_name='Who does it?')),
                    ('starts_on', models.DateField(blank=True, null=True, verbose_name='Starts on')),
                    ('due_on', models.DateField(verbose_name='Done by')),
                    ('measure', models.CharField(max_length=300, verbose_name='How will you know it works?')),
                    ('baseline', models.CharField(blank=True, max_length=60, verbose_name='Where it stands now')),
                    ('target', models.CharField(blank=True, max_length=60, verbose_name='Target')),
                    ('latest', models.CharField(blank=True, max_length=60, verbose_name='Latest')),
                    ('latest_on', models.DateField(blank=True, null=True, verbose_name='Latest figure from')),
                    ('progress', models.CharField(choices=[('not_started', 'not started'), ('under_way', 'under way'), ('met', 'target met'), ('not_met', 'not met yet'), ('no_effect', 'done, no effect seen'), ('stopped', 'stopped')], default='not_started', max_length=20, verbose_name='Where it stands')),
                    ('note', models.TextField(blank=True, max_length=2000, verbose_name='What has changed')),
                    ('serves_review_priority', models.BooleanField(default=True, verbose_name="Serves the review's improvement priority")),
                    ('support', models.CharField(choices=[('none', 'No help needed'), ('partnership', 'Help from a school in the partnership'), ('joint', 'Joint practice development with a partner school'), ('wider', 'Help from beyond the partnership')], default='none', max_length=20, verbose_name='Help wanted')),
                    ('support_text', models.CharField(blank=True, max_length=300, verbose_name='What help would make the difference?')),
                    ('owner_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='improvement.plan')),
                    ('priority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.priority')),
                ],
                options={
                    'ordering': ['aspect', 'issue', 'due_on', 'created_at'],
                    'indexes': [models.Index(fields=['owner_person', 'due_on'], name='improvement_owner_p_11bd46_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('owner', ''), _negated=True), models.Q(('measure', ''), _negated=True)), name='action_has_owner_and_measure'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('due_on__gte', models.F('starts_on')), _connector='OR'), name='action_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='Telling',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('audience', models.CharField(max_length=120, verbose_name='Who will be told?')),
                    ('what', models.CharField(max_length=300, verbose_name='What will they be told?')),
                    ('on', models.DateField(blank=True, null=True, verbose_name='By when')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tellings', to='improvement.plan')),
                ],
                options={
                    'ordering': ['created_at'],
                },
            ),
            migrations.CreateModel(
                name='Workshop',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('state', models.CharField(choices=[('preparing', 'Being prepared'), ('held', 'Held')], default='preparing', max_length=20)),
                    ('purpose', models.TextField(blank=True, max_length=2000, verbose_name='Purpose and ground rules')),
                    ('strengths', models.TextField(blank=True, max_length=4000, verbose_name='Strengths to build on')),
                    ('held_on', models.DateField(null=True, verbose_name='Date it was held')),
                    ('late_reason', models.TextField(blank=True, max_length=1000, verbose_name='why it was later than the model asks')),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Issue',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('text', models.CharField(max_length=300, verbose_name='What is the issue?')),
                    ('aspect', models.CharField(max_length=20, verbose_name='Which aspect does it come from?')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issues', to='improvement.workshop')),
                ],
                options={
                    'ordering': ['created_at'],
                },
            ),
            migrations.CreateModel(
                name='Cause',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('text', models.CharField(max_length=500, verbose_name='Why is it so?')),
                    ('basis', models.CharField(choices=[('evidence', 'Evidence from the review'), ('guess', 'Our best guess')], default='evidence', max_length=10, verbose_name='What does that rest on?')),
                    ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='causes', to='improvement.issue')),
                ],
                options={
                    'ordering': ['created_at'],
                },
            ),
            migrations.CreateModel(
                name='Option',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('text', models.CharField(max_length=500, verbose_name='What could be done?')),
                    ('research', models.CharField(blank=True, max_length=500, verbose_name='What does research say?')),
                    ('choice', models.CharField(choices=[('open', 'Not decided yet'), ('quick', 'Do it now'), ('term', 'Do it this term'), ('longer', 'Do it over a longer time'), ('no', 'Not now')], default='open', max_length=10, verbose_name='What was decided?')),
                    ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='improvement.issue')),
                ],
                options={
                    'ordering': ['created_at'],
                },
            ),
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('post', models.CharField(max_length=120, verbose_name='Post')),
                    ('on_team', models.BooleanField(default=False)),
                    ('came', models.CharField(choices=[('invited', 'Invited'), ('came', 'Was there'), ('absent', 'Could not come')], default='invited', max_length=10, verbose_name='Were they there?')),
                    ('absence_reason', models.CharField(blank=True, max_length=300, verbose_name='Why they could not come')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='improvement.workshop')),
                ],
                options={
                    'ordering': ['-on_team', 'post', 'created_at'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('workshop', 'person'), name='attendance_person_once')],
                },
            ),
        ]),
    ]
