// One tab: it hears what goes wrong, and knows which document and view it was in.
import { pathToFileURL } from "node:url";

const RUN = {
  runOnly: {
    type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
  },
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};
// What may change with the screen's size or its colours; the rest is the document's alone.
const BY_VIEW = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block", "target-size"] } };

export class Visit {
  constructor(page, tools, prefix, folder) {
    Object.assign(this, { page, tools, prefix, problems: [], file: "", view: "" });
    this.folder = `${pathToFileURL(folder)}/`;
    page.on("console", (message) => {
      // a file that is missing is told by the answer to the request
      const text = message.text();
      if (message.type() === "error" && !text.startsWith("Failed to load resource")) this.found("console", "", text);
    });
    page.on("pageerror", (error) => this.found("console", "", String(error)));
    page.on("request", (request) => {
      const url = request.url();
      const own = url.startsWith(`${tools.address}/`) || url.startsWith(this.folder);
      if (/^(https?|wss?|ftp|file):/.test(url) && !own) this.found("remote", "", url);
    });
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      if (reason !== "net::ERR_ABORTED") this.found("missing", "", `${this.short(request.url())} ${reason}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.found("missing", "", this.short(response.url()));
    });
  }

  static async open(tools, prefix, folder) {
    const page = await tools.browser.newPage();
    page.setDefaultTimeout(60000);
    return new Visit(page, tools, prefix, folder);
  }

  // An address as the files of the job are named.
  short(url) {
    return decodeURI(url.replace(this.folder, "").replace(this.tools.address, "").replace(`/${this.prefix}/`, ""));
  }

  found(kind, where, text) {
    this.problems.push({ file: this.file, view: this.view, kind, where, text: text.slice(0, 500) });
  }

  async shape(width, height, dark) {
    // a phone at every width: only a phone heeds <meta name="viewport">, and to change it loads the page anew
    await this.page.setViewport({ width, height, deviceScaleFactor: 1, isMobile: true });
    await this.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  }

  async goto(file, fromDisk = false) {
    const start = fromDisk ? this.folder : `${this.tools.address}/${this.prefix}/`;
    await this.page.goto(start + file.split("/").map(encodeURIComponent).join("/"), { waitUntil: "load" });
  }

  // Runs axe on the page; `all` rules, or those that depend on the view.
  async axe(all) {
    const run = `axe.run(document, ${JSON.stringify(all ? RUN : { ...BY_VIEW, resultTypes: ["violations"] })})`;
    if (!(await this.page.evaluate("typeof window.axe === 'object'"))) await this.page.evaluate(this.tools.axe);
    const { violations } = await this.page.evaluate(run);
    for (const { id, impact, help, nodes } of violations) {
      for (const { target, failureSummary } of nodes.slice(0, 5)) {
        const why = failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
        this.found("axe", target.flat().join(" "), `${id} (${impact}): ${help}. ${why}`);
      }
    }
  }

  // A step that fails is a finding; the next document is looked at all the same.
  async attempt(step) {
    try {
      return await step();
    } catch (error) {
      this.found("failed", "", String(error));
      return undefined;
    }
  }
}
