// Starts the design system's components, now and in every part of a page that htmx brings.
// The build puts the design system's module before this, which gives `initAll`.
initAll();
document.addEventListener("htmx:after:swap", () => {
  // What was started before says so; that is no fault.
  initAll({ onError: () => {} });
});

// Forms that save as somebody types (`data-autosave`) say in words how that goes, and lose nothing while it does not.
const savingForm = (event) => event.target.closest?.("form[data-autosave]");
const say = (form, words) => {
  const status = form.querySelector("[data-autosave-status]");
  if (status) status.textContent = words;
};
document.addEventListener("input", (event) => {
  const form = savingForm(event);
  if (form) say(form, form.dataset.saving);
});
document.addEventListener("htmx:error", (event) => {
  const form = savingForm(event);
  if (form) fails(form, form.dataset.lost);
});
document.addEventListener("htmx:response:error", (event) => {
  const form = savingForm(event);
  if (!form || event.detail.ctx.response.status < 500) return;
  event.detail.ctx.swap = "none"; // a whole page that says so is no line of this one
  fails(form, form.dataset.fault);
});

// A button that is pressed while a save is under way waits for it: the save brings the versions that count as read, and
// without them somebody's own words would come back as another's. Where it takes too long, the button goes all the same;
// where the save fails, it does not go, for what was typed stands in this page alone.
const PATIENCE = 10_000;
const states = new WeakMap();
const stateOf = (form) => states.get(form) ?? states.set(form, {}).get(form);
const forget = (state) => {
  clearTimeout(state.patience);
  state.press = null;
};
const fails = (form, words) => {
  forget(stateOf(form));
  say(form, words);
};
const goes = (form) => {
  const state = stateOf(form);
  const { submitter } = state.press;
  forget(state);
  state.save = null;
  form.requestSubmit(submitter);
};
document.addEventListener("htmx:before:request", (event) => {
  const form = savingForm(event);
  if (!form) return;
  const state = stateOf(form);
  if (state.goesAt > Date.now() - PATIENCE) {
    event.preventDefault(); // all that it would save is on its way with the button
    return;
  }
  state.save = event.detail.ctx;
  // A save that waited for the one before it sends what stands in the form now, and the versions that were read last.
  event.detail.ctx.request.body = new URLSearchParams(new FormData(form));
});
document.addEventListener("htmx:finally:request", (event) => {
  const form = savingForm(event);
  const state = form && stateOf(form);
  if (!state || state.save !== event.detail.ctx) return;
  state.save = null;
  if (state.press) goes(form);
});
document.addEventListener("submit", (event) => {
  const form = savingForm(event);
  if (!form) return;
  const state = stateOf(form);
  if (!state.save) {
    state.goesAt = Date.now();
    return;
  }
  event.preventDefault();
  forget(state);
  state.press = { submitter: event.submitter };
  state.patience = setTimeout(() => goes(form), PATIENCE);
  say(form, form.dataset.saving);
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return; // back to this page as it was left: it saves again
  for (const form of document.querySelectorAll("form[data-autosave]")) states.delete(form);
});
