// The report works without this. With it: places can be copied at a click, what a link leads to is opened
// where it is folded up, and on paper nothing is.
"use strict";

(function () {
  const words = document.body.dataset;

  function copyButton(place) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.setAttribute("aria-label", words.copy + " " + place.textContent);
    button.addEventListener("click", async function () {
      const range = document.createRange();
      range.selectNodeContents(place);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      try {
        await navigator.clipboard.writeText(place.textContent);
      } catch {
        document.execCommand("copy"); // from a disk some browsers have no clipboard
      }
      button.textContent = words.copied;
      setTimeout(function () { button.textContent = words.copy; }, 1500);
    });
    return button;
  }

  for (const place of document.querySelectorAll(".finding .place")) place.after(copyButton(place));

  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let unfolded = false;
    for (let at = target && target.closest("details"); at; at = at.parentElement.closest("details")) {
      unfolded = unfolded || !at.open;
      at.open = true;
    }
    if (unfolded) target.scrollIntoView();
  }

  addEventListener("hashchange", open);
  open();

  let closed = [];
  addEventListener("beforeprint", function () {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", function () {
    for (const details of closed) details.open = false;
  });
})();
