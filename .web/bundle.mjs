// Bundles what the interactive page draws with (entry.mjs) into kgbuild/export/page/, headed by the licences of all that is in it.
// The same package-lock.json gives the same bytes. `node bundle.mjs --check` writes nothing and says whether what is shipped is current.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const page = join(here, "..", "kgbuild", "export", "page");

async function bundled() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: here,
    entryPoints: ["entry.mjs"],
    bundle: true,
    charset: "ascii",
    format: "iife",
    globalName: "drawing",
    legalComments: "none",
    metafile: true,
    minify: true,
    target: "es2022",
    write: false,
  });
  const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []));
  return { code: outputFiles[0].text, packages: [...packages].sort() };
}

function licence(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each)) ?? null;
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `${license} licence, as its package.json says.`;
  return `${name} ${version}\n\n${text.replaceAll("\r\n", "\n")}\n`;
}

const { code, packages } = await bundled();
const text = `/*! What this page draws with, and the licences of all that is in it.\n\n${packages.map(licence).join("\n---\n\n")}*/\n${code}`;
if (/<\/script|<!--/i.test(text)) throw new Error("the bundle would end its own script element");
const path = join(page, "drawing.min.js");
if (!process.argv.includes("--check")) writeFileSync(path, text);
else if (readFileSync(path, "utf8") !== text) {
  console.error("drawing.min.js is not what its sources make: npm ci && npm run bundle");
  process.exitCode = 1;
}
