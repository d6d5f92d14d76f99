import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import uuid
from django.contrib.postgres.operations import CreateExtension, UnaccentExtension
from django.db import migrations, models

from trigpoint.kernel.migrating import CreateModels


# Words to look for: no accents, capitals or apostrophes, one space between words; "Saint" is "St".
FOLD = """
CREATE FUNCTION trigpoint_fold(value text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN trim(replace(' ' || regexp_replace(
        translate(lower(public.unaccent(coalesce(value, ''))), '''’‘`´.', ''), '[^a-z0-9|]+', ' ', 'g')
        || ' ', ' saint ', ' st '));
END
$$
"""

# What a school is looked for by: its name, a bar, the rest. A space before and after every word.
SEARCH = """
CREATE FUNCTION trigpoint_school_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search := ' ' || trigpoint_fold(concat_ws(
        ' ', translate(NEW.name, '|', ' '), '|', nullif(NEW.name_cy, NEW.name), NEW.town,
        NEW.postcode, replace(NEW.postcode, ' ', ''), NEW.urn, NEW.laestab,
        CASE WHEN NEW.welsh_number IS DISTINCT FROM NEW.laestab THEN NEW.welsh_number END, NEW.trust_name)) || ' ';
    NEW.words := array_to_tsvector(array_remove(string_to_array(trim(NEW.search), ' '), ''));
    RETURN NEW;
END
$$;
CREATE TRIGGER school_search BEFORE INSERT OR UPDATE ON organisations_school
    FOR EACH ROW EXECUTE FUNCTION trigpoint_school_search();
"""

FORGET_SEARCH = """
DROP TRIGGER school_search ON organisations_school;
DROP FUNCTION trigpoint_school_search();
"""

# Keeps the words that a mistyped one may have meant.
KEEP_WORDS = """
CREATE FUNCTION trigpoint_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO organisations_searchword (word)
    SELECT word FROM (SELECT DISTINCT unnest(tsvector_to_array(words)) AS word FROM written) AS all_words
    WHERE word ~ '^[a-z]{3,60}$'
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER keep_words_of_new AFTER INSERT ON organisations_school
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION trigpoint_keep_words();
CREATE TRIGGER keep_words_of_changed AFTER UPDATE ON organisations_school
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION trigpoint_keep_words();
"""

FORGET_WORDS = """
DROP TRIGGER keep_words_of_new ON organisations_school;
DROP TRIGGER keep_words_of_changed ON organisations_school;
DROP FUNCTION trigpoint_keep_words();
"""

# Rows of figures are packed the quick way where the server can do it; where it can't, they are packed the usual one.
PACK = """
DO $$ BEGIN
    ALTER TABLE organisations_schoolfigures ALTER COLUMN "values" SET COMPRESSION lz4;
    ALTER TABLE organisations_areafigures ALTER COLUMN "values" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END $$
"""


