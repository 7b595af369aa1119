import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createNarrowing, type Choice } from "../../../prep/plan/narrowing.ts";
import { createPlan, planBlob } from "../../../prep/plan/plan.ts";
import { listNarrowed, type FolderPage, type Lister } from "../../../prep/source/listNarrowed.ts";
import { openStandardInput } from "../../../prep/source/standardInput.ts";
import { Readable } from "node:stream";

const origin = "https://contoso.blob.core.windows.net/logs";
const source = openStandardInput(Readable.from([]));
const nothing: Choice = { range: { sinceMs: undefined, untilMs: undefined }, nsgs: [], macs: [] };
const pageLength = 5;

/** A store of names, and how often it was asked. */
function storeOf(names: readonly string[]): Lister<string> & { readonly requests: () => number } {
  const sorted = [...new Set(names)].sort();
  let requests = 0;
  async function* pages<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
    for (let at = 0; at === 0 || at < items.length; at += pageLength) {
      requests++;
      yield await Promise.resolve(items.slice(at, at + pageLength));
    }
  }
  const below = (prefix: string) => pages(sorted.filter((name) => name.startsWith(prefix)));
  async function* children(prefix: string): AsyncGenerator<FolderPage<string>> {
    const found = sorted.filter((name) => name.startsWith(prefix));
    const next = (name: string) => name.slice(0, name.indexOf("/", prefix.length) + 1 || undefined);
    for await (const page of pages([...new Set(found.map(next))])) {
      yield { folders: page.filter((name) => name.endsWith("/")), blobs: page.filter((name) => !name.endsWith("/")) };
    }
  }
  return { below, children, requests: () => requests };
}

/** Names that are to be opened, of a narrowed listing or of a whole one; the first sees no folder. */
async function opened(names: readonly string[], choice: Choice, prefix: string, isNarrowed: boolean) {
  const store = storeOf(names);
  const narrowing = createNarrowing(choice);
  const plan = createPlan();
  const pages =
    isNarrowed && narrowing?.hasFolders === true
      ? listNarrowed(store, { origin, prefix }, narrowing)
      : store.below(prefix);
  for await (const page of pages) {
    for (const name of page) {
      if (prefix !== "" && name !== prefix && !name.startsWith(`${prefix}/`)) continue;
      const blob = { origin, name, sizeBytes: 1, etag: "e", isLive: false };
      planBlob(plan, { source, blob, known: undefined }, choice.range, narrowing);
    }
  }
  const found = plan.blobs.map(({ blob }) => blob.name).sort();
  return { found, requests: store.requests(), folders: narrowing?.foldersOutside() ?? 0, outside: plan.outside };
}

const nsgPath = (nsg: string) =>
  `resourceId=/SUBSCRIPTIONS/0000/RESOURCEGROUPS/SHOP/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/${nsg}`;
const vnetPath = (name: string) =>
  `flowLogResourceID=/0000_NETWORKWATCHERRG/NETWORKWATCHER_KOREACENTRAL_${name}-FLOWLOGS`;
const two = (number: number) => String(number).padStart(2, "0");

function blobAt(resource: string, timeMs: number, mac = "000D3AF87856"): string {
  const [day, hour] = [new Date(timeMs).toISOString().slice(0, 10), two(new Date(timeMs).getUTCHours())];
  const [year = "", month = "", date = ""] = day.split("-");
  return `${resource}/y=${year}/m=${month}/d=${date}/h=${hour}/m=00/macAddress=${mac}/PT1H.json`;
}

const hourMs = 3_600_000;
const startMs = Date.UTC(2025, 11, 30, 20);
const hours = fc.integer({ min: 0, max: 24 * 70 }).map((hour) => startMs + hour * hourMs);
const resources = fc.constantFrom(
  nsgPath("WEB"),
  nsgPath("DB"),
  nsgPath("web"),
  vnetPath("WEB-SHOP"),
  vnetPath("WEB-2-SHOP"),
  "flowLogResourceID=/SUBSCRIPTIONS/0000/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NW/FLOWLOGS/WEB-FLOWLOG",
  "copies/2026/resourceId=/SUBSCRIPTIONS/0000/WEB",
  "resourceId%3D/SUBSCRIPTIONS/0000/WEB",
  "resourceid=/subscriptions/0000/resourcegroups/y=2018/web",
  "WEB",
  "flat",
  "resourceId=/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/WEB",
);
const macs = fc.constantFrom("000D3AF87856", "000d3af87857", "000D3AF87858");
const logs = fc.tuple(resources, hours, macs).map(([resource, timeMs, mac]) => blobAt(resource, timeMs, mac));
const odd = fc
  .tuple(
    resources,
    hours,
    fc.integer({ min: 0, max: 6 }),
    fc.constantFrom("note.txt", "m=99/a", "y=2018/m=01/x", "d=31"),
  )
  .map(
    ([resource, timeMs, kept, name]) =>
      `${blobAt(resource, timeMs)
        .split("/")
        .slice(0, -1 - kept)
        .join("/")}/${name}`,
  );
