"""Home: what to do next, or, to a stranger, what this is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from trigpoint.home import demo, queries
from trigpoint.home.web import presenters
from trigpoint.kernel import clock
from trigpoint.messaging.queries import recent_mail
from trigpoint.ui import panels
from trigpoint.ui.web import show


@login_not_required
def my_work(request: HttpRequest) -> HttpResponse:
    """The person's own list, by date."""
    if not request.user.is_authenticated:
        return show(request, "home/welcome.html")
    on = clock.today()
    items = queries.work.items(request.hats, on=on)
    context = {
        "greeting": presenters.greeting(request.user.name, timezone.localtime(clock.now())),
        "summary": presenters.summary(items, on),
        "items": presenters.rows(items, on),
        "panels": panels.panels("home", request.hats),
    }
    return show(request, "home/my_work.html", context)


@login_not_required
def demo_people(request: HttpRequest) -> HttpResponse:
    """Whom one may sign in as."""
    return show(request, "home/demo_people.html", {"people": demo.people()})


@login_not_required
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The mail that would have gone out, and the current codes of those who use an authenticator app."""
    context = {"mails": recent_mail(limit=50), "codes": demo.current_codes()}
    return show(request, "home/demo_mail.html", context)
