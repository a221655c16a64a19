// An EPUB in epub.js: every document of the spine in each view, contents and page list; then the documents
// by themselves in the dark, whose contrast Ace does not look at.
import { join } from "node:path";
import { Visit } from "./visit.mjs";

// job: { folder, package, views: [{ width, height, dark, percent, paged }], shots }
export async function lookAtEpub(tools, job, prefix) {
  const visit = await Visit.open(tools, prefix, job.folder);
  const address = `${tools.address}/${prefix}/${job.package}`;
  let shown = 0;
  await visit.page.goto(`${tools.address}/reader/reader.html`);
  for (const [number, view] of job.views.entries()) {
    visit.view = named(view);
    visit.file = job.package;
    const spine = (await visit.attempt(() => opened(visit, address, view))) ?? [];
    for (const href of spine) {
      visit.file = href;
      await visit.attempt(async () => {
        const found = await show(visit, href, view.percent, null);
        for (const { kind, where, text } of found) visit.found(kind, where, text);
        shown += 1;
      });
    }
    if (number === 0) await visit.attempt(() => links(visit, job));
  }
  for (const shot of tools.shots ? job.shots : []) await visit.attempt(() => take(visit, tools, address, shot));
  await dark(visit, job);
  await visit.page.close();
  return { problems: visit.problems, shown };
}

function named({ width, height, dark, percent, paged }) {
  return `${width}×${height}${dark ? " dark" : ""} ${percent} %${paged ? " paged" : ""}`;
}

async function opened(visit, address, { width, height, dark, paged }) {
  await visit.shape(width, height, dark);
  const open = (...words) => window.kanwuReader.open(...words);
  return visit.page.evaluate(open, address, width, height, paged);
}

async function show(visit, href, percent, selector) {
  return visit.page.evaluate((...words) => window.kanwuReader.show(...words), href, percent, selector);
}

async function links(visit, job) {
  visit.file = job.package;
  const { dead, count } = await visit.page.evaluate(() => window.kanwuReader.links());
  for (const href of dead) visit.found("link", "nav", href);
  if (!count) visit.found("link", "nav", "0");
}

async function take(visit, tools, address, { name, page, selector, width, height, dark }) {
  visit.file = page;
  await opened(visit, address, { width, height, dark, paged: false });
  await show(visit, page, 100, selector);
  await visit.page.screenshot({ path: join(tools.shots, `${name}.png`) });
}

async function dark(visit, job) {
  for (const file of job.documents) {
    visit.file = file;
    visit.view = "390×844 dark";
    await visit.attempt(async () => {
      await visit.shape(390, 844, true);
      await visit.goto(file);
      await visit.axe(false);
    });
  }
}
