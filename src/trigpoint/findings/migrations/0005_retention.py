"""How long an output is kept: what never changes still never does, and goes only when all of it is deleted."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

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


def _swap(table: str, above: str, column: str) -> tuple[str, str]:
    there = f"""
        DROP TRIGGER frozen ON {table};
        CREATE TRIGGER frozen BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen();
        CREATE TRIGGER kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION findings_goes('{above}', '{column}');
    """
    back = f"""
        DROP TRIGGER kept ON {table};
        DROP TRIGGER frozen ON {table};
        CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION trigpoint_frozen();
    """
    return there, back


class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0004_composed_frozen'),
        ('organisations', '0002_figures_of_schools'),
        ('reviews', '0005_subjects'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        migrations.RunSQL(GOES, "DROP FUNCTION findings_goes()"),
        *(migrations.RunSQL(*_swap(table, "", "")) for table in OF_REVIEW),
        *(migrations.RunSQL(*_swap(table, above, column)) for table, (above, column) in BEHIND.items()),
    ]
