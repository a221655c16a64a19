// Opens finished editions in a real Chromium. Standard input: one JSON object, see `read` and the jobs in
// preflight/chromium.py. Standard output: { browser, axe, problems: [...], shown: { job: views } }.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lookAtEpub } from "./epub.mjs";
import { lookAtWeb } from "./web.mjs";
import { serve } from "./server.mjs";

const here = dirname(fileURLToPath(import.meta.url));

async function read() {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString("utf-8"));
}

async function main() {
  const asked = await read();
  const require = createRequire(join(asked.modules, "package.json"));
  const puppeteer = require("puppeteer-core");
  const axeFile = require.resolve("axe-core/axe.min.js");
  const roots = {
    reader: here,
    epubjs: join(dirname(require.resolve("epubjs/package.json")), "dist"),
    jszip: join(dirname(require.resolve("jszip/package.json")), "dist"),
  };
  asked.jobs.forEach((job, number) => (roots[`job${number}`] = job.folder));
  const server = await serve(roots);
  const browser = await puppeteer.launch({
    executablePath: asked.chromium, userDataDir: asked.profile, headless: true, pipe: true, timeout: 60000,
    args: ["--no-sandbox", "--hide-scrollbars"], // what is shown is ours, and Chromium refuses root a sandbox
  });
  const answer = {
    browser: await browser.version(), axe: require("axe-core/package.json").version, problems: [], shown: {},
  };
  try {
    const tools = {
      browser, address: `http://127.0.0.1:${server.port}`, shots: asked.shots,
      axe: await readFile(axeFile, "utf-8"), look: await readFile(join(here, "look.js"), "utf-8"),
    };
    for (const [number, job] of asked.jobs.entries()) {
      const look = job.kind === "epub" ? lookAtEpub : lookAtWeb;
      const { problems, shown } = await look(tools, job, `job${number}`);
      answer.problems.push(...problems.map((problem) => ({ job: job.name, ...problem })));
      answer.shown[job.name] = shown;
    }
  } finally {
    await browser.close();
    server.close();
  }
  process.stdout.write(JSON.stringify(answer));
}

await main();
