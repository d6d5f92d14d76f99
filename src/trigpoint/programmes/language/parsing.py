"""From a file's structure to values. What is not given gets its stated default here, and only here."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from trigpoint.programmes.language import graph, pieces, roles, translations
from trigpoint.programmes.language.pieces import Condition

type Data = Mapping[str, Any]

SCHOOL_DAYS_A_WEEK, DAYS_A_WEEK = 5, 7


def parse(data: Data, language: str = "") -> dict[str, Any]:
    """The arguments of a Definition."""
    translated = data.get("translations", {})
    data = translations.apply(data, language)
    own = roles.complete(role(each) for each in data.get("roles", ()))
    default = _framework(data["framework"])
    return {
        "key": data["key"],
        "version": str(data["version"]),
        "title": data["title"],
        "framework_key": default.key,
        "framework_version": default.version,
        "groups": tuple((group["key"], group["title"]) for group in data["groups"]),
        "stages": _stages(data, {each.key: each.product_role for each in own}),
        "evidence_kinds": tuple(
            pieces.EvidenceKind(key=kind["key"], label=kind["label"], short=kind["short"])
            for kind in data["evidence_kinds"]
        ),
        "rule": data["rules"],
        "summary": data.get("summary", ""),
        "words": data.get("words", {}),
        "language": data["language"],
        "languages": tuple(dict.fromkeys([data["language"], *data.get("languages", ())])),
        "translations": translated,
        "nations": tuple(data.get("nations", ())),
        "effective": _effective(data.get("effective", {})),
        "subject": _subject(data["subject"]),
        "grouping": pieces.Grouping(**data.get("group", {})),
        "roles": own,
        "frameworks": tuple(dict.fromkeys([default, *map(_framework, data.get("frameworks", ()))])),
        "judgement": judgement(data["judgement"]),
        "strands": tuple(pieces.Strand(**strand) for strand in data.get("strands", ())),
        "forms": tuple(_form(form) for form in data.get("forms", ())),
        "outputs": _outputs(data),
        "accreditations": tuple(pieces.AccreditationDefinition(**each) for each in data.get("accreditations", ())),
        "allocation": tuple(pieces.AllocationRule(**each) for each in data.get("allocation", ())),
        "follow_up": _follow_up(data.get("follow_up", {})),
        "quality": pieces.Quality(**data["qa"]) if "qa" in data else None,
        "escalation": tuple(pieces.Escalation(**each) for each in data.get("escalation", ())),
        "hours": tuple(pieces.Hours(**each) for each in data.get("hours", ())),
        "fee": pieces.Fee(**data["fee"]) if "fee" in data else None,
    }


def _framework(data: Data) -> pieces.FrameworkRef:
    return pieces.FrameworkRef(key=data["key"], version=str(data["version"]))


def _effective(data: Data) -> pieces.Effective:
    first, last = data.get("from"), data.get("until")
    return pieces.Effective(
        starts_on=dt.date.fromisoformat(first) if first else None,
        ends_on=dt.date.fromisoformat(last) if last else None,
    )


def _subject(data: Data) -> pieces.Subject:
    sites = data.get("sites", {})
    return pieces.Subject(kind=data["kind"], sites_min=sites.get("min", 0), sites_max=sites.get("max", 0))


def role(data: Data) -> roles.RoleDefinition:
    return roles.RoleDefinition(
        key=data["key"],
        part=data.get("part", ""),
        label=data["label"],
        side=data["side"],
        min=data.get("min", 0),
        max=data.get("max"),
        independent=data.get("independent", False),
        training=data.get("training", "none"),
        eligible=tuple(data.get("eligible", ())),
    )


def judgement(data: Data) -> pieces.Judgement:
    """The style names a composition; what the file says besides goes before it."""
    style = data["style"]
    return pieces.Judgement(
        style=style,
        levels=data.get("levels", style in ("highlighted_statements", "estimates")),
        statements=data.get("statements", style == "highlighted_statements"),
        strength=tuple(_term(each) for each in data.get("strength", ())),
        lists=tuple(_term(each) for each in data.get("lists", ())),
        not_enough_evidence=data.get("not_enough_evidence", False),
        agreed_with_host=data.get("agreed_with_host", False),
    )


def _term(data: Data) -> pieces.Term:
    return pieces.Term(key=data["key"], label=data["label"], meaning=data.get("meaning", ""))


def _stages(data: Data, owners: Mapping[str, str]) -> tuple[pieces.StageDefinition, ...]:
    after = graph.after(data["stages"])
    return tuple(_stage(stage, owners, after[stage["key"]]) for stage in data["stages"])


def _stage(data: Data, owners: Mapping[str, str], after: tuple[str, ...]) -> pieces.StageDefinition:
    return pieces.StageDefinition(
        key=data["key"],
        kind=data["kind"],
        title=data["title"],
        group=data["group"],
        owner=owners[data["owner"]],
        owner_key=data["owner"],
        offset_days=about_days(data),
        offset_school_days=data.get("offset_school_days"),
        planned=data.get("planned", True),
        strand=data.get("strand", ""),
        after=after,
        optional=data.get("optional", False),
        repeatable=data.get("repeatable", False),
        lasts_days=data.get("lasts_days", 1),
        entry=tuple(map(Condition.parse, data.get("entry", ()))),
        exit=tuple(map(Condition.parse, data.get("exit", ()))),
        publish=data.get("publish", False),
        intro=data.get("intro", ""),
    )


def about_days(stage: Data) -> int:
    """Calendar days from the visit: as given, or about as many as the school days that are given."""
    if "offset_days" in stage:
        return int(stage["offset_days"])
    return round(int(stage["offset_school_days"]) * DAYS_A_WEEK / SCHOOL_DAYS_A_WEEK)


def _form(data: Data) -> pieces.FormDefinition:
    return pieces.FormDefinition(
        key=data["key"],
        stage=data["stage"],
        title=data["title"],
        intro=data.get("intro", ""),
        filled_by=tuple(data["filled_by"]),
        readers=tuple(data.get("readers", ())),
        per=data.get("per", "review"),
        required=data.get("required", True),
        sponsor=data.get("sponsor", False),
        voice=data.get("voice", ""),
        fields=tuple(
            pieces.Field(
                key=field["key"],
                label=field["label"],
                kind=field["kind"],
                hint=field.get("hint", ""),
                options=tuple(_term(option) for option in field.get("options", ())),
                required=field.get("required", False),
                max_length=field.get("max_length"),
            )
            for field in data["fields"]
        ),
    )


def _outputs(data: Data) -> tuple[pieces.Output, ...]:
    """As the file has them; where it has none, the profile as the product makes it."""
    if "outputs" in data:
        return tuple(_output(each) for each in data["outputs"])
    stage = next((each for each in data["stages"] if each["kind"] == "profile"), None)
    if stage is None:
        return ()
    return (pieces.Output(key="profile", stage=stage["key"], title=stage["title"], owner="head"),)


def _output(data: Data) -> pieces.Output:
    release = data.get("release", {})
    readers = data.get("readers")
    return pieces.Output(
        key=data["key"],
        stage=data["stage"],
        title=data["title"],
        owner=data["owner"],
        readers=tuple(readers) if readers is not None else None,
        sections=tuple(pieces.Section(title=each["title"], source=each["source"]) for each in data.get("sections", ())),
        fact_check_days=data.get("fact_check", {}).get("working_days"),
        reply=data.get("reply", True),
        release_by=release.get("by", ""),
        release_after=tuple(release.get("after", ())),
        publish_by_months=data.get("publish_by", {}).get("months"),
        retention_days=data.get("retention", {}).get("days"),
    )


def _follow_up(data: Data) -> pieces.FollowUp:
    return pieces.FollowUp(
        look_back=data.get("look_back", False),
        take_aways=data.get("take_aways", False),
        progress_review_months=data.get("progress_review", {}).get("months"),
    )
