import type { Narrowing } from "./source.ts";

/** One answer to the question what is in a folder: names of folders end in a slash. */
export interface FolderPage<Item> {
  readonly folders: readonly string[];
  readonly blobs: readonly Item[];
}

/** How a store of blobs is asked for its names; each page is one request. */
export interface Lister<Item> {
  /** All blobs whose names begin so. */
  below(prefix: string): AsyncIterable<readonly Item[]>;
  /** Blobs and folders whose names begin so, up to the next slash. */
  children(prefix: string): AsyncIterable<FolderPage<Item>>;
}

/** Where listing begins. */
export interface ListStart {
  /** What stands before each name to make it a path. */
  readonly origin: string;
  /** Without a slash at its end. */
  readonly prefix: string;
}

/** So many requests wait for their answers at once: most folders of a walk are small. */
const mostAhead = 8;

/**
 * Walks down those folders only that can hold what is wanted, level by level, and lists what is not mixed any more as it is.
 * Where no folder is laid out as Azure does it, all is listed as it is. Gives pages that hold every blob which is not
 * outside, and some that are.
 */
export async function* listNarrowed<Item>(
  lister: Lister<Item>,
  { origin, prefix }: ListStart,
  narrowing: Narrowing,
): AsyncGenerator<readonly Item[]> {
  const first = await firstLevel(lister, { origin, prefix }, narrowing);
  if (first === undefined) {
    yield* lister.below(prefix);
    return;
  }
  const whole: string[] = [];
  let level: readonly FolderPage<Item>[] = first;
  while (level.length > 0) {
    for (const { blobs } of level) yield blobs;
    const { mixed, ...rest } = sortFolders(
      level.flatMap(({ folders }) => folders),
      origin,
      narrowing,
    );
    whole.push(...rest.whole);
    level = (await Array.fromAsync(readAhead(mixed, (folder) => lister.children(folder)))).flat();
  }
  yield* readAhead(whole, (folder) => lister.below(folder));
}

/** Those to walk down, and those to list as they are; the others are left out. */
function sortFolders(
  folders: readonly string[],
  origin: string,
  narrowing: Narrowing,
): { readonly mixed: readonly string[]; readonly whole: readonly string[] } {
  const [mixed, whole]: [string[], string[]] = [[], []];
  for (const folder of folders) {
    const path = `${origin}/${folder}`;
    if (narrowing.isOutside(path)) narrowing.onFolder(path);
    else (narrowing.isMixed(path) ? mixed : whole).push(folder);
  }
  return { mixed, whole };
}

/**
 * What the walk begins with; undefined where there is nothing to walk: within a folder whose folders are all alike, and
 * where the first page of names has no folder that could be told from others.
 */
async function firstLevel<Item>(
  lister: Lister<Item>,
  { origin, prefix }: ListStart,
  narrowing: Narrowing,
): Promise<FolderPage<Item>[] | undefined> {
  const start = prefix === "" ? "" : `${prefix}/`;
  const isOther = (folder: string): boolean => {
    const path = `${origin}/${folder}`;
    return narrowing.isOutside(path) || narrowing.isMixed(path);
  };
  const pages: FolderPage<Item>[] = [];
  for await (const page of lister.children(start)) {
    pages.push(page);
    if (pages.length === 1 && !page.folders.some(isOther)) return undefined;
  }
  return [...pages, ...(prefix === "" ? [] : [await blobItself(lister, prefix)])];
}

/** A prefix can also be the name of a blob. */
async function blobItself<Item>(lister: Lister<Item>, prefix: string): Promise<FolderPage<Item>> {
  const blobs: Item[] = [];
  for await (const page of lister.children(prefix)) blobs.push(...page.blobs);
  return { folders: [], blobs };
}

/** What each place gives, in their order; the first pages of the next places are asked for ahead of time. */
async function* readAhead<Page>(
  places: readonly string[],
  read: (place: string) => AsyncIterable<Page>,
): AsyncGenerator<Page> {
  const begun: { readonly pages: AsyncIterator<Page>; readonly first: Promise<IteratorResult<Page>> }[] = [];
  const begin = (place: string | undefined): void => {
    if (place === undefined) return;
    const pages = read(place)[Symbol.asyncIterator]();
    const first = pages.next();
    // Whoever waits for it is told; until then nobody does.
    first.catch(() => undefined);
    begun.push({ pages, first });
  };
  for (const place of places.slice(0, mostAhead)) begin(place);
  for (let index = mostAhead; ; index++) {
    const next = begun.shift();
    if (next === undefined) return;
    begin(places[index]);
    for (let page = await next.first; page.done !== true; page = await next.pages.next()) yield page.value;
  }
}
