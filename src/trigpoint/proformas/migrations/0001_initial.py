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
        ('reviews', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Sheet',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('stage', models.SlugField(max_length=40)),
                    ('form', models.SlugField(max_length=40)),
                    ('place', models.CharField(default='review', max_length=60)),
                    ('number', models.PositiveSmallIntegerField(default=1)),
                    ('state', models.CharField(choices=[('writing', 'Being written'), ('sent', 'Sent in')], default='writing', max_length=20)),
                    ('voices', models.CharField(blank=True, max_length=200, verbose_name='Whose words are these?')),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                    ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                ],
                options={
                    'ordering': ['form', 'place', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('review', 'form', 'place', 'number'), name='form_sheet_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='form_sheet_sent_has_a_time'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='form_sheet_number_from_one')],
                },
            ),
            migrations.CreateModel(
                name='Sending',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('content', models.JSONField()),
                    ('sent_at', models.DateTimeField()),
                    ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sendings', to='proformas.sheet')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'number'), name='form_sending_once')],
                },
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('field', models.SlugField(max_length=40)),
                    ('value', models.JSONField()),
                    ('saved_at', models.DateTimeField()),
                    ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='proformas.sheet')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'field'), name='form_answer_once')],
                },
            ),
            migrations.CreateModel(
                name='TakeAway',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('learned', models.TextField(max_length=2000, verbose_name='What did you see that you want to try?')),
                    ('action', models.CharField(max_length=300, verbose_name='What will you do?')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='By when?')),
                    ('done_on', models.DateField(null=True)),
                    ('came_of_it', models.TextField(blank=True, max_length=2000, verbose_name='What came of it?')),
                    ('is_shared', models.BooleanField(default=False, verbose_name="my school's leaders may read it")),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reviews.review')),
                    ('school', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                ],
                options={
                    'ordering': ['due_on', 'created_at'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('is_shared', False), ('school__isnull', False), _connector='OR'), name='take_away_shared_with_whom')],
                },
            ),
            migrations.CreateModel(
                name='Accreditation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('kind', models.SlugField(max_length=40)),
                    ('title', models.CharField(max_length=120)),
                    ('months', models.PositiveSmallIntegerField()),
                    ('state', models.CharField(choices=[('nominated', 'Nominated by the school'), ('tested', 'Looked at in the review'), ('accredited', 'Accredited'), ('not_accredited', 'Not accredited this time'), ('withdrawn', 'Withdrawn by the school')], default='nominated', max_length=20)),
                    ('what', models.CharField(max_length=200, verbose_name='What is it?')),
                    ('why', models.TextField(blank=True, max_length=4000, verbose_name='Why do you put it forward?')),
                    ('seen', models.TextField(blank=True, max_length=4000, verbose_name='What did the team see of it?')),
                    ('impact', models.TextField(blank=True, max_length=4000, verbose_name='What difference does it make?')),
                    ('contact', models.CharField(blank=True, max_length=200, verbose_name='Whom may other schools ask?')),
                    ('is_shared', models.BooleanField(default=False, verbose_name='other schools of the network may read it')),
                    ('nominated_at', models.DateTimeField()),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('starts_on', models.DateField(null=True)),
                    ('expires_on', models.DateField(null=True, verbose_name='valid until')),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('nominated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reviews.review')),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                ],
                options={
                    'ordering': ['-nominated_at'],
                    'indexes': [models.Index(fields=['school', 'state'], name='proformas_a_school__46c522_idx')],
                    'constraints': [models.UniqueConstraint(fields=('review', 'kind'), name='accreditation_once_a_review'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'accredited'), _negated=True), ('expires_on__isnull', False), _connector='OR'), name='accreditation_has_an_end')],
                },
            ),
            migrations.CreateModel(
                name='Looked',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('point', models.CharField(max_length=120)),
                    ('became', models.CharField(choices=[('done', 'Done, and it shows'), ('under_way', 'Under way'), ('not_yet', 'Not yet'), ('no_longer', 'No longer fits us')], max_length=10, verbose_name='What became of it?')),
                    ('note', models.TextField(blank=True, max_length=2000, verbose_name='How do you know?')),
                    ('said_at', models.DateTimeField()),
                    ('earlier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reviews.review')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                    ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'point'), name='looked_once')],
                },
            ),
            migrations.CreateModel(
                name='Publication',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('output', models.SlugField(max_length=40)),
                    ('published_on', models.DateField(verbose_name='When was it published?')),
                    ('address', models.URLField(max_length=500, verbose_name='Where can it be read?')),
                    ('recorded_at', models.DateTimeField()),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'output'), name='publication_once')],
                },
            ),
        ]),
    ]
