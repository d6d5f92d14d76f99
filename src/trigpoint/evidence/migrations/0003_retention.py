"""How long notes are kept: their revisions still never change, and go only when the notes of the review are deleted."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

GOES = """
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
DROP TRIGGER frozen ON evidence_noterevision;
CREATE TRIGGER frozen BEFORE UPDATE ON evidence_noterevision FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen();
CREATE TRIGGER kept BEFORE DELETE ON evidence_noterevision FOR EACH ROW EXECUTE FUNCTION evidence_revision_goes();
"""
STAYS = """
DROP TRIGGER kept ON evidence_noterevision;
DROP TRIGGER frozen ON evidence_noterevision;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON evidence_noterevision
    FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen();
DROP FUNCTION evidence_revision_goes();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0002_frozen'),
        ('organisations', '0002_figures_of_schools'),
        ('reviews', '0004_conflict_sources'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        migrations.RunSQL(GOES, STAYS),
    ]
