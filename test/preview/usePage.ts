import path from "node:path";
import { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { createFolder, launchBrowser, writePage } from "./openPage.ts";

/** A browser, and the playground that is opened in it. */
export interface WrittenPage {
  readonly browser: Browser;
  readonly file: string;
}

/** Has both for all tests of a file; `prepare` makes the tables in a folder of their own and resolves to where they are. */
export function usePage(prepare: (folder: string) => Promise<string>): WrittenPage {
  const made: { browser?: Browser; file?: string; remove?: () => Promise<void> } = {};
  before(async () => {
    const { folder, remove } = await createFolder();
    made.remove = remove;
    made.file = await writePage(await prepare(folder), path.join(folder, "playground.html"));
    made.browser = await launchBrowser();
  });
  after(async () => {
    await made.browser?.close();
    await made.remove?.();
  });
  return {
    get browser() {
      if (made.browser === undefined) throw new Error("the browser is there only while tests run");
      return made.browser;
    },
    get file() {
      return made.file ?? "";
    },
  };
}
