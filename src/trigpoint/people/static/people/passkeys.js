// Shows what needs passkeys only where there can be some (a browser that has them, at a name rather than a number),
// and says so when one was not used.
document.addEventListener("DOMContentLoaded", () => {
  const possible = Boolean(window.PublicKeyCredential) && !/^[\d.]+$|:/.test(location.hostname);
  for (const element of document.querySelectorAll("[data-passkeys]")) element.hidden = !possible;
  for (const element of document.querySelectorAll("[data-no-passkeys]")) element.hidden = possible;
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const element of document.querySelectorAll("[data-passkey-problem]")) element.hidden = false;
});
