import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from trigpoint.kernel.migrating import CreateModels


class Migration(migrations.Migration):

    replaces = [('reviews', '0002_before_the_visit'), ('reviews', '0003_dates_and_conflicts'), ('reviews', '0004_conflict_sources'), ('reviews', '0005_subjects')]

    initial = True

    dependencies = [
        ('kernel', '0001_extensions'),
        ('frameworks', '0001_initial'),
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('programmes', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('state', models.CharField(choices=[('planned', 'Planned'), ('under_way', 'Under way'), ('postponed', 'Postponed'), ('closed', 'Closed'), ('cancelled', 'Cancelled')], default='planned', max_length=20)),
                    ('visit_starts_on', models.DateField(verbose_name='first day of the visit')),
                    ('visit_ends_on', models.DateField(verbose_name='last day of the visit')),
                    ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.cycle')),
                    ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.framework')),
                    ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.partnership')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('review_model', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.reviewmodel')),
                    ('state_reason', models.TextField(blank=True, max_length=500, verbose_name='why')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('site_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list)),
                    ('subject_leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('subject_name', models.CharField(blank=True, max_length=80, verbose_name='subject')),
                ],
                options={
                    'indexes': [models.Index(fields=['network', 'visit_starts_on'], name='reviews_rev_network_087839_idx'), models.Index(fields=['partnership', 'cycle'], name='reviews_rev_partner_1d9843_idx'), django.contrib.postgres.indexes.GinIndex(fields=['site_ids'], name='review_by_site')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('visit_ends_on__gte', models.F('visit_starts_on'))), name='review_visit_ends_after_start'), models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('cycle', 'host', 'subject_name'), name='review_once_a_cycle')],
                },
            ),
            migrations.CreateModel(
                name='Override',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('guard', models.CharField(max_length=4)),
                    ('message', models.TextField()),
                    ('reason', models.TextField(max_length=2000, verbose_name='why')),
                    ('given_at', models.DateTimeField()),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='reviews.review')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Stage',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('key', models.SlugField(max_length=40)),
                    ('kind', models.SlugField(max_length=40)),
                    ('order', models.PositiveSmallIntegerField()),
                    ('due_on', models.DateField(verbose_name='date')),
                    ('done_at', models.DateTimeField(null=True)),
                    ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='reviews.review')),
                ],
                options={
                    'ordering': ['order'],
                    'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['due_on'], name='stage_open_by_date')],
                    'constraints': [models.UniqueConstraint(fields=('review', 'key'), name='stage_once')],
                },
            ),
            migrations.CreateModel(
                name='Activity',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('starts_at', models.DateTimeField(verbose_name='from')),
                    ('ends_at', models.DateTimeField(verbose_name='until')),
                    ('kind', models.CharField(max_length=20, verbose_name='kind of evidence')),
                    ('what', models.CharField(max_length=160, verbose_name='what happens')),
                    ('place', models.CharField(blank=True, max_length=40, verbose_name='where')),
                    ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), blank=True, default=list)),
                    ('mode', models.CharField(choices=[('in_person', 'In person'), ('remote', 'Remotely'), ('hybrid', 'Some in person, some remotely')], default='in_person', max_length=20, verbose_name='how')),
                    ('aspects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list)),
                    ('to_move', models.BooleanField(default=False)),
                    ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                    ('reviewers', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('audience', models.CharField(blank=True, max_length=80, verbose_name='who is met')),
                    ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school', verbose_name='which school')),
                ],
                options={
                    'indexes': [models.Index(fields=['review', 'starts_at'], name='reviews_act_review__126206_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='activity_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='Briefing',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('held_on', models.DateField(verbose_name='held on')),
                    ('notes', models.TextField(blank=True, max_length=5000, verbose_name='what was agreed')),
                    ('held_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Focus',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('story', models.TextField(blank=True, max_length=20000, verbose_name="the school's story")),
                    ('aspects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list)),
                    ('reasons', models.TextField(blank=True, max_length=5000, verbose_name='why these')),
                    ('programme', models.TextField(blank=True, max_length=5000, verbose_name='programme of the day')),
                    ('special_events', models.TextField(blank=True, max_length=2000, verbose_name='special events')),
                    ('observation_protocol', models.TextField(blank=True, max_length=5000, verbose_name='how observing is done here')),
                    ('base', models.CharField(blank=True, max_length=120, verbose_name='room for the team')),
                    ('mode', models.CharField(choices=[('in_person', 'In person'), ('remote', 'Remotely'), ('hybrid', 'Some in person, some remotely')], default='in_person', max_length=20, verbose_name='how the team works')),
                    ('lead_agreed_at', models.DateTimeField(null=True)),
                    ('head_agreed_at', models.DateTimeField(null=True)),
                    ('head_agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('lead_agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lead_agreed_at__isnull', True), ('lead_agreed_by__isnull', True)), models.Q(('lead_agreed_at__isnull', False), ('lead_agreed_by__isnull', False)), _connector='OR'), name='focus_lead_agreed_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('head_agreed_at__isnull', True), ('head_agreed_by__isnull', True)), models.Q(('head_agreed_at__isnull', False), ('head_agreed_by__isnull', False)), _connector='OR'), name='focus_head_agreed_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='Line',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('question', models.CharField(max_length=300, verbose_name='question')),
                    ('why', models.TextField(blank=True, max_length=2000, verbose_name='why we ask')),
                    ('aspects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list)),
                    ('order', models.PositiveSmallIntegerField()),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                ],
                options={
                    'ordering': ['order', 'created_at'],
                },
            ),
            migrations.CreateModel(
                name='Allocation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('aspect', models.CharField(blank=True, max_length=20)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                    ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.line')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('aspect', ''), ('line__isnull', False)), models.Q(models.Q(('aspect', ''), _negated=True), ('line__isnull', True)), _connector='OR'), name='allocation_to_aspect_or_line'), models.UniqueConstraint(fields=('review', 'person', 'aspect', 'line'), name='allocation_once', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='PackItem',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('kind', models.CharField(choices=[('figures', 'Figures from the register'), ('self_evaluation', 'Self-evaluation'), ('file', 'File'), ('note', 'Note'), ('link', 'Link')], max_length=20)),
                    ('subject', models.CharField(choices=[('data', 'Recent data'), ('plan', 'Improvement plan'), ('other', 'Something else')], default='other', max_length=20, verbose_name='what it is')),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('text', models.TextField(blank=True, max_length=20000, verbose_name='text')),
                    ('address', models.URLField(blank=True, max_length=500, verbose_name='link')),
                    ('figures', models.JSONField(null=True)),
                    ('file_name', models.CharField(blank=True, max_length=120)),
                    ('media_type', models.CharField(blank=True, max_length=100)),
                    ('size', models.PositiveIntegerField(null=True)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('added_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                    ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['review', 'added_at'], name='reviews_pac_review__041ed5_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'file'), _negated=True), models.Q(('sha256', ''), ('withdrawn_at__isnull', False)), models.Q(('sha256', ''), _negated=True), _connector='OR'), name='pack_file_is_there_until_withdrawn'), models.UniqueConstraint(condition=models.Q(('kind__in', ['figures', 'self_evaluation']), ('withdrawn_at__isnull', True)), fields=('review', 'kind'), name='pack_figures_and_self_evaluation_once')],
                },
            ),
            migrations.CreateModel(
                name='PackRelease',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('released_at', models.DateTimeField()),
                    ('expires_on', models.DateField(verbose_name='last day on which the team can read it')),
                    ('record', models.JSONField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                    ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('review',), name='pack_released_once_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='PackLook',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('looked_at', models.DateTimeField()),
                    ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='reviews.packitem')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='reviews.packrelease')),
                ],
                options={
                    'indexes': [models.Index(fields=['release', 'person', 'looked_at'], name='reviews_pac_release_7f2b2e_idx')],
                },
            ),
            migrations.CreateModel(
                name='SelfAnswer',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('aspect', models.SlugField(max_length=20)),
                    ('field', models.CharField(choices=[('level', 'Where we place ourselves'), ('statements', 'Statements that fit us'), ('evidence', 'Evidence'), ('how_we_know', 'How do we know?')], max_length=20)),
                    ('value', models.JSONField()),
                    ('saved_at', models.DateTimeField()),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                    ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'aspect', 'field'), name='self_answer_once'), models.CheckConstraint(condition=models.Q(('field__in', ['level', 'statements', 'evidence', 'how_we_know'])), name='self_answer_field_known')],
                },
            ),
            migrations.CreateModel(
                name='SelfEvaluation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('completed_at', models.DateTimeField(null=True)),
                    ('shared_with_governors', models.BooleanField(default=False, verbose_name='governors may read the self-evaluation')),
                    ('completed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Slot',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('code', models.CharField(max_length=8, verbose_name='code')),
                    ('window', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                    ('closed', models.SmallIntegerField()),
                    ('activity', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='reviews.activity')),
                    ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^(?=.*[0-9])(?!.*[A-Z]{4})[A-Z0-9][A-Z0-9/-]{0,7}$')), name='slot_code_is_a_code'), models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', True), ('closed', 1)), models.Q(('activity__isnull', False), ('closed', 0)), _connector='OR'), name='slot_is_closed_or_of_an_activity'), models.CheckConstraint(condition=models.Q(('window__isempty', False)), name='slot_takes_time'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('review', '='), ('code', '='), ('window', '&&'), ('closed', '<>')], name='slot_not_observed_when_closed')],
                },
            ),
            migrations.CreateModel(
                name='Conflict',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('declared_on', models.DateField(verbose_name='declared on')),
                    ('withdrawn_on', models.DateField(null=True, verbose_name='taken back on')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.school')),
                    ('reason', models.CharField(blank=True, max_length=120, verbose_name='why')),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('source', models.CharField(choices=[('person', 'The person'), ('planner', 'Those who plan'), ('file', 'A file that was brought in')], default='person', max_length=10, verbose_name='who says so')),
                ],
                options={
                    'indexes': [models.Index(fields=['school'], name='reviews_con_school__a66154_idx')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('person', 'school'), name='conflict_once_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Sheet',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('sent_at', models.DateTimeField(verbose_name='sent')),
                    ('read_at', models.DateTimeField(null=True, verbose_name='read')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
                    ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'person'), name='sheet_once')],
                },
            ),
        ]),
    ]
