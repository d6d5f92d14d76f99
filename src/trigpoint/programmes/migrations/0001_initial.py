import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from trigpoint.kernel.migrating import CreateModels


# Rows of these never change once written: the database itself refuses.
FROZEN = (
    "programmes_agreementtext",
    "programmes_signature",
    "programmes_ownsignature",
)

# Nor does a published model, but for the day on which it is retired.
MODEL_FROZEN = """
CREATE TRIGGER frozen
    BEFORE DELETE OR UPDATE OF id, created_at, key, version, title, definition, sha256, framework_id, published_at
    ON programmes_reviewmodel FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen();
"""


class Migration(migrations.Migration):

    replaces = [('programmes', '0002_frozen'), ('programmes', '0003_pauses_and_versions'), ('programmes', '0004_school_days'), ('programmes', '0005_own_signatures'), ('programmes', '0006_drafts_and_suggestions'), ('programmes', '0007_retired')]

    initial = True

    dependencies = [
        ('kernel', '0001_extensions'),
        ('frameworks', '0001_initial'),
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='ReviewModel',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('key', models.SlugField(max_length=60, verbose_name='key')),
                    ('version', models.CharField(max_length=20, verbose_name='version')),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('definition', models.JSONField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('published_at', models.DateTimeField()),
                    ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.framework')),
                    ('retired_at', models.DateTimeField(editable=False, null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('key', 'version'), name='review_model_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Programme',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=120, verbose_name='name')),
                    ('reviewers_keep_profile', models.BooleanField(default=False, verbose_name='reviewers may keep the profile')),
                    ('lead_sees_profile', models.BooleanField(default=False, verbose_name='the partnership lead may read profiles')),
                    ('governors_see_profile', models.BooleanField(default=False, verbose_name='governors may read the profile')),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='organisations.network')),
                    ('review_model', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.reviewmodel')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('staff_plan_reviews', models.BooleanField(default=False, verbose_name="the programme's staff may set dates and teams")),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('network', 'name'), name='programme_name_once')],
                },
            ),
            migrations.CreateModel(
                name='Priority',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('text', models.CharField(max_length=200, verbose_name='priority')),
                    ('is_active', models.BooleanField(default=True)),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='priorities', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Partnership',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=120, verbose_name='name')),
                    ('state', models.CharField(choices=[('forming', 'Forming'), ('agreed', 'Agreed'), ('active', 'Active'), ('paused', 'Paused'), ('closed', 'Closed')], default='forming', max_length=20)),
                    ('agreed_on', models.DateField(null=True)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='programmes.programme')),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='partnership_name_once')],
                },
            ),
            migrations.CreateModel(
                name='AgreementText',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('kind', models.CharField(choices=[('memorandum', 'Memorandum of understanding'), ('data_sharing', 'Data-sharing agreement')], max_length=20, verbose_name='kind')),
                    ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('body', models.TextField(verbose_name='text')),
                    ('sha256', models.CharField(max_length=64)),
                    ('published_at', models.DateTimeField()),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreement_texts', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programme', 'kind', 'version'), name='agreement_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Signature',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=120, verbose_name='your name')),
                    ('role', models.CharField(max_length=80, verbose_name='your role')),
                    ('signed_at', models.DateTimeField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='programmes.partnership')),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                    ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='programmes.agreementtext')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'text', 'school'), name='signature_once')],
                },
            ),
            migrations.CreateModel(
                name='Standing',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=60, verbose_name='standing')),
                    ('starts_on', models.DateField(verbose_name='from')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='programmes.programme')),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                ],
                options={
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='standing_ends_after_start'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('programme', '='), ('school', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='standing_one_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Term',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=60, verbose_name='name')),
                    ('starts_on', models.DateField(verbose_name='first day')),
                    ('ends_on', models.DateField(verbose_name='last day')),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.network')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='term_ends_after_start'), models.UniqueConstraint(fields=('network', 'starts_on'), name='term_starts_once'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('network', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='terms_apart')],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('joined_on', models.DateField(verbose_name='joined on')),
                    ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='programmes.partnership')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='membership_ends_after_start'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('partnership', '='), ('school', '='), (models.Func('joined_on', 'left_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='membership_once_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Cycle',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                    ('name', models.CharField(max_length=60, verbose_name='name')),
                    ('starts_on', models.DateField(verbose_name='first day')),
                    ('ends_on', models.DateField(verbose_name='last day')),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cycles', to='programmes.partnership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'number'), name='cycle_number_once'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='cycle_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='Pause',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('starts_on', models.DateField(verbose_name='from')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='programmes.partnership')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='pause_ends_after_start'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('partnership',), name='pause_once_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Capacity',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('most_away', models.PositiveSmallIntegerField(default=1, verbose_name='people away on one day, at most')),
                    ('cost_cap', models.PositiveIntegerField(blank=True, null=True, verbose_name='pounds a year, at most')),
                    ('needs', models.JSONField(blank=True, default=list, verbose_name='what its review asks for')),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.network')),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.school')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('network', 'school'), name='capacity_once')],
                },
            ),
            migrations.CreateModel(
                name='Window',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('kind', models.CharField(choices=[('inset', 'INSET day'), ('exams', 'Exams or tests'), ('holiday', "The school's own holiday"), ('busy', 'No visits, for another reason'), ('open', "In school, though the network's calendar says holiday")], max_length=10, verbose_name='what')),
                    ('starts_on', models.DateField(verbose_name='first day')),
                    ('ends_on', models.DateField(verbose_name='last day')),
                    ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.network')),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.school')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='window_ends_after_start'), models.UniqueConstraint(fields=('network', 'school', 'kind', 'starts_on', 'ends_on'), name='window_once')],
                },
            ),
            migrations.CreateModel(
                name='OwnSignature',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=120, verbose_name='your name')),
                    ('signed_at', models.DateTimeField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.partnership')),
                    ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.agreementtext')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'text', 'signed_by'), name='own_signature_once')],
                },
            ),
            migrations.CreateModel(
                name='ModelDraft',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('content', models.JSONField(verbose_name='what the file says')),
                    ('changed_at', models.DateTimeField()),
                    ('based_on', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.reviewmodel')),
                    ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.network')),
                    ('published_as', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.reviewmodel')),
                ],
                options={
                    'indexes': [models.Index(fields=['network', '-changed_at'], name='model_draft_by_network')],
                },
            ),
            migrations.CreateModel(
                name='Suggestion',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('kind', models.CharField(choices=[('stage', 'A stage'), ('form', 'A form'), ('statement', 'A statement or question')], max_length=12, verbose_name='about')),
                    ('about', models.CharField(max_length=80, verbose_name='about')),
                    ('text', models.TextField(max_length=2000, verbose_name='what would you change?')),
                    ('role', models.CharField(max_length=120, verbose_name='as')),
                    ('made_at', models.DateTimeField()),
                    ('outcome', models.CharField(blank=True, choices=[('taken_up', 'Taken up'), ('set_aside', 'Set aside')], max_length=12, verbose_name='what becomes of it')),
                    ('answer', models.TextField(blank=True, max_length=1000, verbose_name='answer')),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.network')),
                    ('review_model', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='programmes.reviewmodel')),
                    ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['network', 'review_model'], name='suggestion_by_model')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_at__isnull', True)), models.Q(models.Q(('outcome', ''), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='suggestion_settled_with_an_outcome'), models.CheckConstraint(condition=models.Q(('kind__in', ['stage', 'form', 'statement'])), name='suggestion_kind_known')],
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
        migrations.RunSQL(MODEL_FROZEN, "DROP TRIGGER frozen ON programmes_reviewmodel"),
    ]
