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
document.addEventListener("htmx:before:request", (event) => {
  const form = savingForm(event);
  // A save that waited for the one before it sends what stands in the form now, and the versions that were read last.
  if (form) event.detail.ctx.request.body = new URLSearchParams(new FormData(form));
});
document.addEventListener("htmx:error", (event) => {
  const form = savingForm(event);
  if (form) say(form, form.dataset.lost);
});