class Migration(migrations.Migration):

    replaces = [('organisations', '0002_figures_of_schools'), ('organisations', '0003_figures_compression'), ('organisations', '0004_central_offices')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateExtension("fuzzystrmatch"),
        UnaccentExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION trigpoint_fold(text)"),
        CreateModels([
            migrations.CreateModel(
                name='Group',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('uid', models.PositiveIntegerField(unique=True, verbose_name='group UID')),
                    ('group_id', models.CharField(blank=True, max_length=12, verbose_name='group ID')),
                    ('name', models.CharField(max_length=200, verbose_name='name')),
                    ('type_code', models.PositiveSmallIntegerField(null=True)),
                    ('type_name', models.CharField(blank=True, max_length=60, verbose_name='type')),
                    ('status', models.CharField(choices=[('open', 'Open'), ('proposed', 'Proposed to open'), ('closed', 'Closed')], default='open', max_length=10, verbose_name='status')),
                    ('companies_house', models.CharField(blank=True, max_length=10, verbose_name='company number')),
                    ('ukprn', models.PositiveIntegerField(null=True, verbose_name='UKPRN')),
                    ('opened_on', models.DateField(null=True, verbose_name='opened')),
                    ('incorporated_on', models.DateField(null=True, verbose_name='incorporated')),
                    ('closed_on', models.DateField(null=True, verbose_name='closed')),
                    ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                    ('postcode', models.CharField(blank=True, max_length=10, verbose_name='postcode')),
                    ('facts', models.JSONField(default=dict)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Network',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='School',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('urn', models.PositiveIntegerField(blank=True, null=True, unique=True, verbose_name='URN')),
                    ('welsh_number', models.PositiveIntegerField(blank=True, null=True, unique=True, verbose_name='Welsh school number')),
                    ('name', models.CharField(max_length=160, verbose_name='name')),
                    ('name_cy', models.CharField(blank=True, max_length=160, verbose_name='name in Welsh')),
                    ('nation', models.CharField(choices=[('england', 'England'), ('wales', 'Wales'), ('overseas', 'Overseas')], default='england', max_length=10, verbose_name='nation')),
                    ('status', models.CharField(choices=[('open', 'Open'), ('closing', 'Open, but proposed to close'), ('proposed', 'Proposed to open'), ('closed', 'Closed')], default='open', max_length=10, verbose_name='status')),
                    ('la_code', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='local authority code')),
                    ('la_name', models.CharField(blank=True, max_length=80, verbose_name='local authority')),
                    ('la_name_cy', models.CharField(blank=True, max_length=80, verbose_name='local authority in Welsh')),
                    ('establishment_number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='establishment number')),
                    ('laestab', models.PositiveIntegerField(blank=True, db_index=True, null=True, verbose_name='LAESTAB')),
                    ('ukprn', models.PositiveIntegerField(blank=True, null=True, verbose_name='UKPRN')),
                    ('type_code', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('type_name', models.CharField(blank=True, max_length=80, verbose_name='type')),
                    ('type_group', models.CharField(blank=True, max_length=60, verbose_name='type group')),
                    ('governance', models.CharField(blank=True, max_length=60, verbose_name='governance')),
                    ('medium_code', models.CharField(blank=True, max_length=12)),
                    ('medium', models.CharField(blank=True, max_length=120, verbose_name='language of teaching')),
                    ('phase', models.CharField(blank=True, max_length=60, verbose_name='phase')),
                    ('age_low', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='lowest age')),
                    ('age_high', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='highest age')),
                    ('gender', models.CharField(blank=True, max_length=30, verbose_name='gender')),
                    ('religious_character', models.CharField(blank=True, max_length=80, verbose_name='religious character')),
                    ('admissions', models.CharField(blank=True, max_length=60, verbose_name='admissions')),
                    ('boarders', models.CharField(blank=True, max_length=60, verbose_name='boarders')),
                    ('nursery', models.CharField(blank=True, max_length=60, verbose_name='nursery')),
                    ('sixth_form', models.CharField(blank=True, max_length=60, verbose_name='sixth form')),
                    ('open_on', models.DateField(blank=True, null=True, verbose_name='opened')),
                    ('open_reason', models.CharField(blank=True, max_length=80, verbose_name='why it opened')),
                    ('close_on', models.DateField(blank=True, null=True, verbose_name='closed')),
                    ('close_reason', models.CharField(blank=True, max_length=80, verbose_name='why it closed')),
                    ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='capacity')),
                    ('census_on', models.DateField(blank=True, null=True, verbose_name='census')),
                    ('pupils', models.PositiveIntegerField(blank=True, null=True, verbose_name='pupils')),
                    ('boys', models.PositiveIntegerField(blank=True, null=True, verbose_name='boys')),
                    ('girls', models.PositiveIntegerField(blank=True, null=True, verbose_name='girls')),
                    ('percent_fsm', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='eligible for free school meals (%)')),
                    ('easting', models.PositiveIntegerField(blank=True, null=True)),
                    ('northing', models.PositiveIntegerField(blank=True, null=True)),
                    ('region', models.CharField(blank=True, max_length=40, verbose_name='region')),
                    ('district', models.CharField(blank=True, max_length=80, verbose_name='district')),
                    ('urban_rural', models.CharField(blank=True, max_length=100, verbose_name='urban or rural')),
                    ('country', models.CharField(blank=True, max_length=60, verbose_name='country')),
                    ('website', models.CharField(blank=True, max_length=300, verbose_name='website')),
                    ('telephone', models.CharField(blank=True, max_length=30, verbose_name='telephone')),
                    ('street', models.CharField(blank=True, max_length=120, verbose_name='street')),
                    ('locality', models.CharField(blank=True, max_length=120, verbose_name='locality')),
                    ('address3', models.CharField(blank=True, max_length=120, verbose_name='address, third line')),
                    ('town', models.CharField(blank=True, max_length=100, verbose_name='town')),
                    ('county', models.CharField(blank=True, max_length=60, verbose_name='county')),
                    ('postcode', models.CharField(blank=True, max_length=10, verbose_name='postcode')),
                    ('federation', models.CharField(blank=True, max_length=160, verbose_name='federation')),
                    ('trust_name', models.CharField(blank=True, max_length=200, verbose_name='trust')),
                    ('is_invented', models.BooleanField(default=False)),
                    ('search', models.TextField(default='', editable=False)),
                    ('words', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                    ('trust', models.ForeignKey(blank=True, db_column='trust_uid', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='schools', to='organisations.group', to_field='uid')),
                    ('is_central_office', models.BooleanField(default=False)),
                ],
                options={
                    'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='school_words'), models.Index(fields=['search'], name='school_search', opclasses=['text_pattern_ops'])],
                    'constraints': [models.CheckConstraint(condition=models.Q(('is_central_office', False), models.Q(('trust__isnull', False), ('urn__isnull', True)), _connector='OR'), name='central_office_has_its_trust'), models.UniqueConstraint(condition=models.Q(('is_central_office', True)), fields=('trust',), name='central_office_once')],
                },
            ),
            migrations.CreateModel(
                name='RegisterFile',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('name', models.CharField(max_length=200, verbose_name='file')),
                    ('kind', models.CharField(choices=[('gias', 'Establishments (full extract)'), ('gias-search', 'Establishments (search download)'), ('links', 'Links between establishments'), ('groups', 'Groups'), ('group-links', 'Links between groups and schools'), ('memberships', 'Memberships of groups'), ('wales', 'Welsh address list'), ('ks2', 'Key Stage 2 results of schools'), ('census', 'School census'), ('ofsted', 'Management information of inspections'), ('ks2-trusts', 'Key Stage 2 results of trusts'), ('ks2-national', 'Key Stage 2 scores in the whole country')], max_length=20, verbose_name='kind')),
                    ('as_of', models.DateField(verbose_name='as of')),
                    ('imported_at', models.DateTimeField(verbose_name='imported')),
                    ('imported_by', models.UUIDField(null=True)),
                    ('counts', models.JSONField(default=dict)),
                    ('problems', models.JSONField(default=list)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SearchWord',
                fields=[
                    ('word', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ],
            ),
            migrations.CreateModel(
                name='Link',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('urn', models.PositiveIntegerField()),
                    ('link_urn', models.PositiveIntegerField(db_index=True)),
                    ('type', models.CharField(max_length=100, verbose_name='kind of link')),
                    ('link_name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                    ('established_on', models.DateField(null=True, verbose_name='from')),
                    ('seen_on', models.DateField()),
                    ('facts', models.JSONField(default=dict)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('urn', 'link_urn', 'type'), name='link_once')],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('group_uid', models.PositiveIntegerField()),
                    ('urn', models.PositiveIntegerField(db_index=True)),
                    ('joined_on', models.DateField(null=True, verbose_name='joined')),
                    ('seen_on', models.DateField()),
                    ('facts', models.JSONField(default=dict)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('group_uid', 'urn'), name='membership_once')],
                },
            ),
            migrations.CreateModel(
                name='Provenance',
                fields=[
                    ('school', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='provenance', serialize=False, to='organisations.school')),
                    ('facts', models.JSONField(default=dict)),
                    ('welsh_facts', models.JSONField(default=dict)),
                    ('trust_uid', models.PositiveIntegerField(null=True)),
                    ('trust_name', models.CharField(blank=True, max_length=200)),
                    ('trust_on', models.DateField(null=True)),
                ],
            ),
            migrations.CreateModel(
                name='FiguresLayout',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120))),
                    ('digest', models.CharField(max_length=64, unique=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AreaFigures',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('source', models.CharField(choices=[('gias', 'Establishments (full extract)'), ('gias-search', 'Establishments (search download)'), ('links', 'Links between establishments'), ('groups', 'Groups'), ('group-links', 'Links between groups and schools'), ('memberships', 'Memberships of groups'), ('wales', 'Welsh address list'), ('ks2', 'Key Stage 2 results of schools'), ('census', 'School census'), ('ofsted', 'Management information of inspections'), ('ks2-trusts', 'Key Stage 2 results of trusts'), ('ks2-national', 'Key Stage 2 scores in the whole country')], max_length=12)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('values', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(null=True))),
                    ('signs', models.TextField()),
                    ('words', models.JSONField(default=dict)),
                    ('as_of', models.DateField()),
                    ('stage', models.PositiveSmallIntegerField(default=1)),
                    ('digest', models.BinaryField(max_length=16)),
                    ('area', models.CharField(max_length=40)),
                    ('layout', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.figureslayout')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('source', 'year', 'area'), name='area_figures_once')],
                },
            ),
            migrations.CreateModel(
                name='SchoolFigures',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('source', models.CharField(choices=[('gias', 'Establishments (full extract)'), ('gias-search', 'Establishments (search download)'), ('links', 'Links between establishments'), ('groups', 'Groups'), ('group-links', 'Links between groups and schools'), ('memberships', 'Memberships of groups'), ('wales', 'Welsh address list'), ('ks2', 'Key Stage 2 results of schools'), ('census', 'School census'), ('ofsted', 'Management information of inspections'), ('ks2-trusts', 'Key Stage 2 results of trusts'), ('ks2-national', 'Key Stage 2 scores in the whole country')], max_length=12)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('values', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(null=True))),
                    ('signs', models.TextField()),
                    ('words', models.JSONField(default=dict)),
                    ('as_of', models.DateField()),
                    ('stage', models.PositiveSmallIntegerField(default=1)),
                    ('digest', models.BinaryField(max_length=16)),
                    ('urn', models.PositiveIntegerField()),
                    ('layout', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.figureslayout')),
                ],
                options={
                    'indexes': [models.Index(fields=['urn'], name='school_figures_urn')],
                    'constraints': [models.UniqueConstraint(fields=('source', 'year', 'urn'), name='school_figures_once')],
                },
            ),
        ]),
        migrations.RunSQL(SEARCH, FORGET_SEARCH),
        migrations.RunSQL(KEEP_WORDS, FORGET_WORDS),
        migrations.RunSQL(PACK, migrations.RunSQL.noop),
    ]
