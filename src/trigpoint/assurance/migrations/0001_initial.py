import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('reviews', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProcessFeedback',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('asked', 'Asked for'), ('given', 'Given'), ('declined', 'Declined')], default='asked', max_length=20)),
                ('went_well', models.TextField(blank=True, max_length=4000, verbose_name='What went well?')),
                ('better', models.TextField(blank=True, max_length=4000, verbose_name='What could be better next time?')),
                ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='About how many hours did your school spend on it?')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.network')),
                ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
