import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after, before } from "node:test";
import { buildModel } from "../../../report/model/buildModel.ts";
import { modelFiles } from "../../../report/model/modelFiles.ts";
import { openObjectModel, readFiles, writeFiles, type ObjectModel } from "./objectModel.ts";
import { nameSettings, sampleSettings, settingsWith } from "./sampleSettings.ts";

const item = "Flow Chord.SemanticModel";
let folder = "";
const opened = await openObjectModel();
const skip = typeof opened === "string" ? opened : false;
const objectModel = opened as ObjectModel;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "flow-chord-model-"));
});
after(async () => {
  if (skip === false) await objectModel.close();
  await rm(folder, { recursive: true, force: true });
});

for (const [index, settings] of sampleSettings.entries()) {
  test(
    `the object model loads the project and would write the very same files: ${nameSettings(settings)}`,
    { skip },
    async () => {
      const place = path.join(folder, String(index));
      await writeFiles(place, modelFiles(settings));
      const model = buildModel(settings);
      const { tablesLoaded, measuresLoaded, relationshipsLoaded } = await objectModel.load(path.join(place, item));
      assert.deepEqual([tablesLoaded, measuresLoaded, relationshipsLoaded], [11, 36, 12]);
      assert.deepEqual(
        await objectModel.list("table"),
        model.tables.map(({ name }) => name),
      );
      assert.deepEqual(
        (await objectModel.list("measure")).sort(),
        model.tables.flatMap(({ measures }) => measures.map(({ name }) => name)).sort(),
      );
      assert.equal((await objectModel.list("relationship")).length, model.relationships.length);
      await objectModel.save(path.join(place, "saved"));
      assert.deepEqual(
        await readFiles(path.join(place, "saved")),
        await readFiles(path.join(place, item, "definition")),
      );
    },
  );
}

const damages = [
  { file: "relationships", good: "toColumn: Hosts.Host", bad: "toColumn: Hosts.Nowhere", told: /ToColumn/ },
  { file: "tables/Hosts", good: "\t\tsummarizeBy: none", bad: "\t\tsumarizeBy: none", told: /sumarizeBy/ },
  { file: "tables/Hosts", good: "\tcolumn Network", bad: "column Network", told: /[Ii]ndentation/ },
  { file: "cultures/ko-KR", good: "column SrcIp", bad: "column SrcIpp", told: /ko-KR/ },
  { file: "tables/Date", good: "sortByColumn: MonthNumber", bad: "sortByColumn: MonthNo", told: /SortByColumn/ },
] as const;

for (const { file, good, bad, told } of damages) {
  test(`the object model refuses "${bad.trim()}" in ${file}`, { skip }, async () => {
    const place = await mkdtemp(path.join(folder, "damaged-"));
    const files = modelFiles(settingsWith()).map(({ path: name, content }) => ({
      path: name,
      content: name.endsWith(`/${file}.tmdl`) ? String(content).replace(good, bad) : content,
    }));
    assert.notDeepEqual(files, modelFiles(settingsWith()));
    await writeFiles(place, files);
    await assert.rejects(objectModel.load(path.join(place, item)), told);
  });
}
