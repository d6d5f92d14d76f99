import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from trigpoint.kernel.migrating import CreateModels


# Rows of these never change once written: the database itself refuses.
FROZEN = (
    "findings_look",
)

# Nor do rows of these, which go only when all of an output is deleted: first those that name their review, then those
# that find it in the table above them.
OF_REVIEW = ("findings_proposal", "findings_hostanswer")
BEHIND = {
    "findings_positionrevision": ("findings_position", "position_id"),
    "findings_reply": ("findings_profile", "profile_id"),
    "findings_qualitycheck": ("findings_profile", "profile_id"),
}

GOES = """
CREATE FUNCTION findings_goes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mine uuid;
BEGIN
    IF TG_ARGV[0] = '' THEN
        mine := (to_jsonb(OLD) ->> 'review_id')::uuid;
    ELSE
        EXECUTE format('SELECT review_id FROM %I WHERE id = $1', TG_ARGV[0])
            INTO mine USING (to_jsonb(OLD) ->> TG_ARGV[1])::uuid;
    END IF;
    IF EXISTS (SELECT FROM findings_outputretention WHERE review_id = mine AND deleted_at IS NOT NULL) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'what an output was made from is kept until its time is over'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def _kept(table: str, above: str = "", column: str = "") -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER frozen BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen();
        CREATE TRIGGER kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION findings_goes('{above}', '{column}');
        """,
        f"DROP TRIGGER kept ON {table}; DROP TRIGGER frozen ON {table};",
    )


