// Judges our JavaScript by eslint.config.mjs, and prints a line for each finding: node lint.mjs
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const eslint = new ESLint({ cwd: path("../.."), overrideConfigFile: path("eslint.config.mjs"), errorOnUnmatchedPattern: false });
for (const { filePath, messages } of await eslint.lintFiles(["kgbuild/**/*.js", "tests/js/*.mjs", ".web/**/*.mjs"])) {
  for (const { line, ruleId, message } of messages) console.log(`${filePath}:${line} ${ruleId ?? "syntax"}: ${message}`);
}
