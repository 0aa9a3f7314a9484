// Finds names that nothing defines and names that nothing uses in the JavaScript of our pages.
import globals from "globals";

const rules = {
  "no-undef": "error",
  "no-unused-vars": ["error", { ignoreRestSiblings: true }],
  "no-dupe-keys": "error",
  "no-unreachable": "error",
};
const script = (files, names) => ({ files, rules, languageOptions: { sourceType: "script", globals: { ...globals.browser, ...names } } });

export default [
  { ignores: ["**/*.min.js"] },
  {
    files: ["kgbuild/export/page/*.js"],
    rules,
    languageOptions: { sourceType: "module", globals: { ...globals.browser, drawing: "readonly" } },
  },
  script(["kgbuild/export/neighbourhood/*.js"], { vis: "readonly" }),
  script(["kgbuild/site/assets/*.js"], {}),
  {
    files: ["kgbuild/serve/page/*.js"],
    rules,
    languageOptions: { sourceType: "module", globals: { ...globals.browser, Yasgui: "readonly" } },
  },
  { files: ["tests/js/*.mjs", ".web/**/*.mjs"], rules, languageOptions: { sourceType: "module", globals: globals.node } },
];
