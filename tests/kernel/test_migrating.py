from django.db import migrations, models
from django.db.migrations.state import ProjectState

from trigpoint.kernel.migrating import CreateModels


def test_models_made_together_are_there_as_if_made_one_after_another() -> None:
    school = migrations.CreateModel("School", [("id", models.AutoField(primary_key=True))])
    visit = migrations.CreateModel(
        "Visit",
        [("id", models.AutoField(primary_key=True)), ("school", models.ForeignKey("kernel.School", models.CASCADE))],
    )
    one_by_one, together = ProjectState(), ProjectState()
    assert not together.apps.get_models(), "built before, so that what is built later can be stale"
    for creation in (school, visit):
        creation.state_forwards("kernel", one_by_one)
    CreateModels([school, visit]).state_forwards("kernel", together)
    assert together == one_by_one
    visits = together.apps.get_model("kernel", "Visit")
    assert visits._meta.get_field("school").related_model is together.apps.get_model("kernel", "School")
