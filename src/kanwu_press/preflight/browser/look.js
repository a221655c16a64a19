// Runs in the browser: what is wrong with a document as it is shown. Defines window.kanwuLook.
"use strict";

// An element by tag, id and classes, as a web designer would name it.
function named(element) {
  const classes = [...element.classList].slice(0, 2).map((name) => `.${name}`).join("");
  return `${element.localName}${element.id ? `#${element.id}` : ""}${classes}`;
}

// Whether something around an element lets the reader scroll to the rest of it, or hides it on purpose.
function kept(element, limit, view) {
  for (let at = element.parentElement; at && at.localName !== "body"; at = at.parentElement) {
    const { overflowX } = view.getComputedStyle(at);
    const box = at.getBoundingClientRect();
    if (overflowX === "visible" || box.right > limit + 1) continue;
    if (overflowX === "auto" || overflowX === "scroll" || box.width <= 2) return true;
  }
  return false;
}

// The innermost elements that reach over the edge of the screen, at most five. In pages, what is wider
// than a page.
function tooWide(document, limit, paged) {
  const view = document.defaultView;
  const over = (element) => {
    if (paged) return [...element.getClientRects()].some((box) => box.width > limit + 1);
    const box = element.getBoundingClientRect();
    if (box.width <= 2 || box.height <= 2 || box.right <= 0) return false; // hidden, for screen readers
    return box.right > limit + 1 || box.left < -1;
  };
  const found = [...document.body.querySelectorAll("*")].filter((e) => over(e) && !kept(e, limit, view));
  const inner = found.filter((e) => !found.some((other) => other !== e && e.contains(other)));
  const names = inner.slice(0, 5).map(named);
  const wide = document.documentElement.scrollWidth;
  if (!names.length && !paged && wide > limit + 1) names.push(`html (${wide} px)`);
  return names;
}

async function settled(document) {
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.race([
    Promise.all([document.fonts.ready, ...images.map((image) => image.decode().catch(() => {}))]),
    new Promise((resolve) => setTimeout(resolve, 10000)),
  ]);
}

// [{ kind, where, text }] of a document shown `limit` CSS pixels wide.
window.kanwuLook = async function (document, limit, paged) {
  await settled(document);
  const problems = [];
  for (const image of document.images) {
    if (!image.complete || !image.naturalWidth) {
      problems.push({ kind: "picture", where: named(image), text: image.getAttribute("src") ?? "" });
    }
  }
  for (const where of tooWide(document, limit, paged)) problems.push({ kind: "wide", where, text: "" });
  if (!document.body.textContent.trim() && !document.images.length) {
    problems.push({ kind: "empty", where: "body", text: "" });
  }
  return problems;
};
