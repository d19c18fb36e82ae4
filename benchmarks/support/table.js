const COLUMNS = [
  ["figure", (row) => row.name],
  ["ohwait", (row) => (row.value === undefined ? "n/a" : number(row.value))],
  ["unit", (row) => row.unit],
  ["now ≤", (row) => number(row.goal?.now)],
  ["later", (row) => number(row.goal?.later)],
  ["", (row) => verdict(row)],
  ["CPython", (row) => number(row.python)],
  ["ratio", (row) => number(row.ratio)],
  ["baseline", (row) => change(row)],
];

/** Three digits are more than such measurements are good for. */
function number(value) {
  if (value === undefined) return "";
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

function verdict({ value, goal }) {
  if (value === undefined || goal?.now === undefined) return "";
  return value <= goal.now ? "ok" : "MISSED";
}

function change({ value, baseline }) {
  if (value === undefined || !baseline) return "";
  const percent = Math.round((value / baseline - 1) * 100);
  return `${percent > 0 ? "+" : ""}${percent} %`;
}

/** Prints rows under their suite's title; a figure that could not be measured says why. */
export function printTable(rows) {
  const cells = rows.map((row) => COLUMNS.map(([, cell]) => cell(row)));
  const widths = COLUMNS.map(([title], i) =>
    Math.max(title.length, ...cells.map((c) => c[i].length)),
  );
  const line = (texts) =>
    texts
      .map((text, i) => (i === 0 || i === 2 ? text.padEnd(widths[i]) : text.padStart(widths[i])))
      .join("  ")
      .trimEnd();
  console.log(line(COLUMNS.map(([title]) => title)));
  let suite;
  for (const [i, row] of rows.entries()) {
    if (row.suite !== suite) console.log(`— ${row.suite}`);
    suite = row.suite;
    console.log(line(cells[i]) + (row.reason ? `: ${row.reason}` : ""));
  }
}
