import assert from "node:assert/strict";
import { appendFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { isEnvelope } from "../../../prep/read/isEnvelope.ts";
import { openLocalFiles } from "../../../prep/source/localFiles.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const signal = new AbortController().signal;

test("only the version that was listed, and what begins as an envelope of records, is cut into pieces", async (context) => {
  const folder = await temporaryFolder(context);
  const texts = {
    '{"records":[{"time"': true,
    '\uFEFF \n{ "records" :\t[': true,
    "": false,
    '[{"time"': false,
    '{"time":"1"}\n{"time"': false,
    '{"other":[],"records":[': false,
    "PK\u0003\u0004": false,
  };
  for (const [index, text] of Object.keys(texts).entries()) await writeFile(path.join(folder, `${index}.json`), text);
  const source = openLocalFiles(folder);
  const listed = await Array.fromAsync(source.list(signal));
  const found: boolean[] = [];
  for (const blob of listed) found.push(await isEnvelope({ source, blob }, signal));
  assert.deepEqual(found, Object.values(texts));
  const [first, second] = listed;
  assert.ok(first && second);
  await appendFile(path.join(folder, first.name), "more");
  await rm(path.join(folder, second.name));
  assert.deepEqual(
    [await isEnvelope({ source, blob: first }, signal), await isEnvelope({ source, blob: second }, signal)],
    [false, false],
  );
});
