// Packs YASGUI into kgbuild/serve/page/vendor/, with the licences of all that is in it.
// `node vendor.mjs --check` writes nothing and says whether what is shipped is current.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, "..", "..", "kgbuild", "serve", "page", "vendor");
const build = join(here, "node_modules", "@zazuko", "yasgui", "build");

// The source map is not shipped; a prank in the list of prefixes that it took from prefix.cc is not either.
function cleaned(text) {
  return text.replace(/\n?\/\/# sourceMappingURL=.*$/m, "").replace("leaks=`https://onlyfans.com/chelxie/`", "leaks=``");
}

function licence(path) {
  const folder = join(here, path);
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `${license} licence, as its package.json says.`;
  return `${name} ${version}\n\n${text.replaceAll("\r\n", "\n")}\n`;
}

const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
const packages = Object.keys(lock.packages).filter((path) => path && !lock.packages[path].dev && existsSync(join(here, path)));
const licences = [...new Set(packages.map(licence))].sort().join("\n---\n\n");
const made = {
  "yasgui.js.gz": cleaned(readFileSync(join(build, "yasgui.min.js"), "utf8")),
  "yasgui.css.gz": cleaned(readFileSync(join(build, "yasgui.min.css"), "utf8")),
  "LICENCES.txt": `YASGUI and all that is packed into it.\n\n${licences}`,
};
for (const [name, text] of Object.entries(made)) {
  const path = join(vendor, name);
  const packed = name.endsWith(".gz");
  if (!process.argv.includes("--check")) writeFileSync(path, packed ? gzipSync(text, { level: 9 }) : text);
  else if ((packed ? gunzipSync(readFileSync(path)).toString() : readFileSync(path, "utf8")) !== text) {
    console.error(`${name} is not what its sources make: npm ci && npm run vendor`);
    process.exitCode = 1;
  }
}
