// Tables for spreadsheets (RFC 4180), in which no text is taken for a formula (OWASP, CSV injection).
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

function cell(value) {
  if (typeof value === "number") return String(value);
  const text = String(value).replace(/\u0000/g, "");
  const safe = FORMULA.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// With a byte order mark, by which spreadsheets know UTF-8.
export const csv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
