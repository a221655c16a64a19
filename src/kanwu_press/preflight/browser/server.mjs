// The loopback server: only the files of the jobs and of the reading program, each with a strict policy,
// so that a script or style that stands in a page is refused and heard of as a console error.
import { createServer } from "node:http";
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8", ".epub": "application/epub+zip", ".gif": "image/gif",
  ".html": "text/html; charset=utf-8", ".jpg": "image/jpeg", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".mjs": "text/javascript; charset=utf-8", ".ncx": "application/x-dtbncx+xml",
  ".opf": "application/oebps-package+xml", ".otf": "font/otf", ".pdf": "application/pdf", ".png": "image/png",
  ".svg": "image/svg+xml", ".ttf": "font/ttf", ".wasm": "application/wasm", ".webp": "image/webp",
  ".woff2": "font/woff2", ".xhtml": "application/xhtml+xml", ".xml": "application/xml",
};
const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'";
// epub.js writes the reader's own type size and margins into each document
const READER =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self' data:; connect-src 'self'; frame-src 'self' blob:; base-uri 'self'";

// The browser asks every site for the one, epub.js every book for the other.
const ASKED_ANYWAY = /^\/favicon\.ico$|\/com\.apple\.ibooks\.display-options\.xml$/;

// roots: address prefix → folder. Gives { port, close }.
export async function serve(roots) {
  const folders = new Map();
  for (const [prefix, folder] of Object.entries(roots)) folders.set(prefix, await realpath(folder));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    if (ASKED_ANYWAY.test(pathname)) return response.writeHead(204).end();
    const [, prefix, ...rest] = decode(pathname).split("/");
    try {
      const folder = folders.get(prefix);
      const file = await realpath(join(folder, ...rest));
      if (!file.startsWith(folder + sep)) throw new Error("outside");
      response.writeHead(200, {
        "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
        "Content-Security-Policy": prefix === "reader" ? READER : STRICT,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "max-age=600",
      });
      response.end(await readFile(file));
    } catch {
      response.writeHead(404, { "Content-Type": "text/plain" }).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port: server.address().port, close };
}

function decode(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
