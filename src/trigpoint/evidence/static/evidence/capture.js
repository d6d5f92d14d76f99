// A note being typed: say what is saved and what is not, and keep the words when the server gives no answer.
// Without this script the form is sent as any other. Nothing is put into the browser's storage.
const place = () => document.getElementById("safe");
let unsaved = false;

function say(state, words) {
  const bar = place()?.querySelector(".app-safe");
  if (!bar) return;
  bar.className = `app-safe app-safe--${state} app-safe--fixed`;
  bar.querySelector(".app-safe__text").textContent = place().dataset[words];
}

// The page that came back takes the place of this one: fresh after a save, with what is to be put right otherwise.
function show(page) {
  document.title = page.title;
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  document.dispatchEvent(new Event("htmx:after:swap"));
  (document.querySelector(".govuk-error-summary") ?? document.getElementById("id_text"))?.focus();
}

document.addEventListener("input", (event) => {
  if (!event.target.closest("[data-capture]")) return;
  unsaved = true;
  say("waiting", "waiting");
});

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-capture]");
  if (!form || !place()) {
    unsaved = false;
    return;
  }
  event.preventDefault();
  say("waiting", "sending");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), signal: AbortSignal.timeout(8000) });
    if (answer.status >= 500) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("[data-capture]")) {
      say("trouble", "elsewhere");
      return;
    }
    unsaved = !answer.ok;
    show(page);
  } catch {
    say("trouble", "failed");
  }
});
