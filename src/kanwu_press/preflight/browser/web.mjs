// A site: each page at each width, by day and by night; axe, pictures, widths, console.
import { join } from "node:path";
import { Visit } from "./visit.mjs";

// job: { folder, pages, views: [{ width, height, dark }], shots: [{ name, page, selector }] }
export async function lookAtWeb(tools, job, prefix) {
  const visit = await Visit.open(tools, prefix, job.folder);
  let shown = 0;
  for (const file of job.pages) {
    visit.file = file;
    for (const [number, { width, height, dark }] of job.views.entries()) {
      visit.view = `${width}×${height}${dark ? " dark" : ""}`;
      await visit.attempt(async () => {
        await visit.shape(width, height, dark);
        if (number === 0) {
          await visit.goto(file);
          await visit.page.evaluate(tools.look);
        }
        const found = await visit.page.evaluate((limit) => window.kanwuLook(document, limit, false), width);
        for (const { kind, where, text } of found) visit.found(kind, where, text);
        await visit.axe(number === 0);
        shown += 1;
      });
    }
    await visit.attempt(() => fromDisk(visit, tools, file));
  }
  for (const shot of tools.shots ? job.shots : []) await take(visit, tools, shot);
  await visit.page.close();
  return { problems: visit.problems, shown };
}

// A reader who has the folder on a stick opens it without a server.
async function fromDisk(visit, tools, file) {
  visit.view = "file:";
  await visit.goto(file, true);
  await visit.page.evaluate(tools.look);
  const found = await visit.page.evaluate(() => window.kanwuLook(document, Infinity, false));
  for (const { kind, where, text } of found) visit.found(kind, where, text);
}

async function take(visit, tools, { name, page, selector, width, height, dark }) {
  visit.file = page;
  await visit.attempt(async () => {
    await visit.shape(width, height, dark);
    await visit.goto(page);
    await visit.page.evaluate(tools.look);
    await visit.page.evaluate((limit) => window.kanwuLook(document, limit, false), width);
    await visit.page.evaluate((css) => css && document.querySelector(css)?.scrollIntoView(), selector);
    await visit.page.screenshot({ path: join(tools.shots, `${name}.png`) });
  });
}
