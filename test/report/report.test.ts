import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { before, describe, test } from "node:test";
import { readLocation } from "../../report/location.ts";
import { writeReport } from "../../report/report.ts";
import { packageVisual } from "../../scripts/package.ts";
import { runCli, temporaryFolder } from "../helpers/runCli.ts";

let visual = "";

before(async () => {
  ({ file: visual } = await packageVisual());
});

async function readTmdl(out: string, name: string): Promise<string> {
  return readFile(path.join(out, "Flow Chord.SemanticModel", "definition", `${name}.tmdl`), "utf8");
}

describe("flow-chord report", () => {
  test("writes a project that opens on a folder, the visual in it, and says where it is", async (context) => {
    const out = path.join(await temporaryFolder(context), "report");
    const result = await runCli(["report", "--data", "tables", "--out", out, "--visual", visual]);
    assert.deepEqual([result.status, result.stdout], [0, `${path.join(out, "Flow Chord.pbip")}\n`], result.stderr);
    assert.deepEqual((await readdir(out)).sort(), ["Flow Chord.Report", "Flow Chord.SemanticModel", "Flow Chord.pbip"]);
    assert.ok((await readTmdl(out, "expressions")).includes(`DataLocation = "${path.resolve("tables")}"`));
    const custom = await readdir(path.join(out, "Flow Chord.Report", "CustomVisuals"));
    assert.equal(custom.length, 1);
  });

  test("does not write over a report, or into a folder with other files, unless it is forced", async (context) => {
    const out = path.join(await temporaryFolder(context), "report");
    const args = ["report", "--data", "tables", "--out", out, "--visual", visual];
    assert.equal((await runCli(args)).status, 0);
    const again = await runCli(args);
    assert.deepEqual([again.status, again.stdout], [2, ""]);
    assert.match(again.stderr, /holds a report already; give --force to write it anew/);
    assert.equal((await runCli([...args, "--force"])).status, 0);
    const other = path.join(path.dirname(out), "other");
    await mkdir(other);
    await writeFile(path.join(other, "notes.txt"), "mine");
    const refused = await runCli(["report", "--data", "tables", "--out", other, "--visual", visual]);
    assert.match(refused.stderr, /other is not empty; give another --out/);
    assert.deepEqual(await readdir(other), ["notes.txt"]);
  });

  test("says what is wrong with an option", async (context) => {
    const folder = await temporaryFolder(context);
    const bad = path.join(folder, "bad.json");
    await writeFile(bad, "[]");
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [["--time-zone", "Asia/Soul"], /Asia\/Soul is not the IANA name of a time zone/],
      [["--rules", path.join(folder, "none.json")], /cannot read --rules .*none\.json/],
      [["--rules", bad], /no security rule in .*bad\.json; export with: az network nsg list/],
      [["--language", "xx"], /Allowed choices are en-US, ko-KR/],
      [["--visual", path.join(folder, "none.pbiviz")], /no packaged visual at .*; run "npm run package" first/],
    ];
    for (const [args, message] of wrong) {
      const out = path.join(folder, "out");
      const result = await runCli(["report", "--data", folder, "--out", out, "--visual", visual, ...args]);
      assert.equal(result.status, 2, result.stderr);
      assert.match(result.stderr, message);
    }
    assert.deepEqual(await readdir(folder), ["bad.json"]);
  });

  test("takes time zone, language, rules and the format that is there", async (context) => {
    const folder = await temporaryFolder(context);
    const [data, out, rules] = ["data", "out", "rules.json"].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    await mkdir(path.join(data, "flows", "date=2026-11-22", "hour=09"), { recursive: true });
    await writeFile(path.join(data, "flows", "date=2026-11-22", "hour=09", "flows.csv"), "");
    const nsg = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/web";
    const facts = { access: "Deny", direction: "Inbound", priority: 300 };
    const exported = [
      {
        id: nsg,
        securityRules: [
          { id: `${nsg}/securityRules/no-telnet`, ...facts, destinationPortRange: "23", destinationPortRanges: [] },
        ],
        defaultSecurityRules: [
          { id: `${nsg}/defaultSecurityRules/DenyAll`, properties: { ...facts, destinationPortRanges: ["1-2", "5"] } },
        ],
      },
    ];
    // As PowerShell writes it.
    await writeFile(rules, Buffer.from(`\ufeff${JSON.stringify(exported)}`, "utf16le"));
    const { format } = await writeReport({
      data,
      out,
      visual,
      timeZone: "Asia/Seoul",
      language: "ko-KR",
      rules: [rules],
    });
    assert.equal(format, "csv");
    const expressions = await readTmdl(out, "expressions");
    assert.ok(expressions.includes('Name = "Asia/Seoul"') && expressions.includes('Format = "csv"'));
    const table = await readTmdl(out, "tables/Exported rules");
    assert.ok(table.includes("UserRule_no-telnet") && table.includes("DefaultRule_DenyAll"), table);
    assert.ok(table.includes(nsg.toUpperCase()) && table.includes('"1-2, 5"') && table.includes('"23"'), table);
  });
});

describe("the place of the tables", () => {
  test("is a path of this machine or another one, or a container and a folder in it", () => {
    assert.deepEqual(readLocation("tables"), { kind: "folder", path: path.resolve("tables") });
    for (const elsewhere of ["C:\\flow\\out", "d:/out", "\\\\server\\share\\out"]) {
      assert.deepEqual(readLocation(elsewhere), { kind: "folder", path: elsewhere });
    }
    assert.deepEqual(readLocation("https://contoso.blob.core.windows.net/tables"), {
      kind: "blob",
      account: "https://contoso.blob.core.windows.net",
      container: "tables",
      prefix: "",
    });
    assert.deepEqual(readLocation("https://contoso.dfs.core.chinacloudapi.cn/t/a%20b/c/"), {
      kind: "dataLake",
      account: "https://contoso.dfs.core.chinacloudapi.cn",
      container: "t",
      prefix: "a b/c",
    });
  });

  test("is refused in words where Power BI could not read it, or where it has a secret", () => {
    for (const bad of ["https://contoso.blob.core.windows.net", "https://example.com/x", "http://[", "https://"]) {
      assert.throws(() => readLocation(bad), {
        code: "options",
        message: /is not the URL of a container; give https:/,
      });
    }
    for (const secret of ["https://c.blob.core.windows.net/t?sig=x", "https://user:x@c.blob.core.windows.net/t"]) {
      assert.throws(
        () => readLocation(secret),
        ({ message }: Error) => /leave the signature out/.test(message) && !message.includes("x@"),
      );
    }
  });
});
