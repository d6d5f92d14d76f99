// Starts the design system's components, now and in every part of a page that htmx brings.
// The build puts the design system's module before this, which gives `initAll`.
initAll();
document.addEventListener("htmx:after:swap", () => {
  // What was started before says so; that is no fault.
  initAll({ onError: () => {} });
});