class Migration(migrations.Migration):

    replaces = [('findings', '0002_frozen'), ('findings', '0003_composed'), ('findings', '0004_composed_frozen'), ('findings', '0005_retention')]

    initial = True

    dependencies = [
        ('kernel', '0001_extensions'),
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('reviews', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Position',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('aspect', models.CharField(max_length=12)),
                    ('statements', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, verbose_name='statements that fit')),
                    ('level', models.CharField(blank=True, max_length=20, verbose_name='where it stands')),
                    ('not_enough_evidence', models.BooleanField(default=False, verbose_name='not enough evidence')),
                    ('commentary', models.TextField(blank=True, max_length=6000, verbose_name='commentary')),
                    ('note_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, verbose_name='notes it rests on')),
                    ('reason', models.TextField(blank=True, max_length=2000, verbose_name='why it is enough')),
                    ('agreed_at', models.DateTimeField()),
                    ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.review')),
                    ('points', models.JSONField(blank=True, default=list, verbose_name='points')),
                    ('strength', models.CharField(blank=True, max_length=20, verbose_name='strength of evidence')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'aspect'), name='position_once_an_aspect'), models.CheckConstraint(condition=models.Q(models.Q(('level', ''), ('not_enough_evidence', True), ('points', []), ('statements__len', 0), ('strength', '')), models.Q(('not_enough_evidence', False), ('note_ids__len__gt', 0), models.Q(('statements__len__gt', 0), models.Q(('level', ''), _negated=True), models.Q(('strength', ''), _negated=True), models.Q(('points', []), _negated=True), models.Q(('commentary', ''), _negated=True), _connector='OR')), _connector='OR'), name='position_rests_on_evidence')],
                },
            ),
            migrations.CreateModel(
                name='PositionRevision',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('aspect', models.CharField(max_length=12)),
                    ('statements', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, verbose_name='statements that fit')),
                    ('level', models.CharField(blank=True, max_length=20, verbose_name='where it stands')),
                    ('not_enough_evidence', models.BooleanField(default=False, verbose_name='not enough evidence')),
                    ('commentary', models.TextField(blank=True, max_length=6000, verbose_name='commentary')),
                    ('note_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, verbose_name='notes it rests on')),
                    ('version', models.PositiveIntegerField()),
                    ('reason', models.TextField(blank=True, max_length=2000)),
                    ('agreed_at', models.DateTimeField()),
                    ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('position', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='findings.position')),
                    ('points', models.JSONField(blank=True, default=list, verbose_name='points')),
                    ('strength', models.CharField(blank=True, max_length=20, verbose_name='strength of evidence')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('position', 'version'), name='position_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Profile',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('state', models.CharField(choices=[('drafting', 'Being drafted'), ('fact_check', 'With the school for a check of facts'), ('released', 'Released')], default='drafting', max_length=20)),
                    ('priority', models.CharField(blank=True, max_length=300, verbose_name='improvement priority')),
                    ('priority_aspect', models.CharField(blank=True, max_length=12)),
                    ('head_agreed_priority', models.BooleanField(null=True)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('answer_by', models.DateField(null=True)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('head_agrees', models.BooleanField(null=True)),
                    ('released_at', models.DateTimeField(null=True)),
                    ('content', models.JSONField(null=True)),
                    ('shared_with_governors', models.BooleanField(default=False, verbose_name='governors')),
                    ('shared_with_staff', models.BooleanField(default=False, verbose_name='all staff of the school')),
                    ('shared_with_partnership_lead', models.BooleanField(default=False, verbose_name='the partnership lead')),
                    ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.review')),
                    ('texts', models.JSONField(blank=True, default=dict, verbose_name='what the lead reviewer writes')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('head_agrees__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('head_agrees__isnull', False)), _connector='OR'), name='profile_answered_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('released_at__isnull', False), ('released_by__isnull', False), ('state', 'released')), models.Q(models.Q(('state', 'released'), _negated=True), ('content__isnull', True), ('released_at__isnull', True), ('released_by__isnull', True)), _connector='OR'), name='profile_released_whole'), models.CheckConstraint(condition=models.Q(('state', 'drafting'), models.Q(('answer_by__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='profile_sent_with_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Look',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('channel', models.CharField(choices=[('page', 'on screen'), ('pdf', 'as a PDF'), ('word', 'as a Word document'), ('api', 'through another system')], max_length=10)),
                    ('looked_at', models.DateTimeField()),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('profile', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='findings.profile')),
                ],
                options={
                    'indexes': [models.Index(fields=['profile', 'person', '-looked_at'], name='look_latest')],
                },
            ),
            migrations.CreateModel(
                name='Correction',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('aspect', models.CharField(max_length=12)),
                    ('text', models.TextField(max_length=4000, verbose_name='what is not right')),
                    ('raised_at', models.DateTimeField()),
                    ('outcome', models.CharField(blank=True, choices=[('taken', 'The profile was changed'), ('left', 'The profile stays as it was')], max_length=10)),
                    ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer to the school')),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('profile', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='findings.profile')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(models.Q(('outcome', ''), _negated=True), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='correction_settled_by_someone')],
                },
            ),
            migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('aspect', models.CharField(max_length=12)),
                    ('statements', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, verbose_name='statements that fit')),
                    ('level', models.CharField(blank=True, max_length=20, verbose_name='where it stands')),
                    ('not_enough_evidence', models.BooleanField(default=False, verbose_name='not enough evidence')),
                    ('commentary', models.TextField(blank=True, max_length=6000, verbose_name='commentary')),
                    ('note_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, verbose_name='notes it rests on')),
                    ('number', models.PositiveIntegerField()),
                    ('proposed_at', models.DateTimeField()),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.review')),
                    ('points', models.JSONField(blank=True, default=list, verbose_name='points')),
                    ('strength', models.CharField(blank=True, max_length=20, verbose_name='strength of evidence')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'aspect', 'author', 'number'), name='proposal_number_once')],
                },
            ),
            migrations.CreateModel(
                name='Reply',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('text', models.TextField(max_length=10000, verbose_name="the school's reply")),
                    ('replied_at', models.DateTimeField()),
                    ('profile', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='findings.profile')),
                    ('replied_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Feedback',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('given_at', models.DateTimeField(verbose_name='when')),
                    ('points', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), verbose_name='points')),
                    ('recorded_at', models.DateTimeField()),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.review')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('points__len__gte', 1), ('points__len__lte', 3)), name='feedback_one_to_three_points')],
                },
            ),
            migrations.CreateModel(
                name='Opening',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('aspect', models.CharField(max_length=12)),
                    ('opened_at', models.DateTimeField()),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.review')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'aspect'), name='aspect_opened_once')],
                },
            ),
            migrations.CreateModel(
                name='HostAnswer',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('aspect', models.CharField(max_length=12)),
                    ('version', models.PositiveIntegerField()),
                    ('agrees', models.BooleanField()),
                    ('text', models.TextField(blank=True, max_length=2000, verbose_name='how the school sees it')),
                    ('answered_at', models.DateTimeField()),
                    ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.review')),
                ],
                options={
                    'indexes': [models.Index(fields=['review', 'aspect', '-answered_at'], name='host_answer_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('agrees', True), models.Q(('text', ''), _negated=True), _connector='OR'), name='host_answer_says_what_otherwise')],
                },
            ),
            migrations.CreateModel(
                name='QualityCheck',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('passed', models.BooleanField()),
                    ('text', models.TextField(blank=True, max_length=4000, verbose_name='what is to be changed')),
                    ('profile_version', models.PositiveIntegerField()),
                    ('versions', models.JSONField()),
                    ('checked_at', models.DateTimeField()),
                    ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('profile', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quality_checks', to='findings.profile')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('passed', True), models.Q(('text', ''), _negated=True), _connector='OR'), name='quality_check_says_what_to_change')],
                },
            ),
            migrations.CreateModel(
                name='OutputRetention',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('told_at', models.DateTimeField(null=True)),
                    ('held_at', models.DateTimeField(null=True)),
                    ('held_for', models.CharField(blank=True, choices=[('request', 'Somebody has asked what is held about them, or for information'), ('dispute', 'There is a dispute or a complaint')], max_length=10)),
                    ('deleted_at', models.DateTimeField(null=True)),
                    ('held_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.review')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('held_at__isnull', True), ('held_by__isnull', True), ('held_for', '')), models.Q(('held_at__isnull', False), ('held_by__isnull', False), models.Q(('held_for', ''), _negated=True)), _connector='OR'), name='output_held_by_someone_for_something'), models.CheckConstraint(condition=models.Q(('held_at__isnull', True), ('deleted_at__isnull', True), _connector='OR'), name='held_output_is_not_deleted')],
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
        migrations.RunSQL(GOES, "DROP FUNCTION findings_goes()"),
        *(_kept(table) for table in OF_REVIEW),
        *(_kept(table, above, column) for table, (above, column) in BEHIND.items()),
    ]
