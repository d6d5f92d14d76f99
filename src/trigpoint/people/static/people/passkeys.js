// Shows what needs passkeys only where the browser has them, and says so when one was not used.
document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll("[data-passkeys]")) element.hidden = !window.PublicKeyCredential;
  for (const element of document.querySelectorAll("[data-no-passkeys]")) element.hidden = Boolean(window.PublicKeyCredential);
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const element of document.querySelectorAll("[data-passkey-problem]")) element.hidden = false;
});
