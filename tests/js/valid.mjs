// Judges HTML files by html-validate, and prints a line of JSON for each finding: node valid.mjs FILE…
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

const rules = {
  "doctype-style": "off", // both cases are valid
  "long-title": "off", // titles of papers are as long as they are
  "prefer-native-element": "off", // advice, not validity; axe judges the roles
  "aria-label-misuse": "off", // the same
};
const judge = new HtmlValidate(new FileSystemConfigLoader({ root: true, extends: ["html-validate:standard"], rules }));
for (const file of process.argv.slice(2)) {
  const report = await judge.validateFile(file);
  for (const { messages } of report.results) {
    for (const { ruleId, message, line, column } of messages) console.log(JSON.stringify({ file, line, column, rule: ruleId, message }));
  }
}
