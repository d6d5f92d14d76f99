"""People at their browsers, for journeys: each in a browser of their own, each page looked at with axe."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any, Self

from playwright.sync_api import Download, Error, Locator, Page, expect

from tests.browser import accessibility_problems, let_in
from tests.journeys.setting import moment
from trigpoint.people.models import Account

MOST_TABS = 250
PHONE = {"width": 390, "height": 844}


class Journey:
    """What all people of a journey share: browsers, what axe found, and the clock that they live by."""

    def __init__(self, new_page: Callable[..., Page], time_machine: Any) -> None:
        self.new_page, self.time_machine = new_page, time_machine
        self.problems: list[str] = []
        self.visitors: dict[tuple[type[Visitor], uuid.UUID], Visitor] = {}

    def now(self, day: dt.date, hour: int = 9, minute: int = 0) -> None:
        self.time_machine.move_to(moment(day, hour, minute), tick=True)

    def at_a_desk(self, person: Account) -> "Visitor":
        return self._visitor(Visitor, person)

    def on_a_phone(self, person: Account) -> "Visitor":
        """In the corridor, and with a keyboard alone."""
        return self._visitor(AtTheKeyboard, person, viewport=PHONE)

    def _visitor(self, kind: "type[Visitor]", person: Account, **options: Any) -> "Visitor":
        """Who comes again has the same browser, and signs in again: months may have passed."""
        known = self.visitors.get((kind, person.pk))
        if known is None:
            known = self.visitors[kind, person.pk] = kind(self.new_page(person, **options), self.problems)
        else:
            let_in(known.page.context, person, known.page.url)
            known.place = known.page
        return known


class Visitor:
    """One person with a mouse. `problems` gathers what axe finds on every page that they see."""

    def __init__(self, page: Page, problems: list[str]) -> None:
        self.page = page
        page.set_default_timeout(30_000)
        self.problems = problems
        self.place: Any = page

    def within(self, selector: str) -> Self:
        """From here on, until the next page, look only in this part of the page."""
        self.place = self.page.locator(selector)
        return self

    def opens(self, path: str) -> Self:
        try:
            answer = self.page.goto(path)
        except Error:  # a page that waits for a run was just renewing itself
            answer = self.page.goto(path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"
        return self._arrived()

    def is_refused(self, path: str) -> Self:
        """By the page itself, whichever way they came; nor is there a link to it on the page where they are."""
        assert self.page.locator(f'main a[href="{path}"]').count() == 0, path
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status in (403, 404), f"{path}: {answer.status}"
        return self._arrived()

    def follows(self, name: str) -> Self:
        """Follow a link, or a button that is one."""
        link = self.place.get_by_role("link", name=name).or_(self.place.get_by_role("button", name=name)).first
        return self._goes(link)

    def presses(self, name: str) -> Self:
        return self._goes(self.place.get_by_role("button", name=name, exact=True).first)

    def presses_and_stays(self, name: str) -> Self:
        """Press a button whose answer comes into the same page."""
        self._activate(self.place.get_by_role("button", name=name, exact=True).first)
        return self

    def presses_for_a_file(self, name: str) -> bytes:
        with self.page.expect_download() as coming:
            self._activate(self.place.get_by_role("button", name=name, exact=True))
        download: Download = coming.value
        return download.path().read_bytes()

    def writes(self, label: str, text: str) -> Self:
        self._write(self._field(label), text)
        return self

    def ticks(self, *labels: str) -> Self:
        for label in labels:
            self._tick(self._field(label))
        return self

    def ticks_what_begins_with(self, label: str) -> Self:
        self._tick(self.place.get_by_role("checkbox", name=re.compile(f"^{re.escape(label)}")).first)
        return self

    def ticks_in(self, legend: str, *labels: str) -> Self:
        """Tick what begins with these words, among what stands under one legend."""
        for label in labels:
            begins = re.compile(rf"^\s*{re.escape(label)}")
            group = self.place.get_by_role("group", name=legend)
            self._tick(group.get_by_role("checkbox", name=begins).or_(group.get_by_role("radio", name=begins)).first)
        return self

    def unfolds(self, summary: str) -> Self:
        """Open a part of the page that is folded away."""
        self._activate(self.place.locator("summary").filter(has_text=summary).first)
        return self

    def chooses(self, label: str, option: str) -> Self:
        self._choose(self._field(label), option)
        return self

    def writes_the_day(self, legend: str, day: dt.date) -> Self:
        boxes = self.place.get_by_role("group", name=legend)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self._write(boxes.get_by_label(label, exact=True), str(number))
        return self

    def reads(self, *texts: str) -> Self:
        for text in texts:
            expect(self.page.locator("main").or_(self.page.locator("body")).first).to_contain_text(text)
        return self

    def never_reads(self, *texts: str) -> Self:
        for text in texts:
            expect(self.page.locator("main")).not_to_contain_text(text)
        return self

    def reads_in_the_box(self, label: str, text: str) -> Self:
        expect(self._field(label)).to_have_value(text)
        return self

    def _field(self, label: str) -> Locator:
        found: Locator = self.place.get_by_label(re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$"))
        return found.first

    def _goes(self, way: Locator) -> Self:
        with self.page.expect_navigation():
            self._activate(way)
        return self._arrived()

    def _arrived(self) -> Self:
        self.place = self.page
        assert "Something went wrong at our end" not in self.page.title() + self.page.inner_text("h1"), self.page.url
        expect(self.page.get_by_role("heading", level=1)).to_have_count(1)
        self.problems += accessibility_problems(self.page, each_state=False)
        return self

    def _activate(self, way: Locator) -> None:
        way.click()

    def _write(self, box: Locator, text: str) -> None:
        box.fill(text)

    def _tick(self, box: Locator) -> None:
        box.check(force=True)

    def _choose(self, box: Locator, option: str) -> None:
        box.select_option(label=option)


class AtTheKeyboard(Visitor):
    """One person who never touches a mouse: Tab, Space, Enter, arrows and letters, and nothing else."""

    def _activate(self, way: Locator) -> None:
        self._tab_to(way)
        self.page.keyboard.press("Enter")

    def _write(self, box: Locator, text: str) -> None:
        self._tab_to(box)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def _tick(self, box: Locator) -> None:
        if box.is_checked():
            return
        if box.get_attribute("type") == "radio":
            self._arrow_to(box)
        else:
            self._tab_to(box)
            self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def _choose(self, box: Locator, option: str) -> None:
        self._tab_to(box)
        self.page.keyboard.type(option)
        expect(box.locator("option:checked")).to_have_text(option)

    def _arrow_to(self, box: Locator) -> None:
        """Tab goes into a group of radios; arrows go from one to the next."""
        group = f"input[type=radio][name={box.get_attribute('name')}]"
        radios = box.locator("xpath=ancestor::form").locator(group)
        chosen = radios.and_(self.page.locator(":checked"))
        self._tab_to(chosen if chosen.count() else radios.first)
        self.page.keyboard.press("Space")
        for _press in range(radios.count()):
            if box.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def _tab_to(self, wanted: Locator) -> None:
        """Press Tab until it has the focus; that it can be reached, and that the focus is seen there, is the test."""
        expect(wanted).to_be_attached()
        element = wanted.element_handle()
        for _press in range(MOST_TABS):
            if element.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {wanted}")
