import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";

/*
 * `npm run bench -- NAME [ARGUMENT...]`: runs one of the benches, shows its tables and appends them to bench/results.md.
 * With `--json` the last line is an object for programs, where the bench knows one; it is shown, but not appended.
 */

const benches: readonly string[] = ["planning", "prep", "visual"];
const [name = "", ...given] = process.argv.slice(2);
if (!benches.includes(name)) {
  console.error(`usage: npm run bench -- NAME [ARGUMENT...], where NAME is one of ${benches.join(", ")}`);
  process.exit(2);
}
const program = path.join(import.meta.dirname, `${name}.ts`);
const child = spawn(process.execPath, [program, ...given], { stdio: ["ignore", "pipe", "inherit"] });
const [said, [status]] = await Promise.all([text(child.stdout), once(child, "close") as Promise<[number | null]>]);
process.stdout.write(said);
const tables = given.includes("--json") ? said.replace(/^\{.*\}\n$/m, "") : said;
if (status === 0 && tables !== "") {
  const when = new Date().toISOString().slice(0, 10);
  const command = ["npm run bench --", name, ...given].join(" ");
  const head = `\n## ${name}, ${when}\n\n\`${command}\`, ${availableParallelism()} cores, Node ${process.versions.node}\n\n`;
  await appendFile(path.join(import.meta.dirname, "results.md"), head + tables);
}
process.exitCode = status ?? 1;
