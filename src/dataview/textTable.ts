/**
 * Numbers texts in the order in which they are first seen. The host's texts come from another frame, each a string of
 * its own: a map would have to read all of it twice, for its hash and to compare it. The buckets know the texts by their
 * last letter, by four, or by all, as it takes to tell them apart.
 */
export interface TextTable {
  readonly texts: string[];
  /** All texts; asked only for those that found no place in the buckets. */
  readonly codeOfText: Map<string, number>;
  /** A text's code + 1 at its hash or one of the next few; 0 where there is none. */
  buckets: Uint32Array;
  /** How many letters the hashes read. */
  reads: "last" | "few" | "all";
}

/** So many buckets in a row are looked at; a text that takes more has hashes read more letters. */
const probes = 4;
const probesOf = { last: 2, few: probes, all: probes } as const;
/** Buckets for each text, so that most are empty. */
const roominess = 8;
const sizes = { smallest: 256, largest: 2 ** 17, growth: 4 };
/** Of longer texts only the beginning and the end are read. */
const mostLetters = 48;

export function createTextTable(): TextTable {
  return { texts: [], codeOfText: new Map(), buckets: new Uint32Array(sizes.smallest), reads: "last" };
}

/** The number of a text, a new one where it is new. */
export function codeText(table: TextTable, text: string): number {
  const { buckets, texts } = table;
  const hash = hashText(text, table.reads);
  for (let probe = 0; probe < probes; probe++) {
    const known = (buckets[(hash + probe) & (buckets.length - 1)] ?? 0) - 1;
    if (known < 0) return addText(table, text);
    if (texts[known] === text) return known;
  }
  return table.codeOfText.get(text) ?? addText(table, text);
}

function addText(table: TextTable, text: string): number {
  const code = table.texts.push(text) - 1;
  table.codeOfText.set(text, code);
  const { length } = table.buckets;
  if (table.texts.length * roominess > length && length < sizes.largest) refill(table, length * sizes.growth);
  while (!placeText(table, code) && table.reads !== "all") {
    table.reads = table.reads === "last" ? "few" : "all";
    refill(table, table.buckets.length);
  }
  return code;
}

function refill(table: TextTable, size: number): void {
  table.buckets = new Uint32Array(size);
  for (let code = 0; code < table.texts.length; code++) placeText(table, code);
}

/** Whether there is a bucket for a text, or it has one. */
function placeText({ buckets, texts, reads }: TextTable, code: number): boolean {
  const hash = hashText(texts[code] ?? "", reads);
  for (let probe = 0; probe < probesOf[reads]; probe++) {
    const bucket = (hash + probe) & (buckets.length - 1);
    const known = (buckets[bucket] ?? 0) - 1;
    if (known >= 0 && known !== code) continue;
    buckets[bucket] = code + 1;
    return true;
  }
  return false;
}

function hashText(text: string, reads: TextTable["reads"]): number {
  if (reads === "few") return hashFew(text);
  return reads === "last" ? hashLast(text) : hashAll(text);
}

/** Enough for a few words, as actions are, or for names with a number behind them. */
function hashLast(text: string): number {
  const { length } = text;
  return length === 0 ? 0 : Math.imul(length + 64 * text.charCodeAt(length - 1), 0x9e3779b1) >>> 12;
}

/** Reads the last three letters and one before the middle, in which addresses of different subnets differ. */
function hashFew(text: string): number {
  const { length } = text;
  if (length < 4) return hashAll(text);
  let hash = length + 64 * text.charCodeAt((length >> 1) - 1);
  hash = (Math.imul(hash, 37) + text.charCodeAt(length - 3)) | 0;
  hash = (Math.imul(hash, 37) + text.charCodeAt(length - 2)) | 0;
  hash = (Math.imul(hash, 37) + text.charCodeAt(length - 1)) | 0;
  return Math.imul(hash, 0x9e3779b1) >>> 12;
}

function hashAll(text: string): number {
  const { length } = text;
  let hash = length;
  for (let at = 0; at < length; at++) {
    if (at === mostLetters / 2 && length > mostLetters) at = length - mostLetters / 2;
    hash = (Math.imul(hash, 37) + text.charCodeAt(at)) | 0;
  }
  return Math.imul(hash, 0x9e3779b1) >>> 12;
}