const choices: fc.Arbitrary<Choice> = fc
  .record({
    since: fc.option(hours),
    until: fc.option(hours),
    nsgs: fc.subarray(["Web", "db", "web-shop", "nowhere"], { maxLength: 2 }),
    macs: fc.subarray(["000D3AF87857"]),
  })
  .map(({ since, until, nsgs, macs }) => ({
    range: { sinceMs: since ?? undefined, untilMs: until ?? undefined },
    nsgs,
    macs,
  }));
const prefixes = fc.constantFrom("", "resourceId=", nsgPath("WEB"), `${nsgPath("WEB")}/y=2026`, "copies", "WEB");

test("a narrowed listing opens the same blobs as a whole one, in any layout", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 4, arbitrary: logs }, { weight: 1, arbitrary: odd }), { maxLength: 60 }),
      choices,
      prefixes,
      async (names, choice, prefix) => {
        const [narrowed, whole] = [
          await opened(names, choice, prefix, true),
          await opened(names, choice, prefix, false),
        ];
        assert.deepEqual(narrowed.found, whole.found);
        assert.ok(narrowed.folders > 0 || narrowed.outside === whole.outside);
      },
    ),
    { numRuns: 500 },
  );
});

const days = Array.from({ length: 400 }, (_, day) => Date.UTC(2025, 0, 1) + day * 24 * hourMs);
const yearOfLogs = ["WEB", "DB"].flatMap((nsg) =>
  days.flatMap((dayMs) => Array.from({ length: 24 }, (_, hour) => blobAt(nsgPath(nsg), dayMs + hour * hourMs))),
);

test("the last day of 400 takes few requests, and the folders that were left out are counted", async () => {
  const range = { sinceMs: days[399], untilMs: undefined };
  const { found, requests, folders } = await opened(yearOfLogs, { ...nothing, range }, "", true);
  assert.equal(found.length, 48);
  // Nine levels of names; year, month and day of two groups; five pages of each day.
  assert.ok(requests <= 9 + 2 * 3 + 2 * 5, `${requests} requests`);
  assert.equal(folders, 2 * (1 + 1 + 3));
});

test("a group is walked to by itself, and a NIC alone is no reason to walk", async () => {
  const range = { sinceMs: days[398], untilMs: days[398] };
  const one = await opened(yearOfLogs, { range, nsgs: ["web"], macs: [] }, "", true);
  assert.ok(one.found.length > 0 && one.found.every((name) => name.includes("/WEB/")));
  const choice = { ...nothing, macs: ["FFFFFFFFFFFF"] };
  const nic = await opened(yearOfLogs, choice, "", true);
  assert.deepEqual(
    [nic.found.length, nic.requests, nic.outside],
    [0, yearOfLogs.length / pageLength, yearOfLogs.length],
  );
});

test("a layout that is not known is listed as it is, after one look", async () => {
  const names = Array.from({ length: 40 }, (_, host) => blobAt(`host-${host}`, startMs));
  const range = { sinceMs: startMs + 24 * hourMs, untilMs: undefined };
  assert.equal((await opened(names, { ...nothing, range }, "", true)).requests, 1 + names.length / pageLength);
});

test("names that no path has are told with those that there are", async () => {
  const narrowing = createNarrowing({ ...nothing, nsgs: ["WEB", "weeb"] });
  assert.ok(narrowing);
  await Array.fromAsync(listNarrowed(storeOf(yearOfLogs), { origin, prefix: "" }, narrowing));
  assert.deepEqual(narrowing.unknownNames(), { asked: ["weeb"], there: ["db", "web"] });
});
