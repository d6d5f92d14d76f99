import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from trigpoint.kernel.migrating import CreateModels


# Revisions of notes never change, and go only when the notes of their review are deleted.
KEPT = """
CREATE FUNCTION evidence_revision_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM evidence_note JOIN evidence_retention USING (review_id)
        WHERE evidence_note.id = OLD.note_id AND evidence_retention.deleted_at IS NOT NULL
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'revisions of notes are kept until their time is over' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON evidence_noterevision FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen();
CREATE TRIGGER kept BEFORE DELETE ON evidence_noterevision FOR EACH ROW EXECUTE FUNCTION evidence_revision_goes();
"""

NOT_KEPT = """
DROP TRIGGER kept ON evidence_noterevision;
DROP TRIGGER frozen ON evidence_noterevision;
DROP FUNCTION evidence_revision_goes();
"""


class Migration(migrations.Migration):

    replaces = [('evidence', '0002_frozen'), ('evidence', '0003_retention')]

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
                name='Note',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('rev', models.PositiveIntegerField()),
                    ('kind', models.CharField(max_length=12)),
                    ('aspects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12))),
                    ('seen_at', models.DateTimeField()),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='reviews.review')),
                ],
                options={
                    'indexes': [models.Index(fields=['review', '-seen_at'], name='note_by_review'), models.Index(fields=['author', '-seen_at'], name='note_by_author'), django.contrib.postgres.indexes.GinIndex(fields=['aspects'], name='note_by_aspect')],
                },
            ),
            migrations.CreateModel(
                name='Attachment',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=100, verbose_name='name')),
                    ('media_type', models.CharField(max_length=100)),
                    ('size', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('attached_at', models.DateTimeField()),
                    ('removed_at', models.DateTimeField(null=True)),
                    ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='evidence.note')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('note', 'sha256'), name='attachment_once_a_note')],
                },
            ),
            migrations.CreateModel(
                name='NoteRevision',
                fields=[
                    ('seq', models.BigAutoField(primary_key=True, serialize=False)),
                    ('rev', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('kind', models.CharField(max_length=12, verbose_name='kind of evidence')),
                    ('aspects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), verbose_name='aspects')),
                    ('activity_id', models.UUIDField(null=True)),
                    ('place', models.CharField(blank=True, max_length=60, verbose_name='place')),
                    ('seen_at', models.DateTimeField(verbose_name='time')),
                    ('text', models.TextField(max_length=10000, verbose_name='what did you see or hear?')),
                    ('meaning', models.TextField(blank=True, max_length=4000, verbose_name='what may it mean?')),
                    ('strength', models.CharField(blank=True, choices=[('strong', 'Seen clearly, or more than once'), ('some', 'Seen once'), ('thin', 'Heard, not seen')], max_length=10, verbose_name='how firm is it?')),
                    ('mode', models.CharField(choices=[('in_person', 'In person'), ('remote', 'Online'), ('hybrid', 'Partly online')], default='in_person', max_length=10, verbose_name='how')),
                    ('framework_version', models.CharField(max_length=20)),
                    ('made_at', models.DateTimeField()),
                    ('received_at', models.DateTimeField()),
                    ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='evidence.note')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('note', 'rev'), name='note_revision_once'), models.CheckConstraint(condition=models.Q(('rev__gte', 1)), name='note_revision_from_one'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_says_something')],
                },
            ),
            migrations.CreateModel(
                name='SetAside',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('note_id', models.UUIDField()),
                    ('rev', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('payload', models.JSONField()),
                    ('because', models.CharField(choices=[('other_words', 'The same revision came twice, with other words'), ('late', 'It came after the profile was released or the review was over')], max_length=12)),
                    ('received_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('taken', models.BooleanField(null=True)),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.review')),
                    ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['review'], name='set_aside_open')],
                    'constraints': [models.UniqueConstraint(fields=('review', 'author', 'note_id', 'rev', 'sha256'), name='set_aside_once'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True), ('taken__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), ('taken__isnull', False)), _connector='OR'), name='set_aside_settled_by_someone')],
                },
            ),
            migrations.CreateModel(
                name='Retention',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('held_at', models.DateTimeField(null=True)),
                    ('held_for', models.CharField(blank=True, choices=[('request', 'Somebody has asked what is held about them, or for information'), ('dispute', 'There is a dispute or a complaint')], max_length=10)),
                    ('deleted_at', models.DateTimeField(null=True)),
                    ('held_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.review')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('held_at__isnull', True), ('held_by__isnull', True), ('held_for', '')), models.Q(('held_at__isnull', False), ('held_by__isnull', False), models.Q(('held_for', ''), _negated=True)), _connector='OR'), name='notes_held_by_someone_for_something'), models.CheckConstraint(condition=models.Q(('held_at__isnull', True), ('deleted_at__isnull', True), _connector='OR'), name='held_notes_are_not_deleted')],
                },
            ),
        ]),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
