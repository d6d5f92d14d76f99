// The team's meeting: asks every three seconds whether something has changed on this aspect (304 while nothing has),
// and shows it where it stands. The form is left alone. Without this script the page is loaded again by hand.
const EVERY = 3000;
const place = document.querySelector("[data-live]");
const said = document.querySelector("[data-live-said]");
let etag = "";
let first = true;

async function ask() {
  if (document.hidden) return;
  const answer = await fetch(place.dataset.live, {
    headers: etag ? { "If-None-Match": etag } : {},
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(8000),
  });
  if (answer.status !== 200) return;
  etag = answer.headers.get("ETag") ?? "";
  if (!first) {
    place.innerHTML = await answer.text();
    said.hidden = false;
  }
  first = false;
}

if (place) {
  setInterval(() => ask().catch(() => {}), EVERY);
  document.addEventListener("visibilitychange", () => ask().catch(() => {}));
}
