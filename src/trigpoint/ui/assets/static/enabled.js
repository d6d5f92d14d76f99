// Runs before the page is drawn: says that scripts run here, so that what needs them may show itself.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
