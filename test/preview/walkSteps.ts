import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import type { ExpectedRow } from "../../scripts/estate/tally.ts";
import {
  choose,
  evaluate,
  evaluateInFrame,
  eventually,
  findSetting,
  pointAt,
  readLog,
  redraw,
  textOf,
  type OpenedPage,
} from "./openPage.ts";
import { download, readPng, readSvg } from "./readPicture.ts";

/** Who walks: the page, the parts of ribbons in it, and the rows that it was made of. */
export interface Walker extends OpenedPage {
  readonly marks: Locator;
  readonly rows: readonly ExpectedRow[];
}

/** What a person does, one after the other on the same page, and sees. A new step is one more entry. */
export const steps: Readonly<Record<string, (walker: Walker) => Promise<void>>> = {
  "look at the whole": async ({ page, visual }) => {
    assert.match(await textOf(visual.locator("g.lines")), /86 hosts/);
    assert.equal(await page.getByRole("button", { name: "All hosts" }).getAttribute("aria-pressed"), "true");
  },

  "change a setting": async ({ page, visual }) => {
    const before = await visual.locator("g.arc").count();
    const hostCount = await findSetting(page, "Others and grouping", "Hosts shown");
    await redraw(page, async () => {
      await hostCount.fill("8");
      await hostCount.press("Tab");
    });
    assert.ok(before > 20);
    assert.equal(await visual.locator("g.arc").count(), 9);
    assert.equal(await page.getByRole("button", { name: "All hosts" }).getAttribute("aria-pressed"), "false");
  },

  "search a setting and set it back": async ({ page, visual }) => {
    const settings = page.locator("#format-pane");
    await settings.getByLabel("Search settings").fill("hosts shown");
    assert.deepEqual(await settings.locator(".slice-name:visible").allTextContents(), ["Hosts shown"]);
    await redraw(page, () => settings.getByRole("button", { name: "Reset Hosts shown" }).click());
    await settings.getByLabel("Search settings").fill("");
    assert.ok((await visual.locator("g.arc").count()) > 20);
  },

  "color by rule and pick a rule's color": async ({ page }) => {
    const colorBy = await findSetting(page, "Colors", "Color by");
    await redraw(page, () => colorBy.selectOption({ label: "Rule" }));
    const picker = await findSetting(page, "Colors", "UserRule_allow-https");
    await redraw(page, () => picker.fill("#ff00aa"));
    await eventually(async () => {
      const used = await evaluateInFrame<string[]>(
        page,
        `[...document.querySelectorAll("path.part")].map((part) => getComputedStyle(part).fill)`,
      );
      assert.ok(used?.includes("rgb(255, 0, 170)"), used?.slice(0, 5).join());
    });
  },

  "switch labels off and on with the keyboard": async ({ page, visual }) => {
    const labels = page.locator("#format-pane").getByRole("switch", { name: "Labels" });
    await labels.focus();
    await redraw(page, () => page.keyboard.press("Space"));
    assert.equal(await visual.locator("g.labels text:visible").count(), 0);
    await redraw(page, () => page.keyboard.press("Space"));
    assert.ok((await visual.locator("g.labels text:visible").count()) > 8);
    await redraw(page, () => page.getByRole("button", { name: "Reset all" }).click());
  },

  "group by networks and expand one": async ({ page, visual }) => {
    await redraw(page, () => page.getByRole("button", { name: "Networks" }).click());
    assert.deepEqual(await chosenFields(page, "source"), ["SrcIp /16", "SrcIp /24", "SrcIp"]);
    const before = await visual.locator("g.arc").count();
    await redraw(page, () => visual.locator("text", { hasText: "10.5.0.0/16" }).first().click());
    await eventually(async () => {
      assert.ok((await visual.locator("g.arc").count()) > before);
    });
    assert.match((await readLog(page)).events.join(), /persistProperties/);
    assert.match(decodeURIComponent(page.url()), /"expanded":.*10\.5\.0\.0\/16/);
  },

  "put a field into a role and take it out": async ({ page, visual }) => {
    await redraw(page, () => page.getByRole("button", { name: "All hosts" }).click());
    await choose(page, "smallMultiple", "Action");
    assert.equal(await visual.locator("g.panel").count(), 2);
    await choose(page, "smallMultiple", "");
    await choose(page, "source", "");
    assert.match(await textOf(visual.locator("svg.flow-chord")), /Source/);
    await choose(page, "source", "SrcIp");
  },

  "filter by action and by time": async ({ page, visual, rows }) => {
    await redraw(page, () => page.getByRole("checkbox", { name: /^Allow/ }).uncheck());
    const denied = rows.filter(({ Action }) => Action === "Deny");
    assert.match(await textOf(visual.locator("g.lines")), /100% of Flows denied/);
    const hours = await page.locator('select[name="from"] option').allTextContents();
    await choose(page, "from", hours.at(-1) ?? "");
    const last = denied.filter(({ Time }) =>
      new Date(Time).toISOString().startsWith((hours.at(-1) ?? "").slice(0, 10)),
    );
    assert.ok(last.length > 0);
    await redraw(page, () => page.getByRole("button", { name: "Clear filters" }).click());
    assert.match(await textOf(visual.locator("g.lines")), /12\.3% of Flows denied/);
  },

  "select a ribbon: the other visual shows it": async ({ page, marks }) => {
    assert.ok(await pointAt(page, marks.first()));
    await page.mouse.down();
    await page.mouse.up();
    await eventually(async () => {
      assert.match(await textOf(page.locator(".status-text")), /^Selected · flows: /);
    });
    const [lit, whole] = [await listWidths(page, ".bar-lit"), await listWidths(page, ".bar-whole")];
    assert.ok(lit.some((width, at) => width < (whole[at] ?? 0) - 2));
  },

  "find hosts by a prefix, and select them": async ({ page, visual }) => {
    await page.getByRole("button", { name: "Clear selection" }).click();
    await visual.locator("svg.flow-chord").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("192.0.2.0/24");
    assert.match(await textOf(visual.locator(".search output")), /^\d+ hosts: Flows: [\d,]+ \(/);
    const [found, all] = [await visual.locator(".arc.is-wanted").count(), await visual.locator(".arc").count()];
    assert.ok(found > 0 && found < all, `${String(found)} of ${String(all)}`);
    await page.keyboard.press("Enter");
    await eventually(async () => {
      assert.match(await textOf(page.locator(".status-text")), /^Selected · flows: /);
    });
  },

  "leave the search": async ({ page, visual }) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.equal(await visual.locator(".search.is-open").count(), 0);
    await page.getByRole("button", { name: "Clear selection" }).click();
  },

  "hide what is allowed with its square in the legend, and bring it back": async ({ page, visual, rows }) => {
    const allowed = visual.locator(".legend-item", { hasText: "Allow" });
    await redraw(page, () => allowed.locator(".swatch").click());
    const denied = rows.filter(({ Action }) => Action === "Deny").length;
    assert.match(await textOf(visual.locator("g.lines")), new RegExp(`Flows: ${denied.toLocaleString("en-US")} among`));
    assert.match(await textOf(visual.locator("g.lines")), /Hidden: Allow \(Flows: 21\.7K\)/);
    await redraw(page, () => allowed.locator("text").click());
    assert.doesNotMatch(await textOf(visual.locator("g.lines")), /Hidden/);
  },

  "click a bar: the visual highlights, then is filtered": async ({ page, visual }) => {
    const bar = page.locator(".bars").getByRole("button", { name: /UserRule_allow-https/ });
    await redraw(page, () => bar.click());
    assert.equal(await bar.getAttribute("aria-pressed"), "true");
    assert.match(await textOf(visual.locator("g.lines")), /23\.3% highlighted/);
    assert.equal(await page.getByRole("button", { name: "Clear selection" }).isVisible(), false);
    await choose(page, "secondMode", "filter");
    assert.match(await textOf(visual.locator("g.lines")), /Flows: 5,773/);
    await redraw(page, () => bar.click());
    await choose(page, "secondMode", "highlight");
  },

  "size it for a phone, then by the handle": async ({ page, visual }) => {
    await page.locator('select[name="size"]').selectOption("phone");
    await eventually(async () => {
      assert.equal(Math.round((await visual.locator("svg.flow-chord").boundingBox())?.width ?? 0), 360 - 22);
    });
    await page.locator(".size-handle").press("ArrowRight");
    assert.equal(await page.locator('input[name="width"]').inputValue(), "370");
    await page.locator('select[name="size"]').selectOption("fit");
  },

  "switch to Korean": async ({ page, visual }) => {
    await choose(page, "locale", "ko-KR");
    assert.match(await textOf(visual.locator("g.lines")), /호스트 86개/);
    assert.equal(await textOf(page.locator("#format-pane h2")), "서식");
    assert.equal(await page.locator("html").getAttribute("lang"), "ko");
    await choose(page, "locale", "en-US");
  },

  dark: (walker) => wear(walker, "dark"),
  "high contrast, white": (walker) => wear(walker, "contrastWhite"),
  "high contrast, black": (walker) => wear(walker, "contrastBlack"),

  "save the picture as SVG and as PNG": async ({ page, marks }) => {
    await choose(page, "theme", "light");
    const [svgFile, pngFile] = [await download(page, "exportSvg"), await download(page, "exportPng")];
    assert.deepEqual(
      [svgFile, pngFile].map((saved) => saved.suggestedFilename()),
      ["flow-chord-estate-flows.svg", "flow-chord-estate-flows.png"],
    );
    const svg = await readFile(await svgFile.path(), "utf8");
    const seen = await readSvg(page, svg);
    assert.deepEqual(seen.parts, await marks.count());
    assert.equal(seen.errors, 0);
    assert.match(seen.title, /Who talks to whom/);
    assert.match(seen.description, /86 hosts/);
    assert.equal(seen.withoutFill, 0);
    const png = await readPng(page, await readFile(await pngFile.path()));
    assert.deepEqual([png.width, png.height], [seen.width * 2, seen.height * 2]);
    assert.ok(png.colors > 100, `${String(png.colors)} colors`);
  },

  "open the log": async ({ page }) => {
    await page.getByRole("button", { name: "Log", exact: true }).click();
    const lines = await page.locator(".log-lines li").allTextContents();
    for (const kind of ["drawing", "selection", "setting"])
      assert.ok(
        lines.some((line) => line.includes(kind)),
        kind,
      );
    await page.getByRole("button", { name: "Clear log" }).click();
    assert.equal(await page.locator(".log-lines li").count(), 0);
  },
};

async function wear({ page }: Walker, theme: string): Promise<void> {
  await choose(page, "theme", theme);
  const background = await evaluateInFrame<string>(page, "getComputedStyle(document.body).backgroundColor");
  const expected = { dark: "rgb(28, 32, 38)", contrastWhite: "rgb(255, 255, 255)", contrastBlack: "rgb(0, 0, 0)" };
  assert.equal(background, expected[theme as keyof typeof expected]);
}

async function chosenFields(page: Page, role: string): Promise<string[]> {
  const values = await evaluate<string[]>(
    page,
    `[...document.querySelectorAll('select[name^="${role}"]')].map(({ value }) => value)`,
  );
  return values.filter((value) => value !== "");
}

async function listWidths(page: Page, selector: string): Promise<number[]> {
  return evaluate<number[]>(
    page,
    `[...document.querySelectorAll("${selector}")].map((bar) => bar.getBoundingClientRect().width)`,
  );
}
