// One tab: it hears what goes wrong, and knows which document and view it was in.

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
  constructor(page, tools, prefix) {
    Object.assign(this, { page, tools, prefix, problems: [], file: "", view: "" });
    page.on("console", (message) => {
      // a file that is missing is told by the answer to the request
      const text = message.text();
      if (message.type() === "error" && !text.startsWith("Failed to load resource")) this.found("console", "", text);
    });
    page.on("pageerror", (error) => this.found("console", "", String(error)));
    page.on("request", (request) => {
      const url = request.url();
      if (/^(https?|wss?|ftp|file):/.test(url) && !url.startsWith(`${tools.address}/`)) this.found("remote", "", url);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.found("missing", "", this.short(response.url()));
    });
  }

  static async open(tools, prefix) {
    const page = await tools.browser.newPage();
    page.setDefaultTimeout(60000);
    return new Visit(page, tools, prefix);
  }

  // An address as the files of the job are named.
  short(url) {
    return decodeURI(url.replace(this.tools.address, "").replace(`/${this.prefix}/`, ""));
  }

  found(kind, where, text) {
    this.problems.push({ file: this.file, view: this.view, kind, where, text: text.slice(0, 500) });
  }

  async shape(width, height, dark) {
    await this.page.setViewport({ width, height, deviceScaleFactor: 1, isMobile: width < 600 });
    await this.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  }

  async goto(file) {
    const address = `${this.tools.address}/${this.prefix}/${file.split("/").map(encodeURIComponent).join("/")}`;
    await this.page.goto(address, { waitUntil: "load" });
  }

  // Runs axe on the page; `all` rules, or those that depend on the view.
  async axe(all) {
    const run = `axe.run(document, ${JSON.stringify(all ? RUN : { ...BY_VIEW, resultTypes: ["violations"] })})`;
    if (!(await this.page.evaluate("typeof window.axe === 'object'"))) await this.page.evaluate(this.tools.axe);
    const { violations } = await this.page.evaluate(run);
    for (const { id, impact, help, nodes } of violations) {
      for (const node of nodes.slice(0, 5)) this.found("axe", node.target.flat().join(" "), `${id} (${impact}): ${help}`);
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
