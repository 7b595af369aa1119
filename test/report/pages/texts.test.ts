import assert from "node:assert/strict";
import { test } from "node:test";
import { listTexts } from "../../../report/pages/texts.ts";
import { languages, listSampleReports } from "./sampleReport.ts";

/** Every text, by the path of keys that leads to it. */
function listLeaves(texts: object, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : listLeaves(value as object, `${path}${key}.`),
  );
}

const english = new Map(listLeaves(listTexts("en-US")));
const korean = new Map(listLeaves(listTexts("ko-KR")));

test("each text is there in both languages, and not empty", () => {
  assert.ok(english.size > 80);
  assert.deepEqual([...korean.keys()], [...english.keys()]);
  for (const [key, text] of [...english, ...korean]) assert.ok(text.trim() === text && text.length > 1, key);
});

test("Korean texts are Korean, English ones have no Korean", () => {
  for (const [key, text] of korean) {
    assert.match(text, /\p{Script=Hangul}/u, key);
    assert.doesNotMatch(text, /\p{Script=Latin}/u, key);
    assert.notEqual(text, english.get(key));
  }
  for (const [key, text] of english) assert.doesNotMatch(text, /\p{Script=Hangul}/u, key);
});

test("an alternative text says more than the title, as one sentence or more", () => {
  for (const texts of [english, korean]) {
    for (const [key, text] of texts) {
      if (key.endsWith("ltText")) assert.match(text, /\.$/, key);
      const title = texts.get(key.replace(/altText$/, "title"));
      if (key.endsWith("altText") && title !== undefined) assert.ok(text.length > title.length, key);
    }
  }
});

test("every text is used in a report of its language, and none of the other language", async () => {
  const reports = await listSampleReports();
  for (const language of languages) {
    const both = reports.filter((_, index) => languages[Math.floor(index / 2)] === language);
    const content = both
      .flatMap((files) => files.map((file) => (typeof file.content === "string" ? file.content : "")))
      .join();
    for (const [key, text] of language === "en-US" ? english : korean) {
      // `host.name` has no title of its own: the table's head says what it is.
      if (key !== "host.name.title")
        assert.ok(content.includes(JSON.stringify(text).slice(1, -1)), `${language} ${key}`);
    }
    assert.equal(/\p{Script=Hangul}/u.test(content), language === "ko-KR");
  }
});
