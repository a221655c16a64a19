// Runs in the browser: a small reading program made with epub.js; epub.mjs drives it.
"use strict";

let book = null;
let rendition = null;
let shown = { width: 0, paged: false };

window.kanwuReader = {
  // Opens a package document; gives the spine's addresses in order.
  async open(address, width, height, paged) {
    if (book) book.destroy();
    document.getElementById("area").replaceChildren();
    book = window.ePub(address);
    const flow = paged ? "paginated" : "scrolled-doc";
    rendition = book.renderTo("area", { flow, width, height, spread: "none" });
    shown = { width, paged };
    await book.ready;
    return book.spine.spineItems.map((item) => item.href);
  },

  // Shows one document of the spine at a type size in percent; gives its problems.
  async show(href, percent, selector) {
    rendition.themes.fontSize(`${percent}%`);
    await rendition.display(href);
    const inside = rendition.getContents()[0].document;
    const width = shown.paged ? inside.documentElement.clientWidth : shown.width;
    const problems = await window.kanwuLook(inside, width, shown.paged);
    for (let turn = 0; selector && turn < 2; turn += 1) {
      // epub.js makes its frame as high as the document a moment later, and scrolls back
      await new Promise((resolve) => setTimeout(resolve, 400));
      const area = document.querySelector(".epub-container");
      const top = inside.querySelector(selector)?.getBoundingClientRect().top ?? 0;
      area.scrollTop = top;
    }
    return problems;
  },

  // Entries of the contents and of the page list that lead nowhere, and how many entries there are.
  async links() {
    const navigation = await book.loaded.navigation;
    const entries = [...flat(navigation.toc), ...((await book.loaded.pageList)?.pageList ?? [])];
    const dead = [];
    const documents = new Map();
    for (const { href } of entries) {
      const [path, id] = href.split("#");
      const section = book.spine.get(path);
      if (!section) {
        dead.push(href);
        continue;
      }
      if (!documents.has(path)) documents.set(path, await section.load(book.load.bind(book)));
      const whole = documents.get(path);
      if (id && !whole.ownerDocument.getElementById(decodeURIComponent(id))) dead.push(href);
    }
    return { dead, count: entries.length };
  },
};

function flat(entries) {
  return entries.flatMap((entry) => [entry, ...flat(entry.subitems ?? [])]);
}
