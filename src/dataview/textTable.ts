/**
 * Numbers texts in the order in which they are first seen. The host's texts come from another frame, each a string of
 * its own: a map would have to read all of it twice, for its hash and to compare it. The buckets know the texts by as few
 * letters as it takes to tell them apart.
 */
export interface TextTable {
  readonly texts: string[];
  /** All texts; asked only for those that found no place in the buckets. */
  readonly codeOfText: Map<string, number>;
  /** A text's code + 1 at its hash or one of the next few; 0 where there is none. */
  buckets: number[];
  /** How many letters its hashes read: 0 for the last one, 1 for three, 2 for five, 3 for all. */
  level: number;
}

/** So many buckets in a row are looked at. */
const probes = 4;
/** A text that takes more buckets than these has the next hash used, which reads more letters. */
const probesOfLevel = [2, 3, probes, probes] as const;
const lastLevel = probesOfLevel.length - 1;
/** Buckets for each text, so that most are empty. */
const roominess = 8;
const sizes = { smallest: 256, largest: 2 ** 17, growth: 4 };
/** Of longer texts only the beginning and the end are read. */
const mostLetters = 48;

export function createTextTable(): TextTable {
  return { texts: [], codeOfText: new Map(), buckets: createBuckets(sizes.smallest), level: 0 };
}

/** The number of a text, a new one where it is new. */
export function codeText(table: TextTable, text: string): number {
  const { buckets, texts } = table;
  const hash = hashText(text, table.level);
  for (let probe = 0; probe < probes; probe++) {
    const known = (buckets[(hash + probe) & (buckets.length - 1)] ?? 0) - 1;
    if (known < 0) return addText(table, text);
    if (texts[known] === text) return known;
  }
  return table.codeOfText.get(text) ?? addText(table, text);
}

function addText(table: TextTable, text: string): number {
  // Of the last hash, too, some may have found no place.
  const known = table.codeOfText.get(text);
  if (known !== undefined) return known;
  const code = table.texts.push(text) - 1;
  table.codeOfText.set(text, code);
  const { length } = table.buckets;
  const isFull = table.texts.length * roominess > length && length < sizes.largest;
  let havePlaces = isFull ? refill(table, length * sizes.growth) : placeText(table, code);
  while (!havePlaces && table.level < lastLevel) {
    table.level++;
    havePlaces = refill(table, table.buckets.length);
  }
  return code;
}

/** Whether there are buckets for all texts. */
function refill(table: TextTable, size: number): boolean {
  table.buckets = createBuckets(size);
  let havePlaces = true;
  for (let code = 0; code < table.texts.length; code++) havePlaces = placeText(table, code) && havePlaces;
  return havePlaces;
}

/** An ordinary array: it is quicker to get than a typed one, and there are a few for each new data. */
function createBuckets(size: number): number[] {
  return new Array<number>(size).fill(0);
}

/** Whether there is a bucket for a text, or it has one. */
function placeText({ buckets, texts, level }: TextTable, code: number): boolean {
  const hash = hashText(texts[code] ?? "", level);
  for (let probe = 0; probe < (probesOfLevel[level] ?? probes); probe++) {
    const bucket = (hash + probe) & (buckets.length - 1);
    const known = (buckets[bucket] ?? 0) - 1;
    if (known >= 0 && known !== code) continue;
    buckets[bucket] = code + 1;
    return true;
  }
  return false;
}

function hashText(text: string, level: number): number {
  const { length } = text;
  if (level === 0) return length === 0 ? 0 : mix(length + 64 * text.charCodeAt(length - 1));
  if (level === lastLevel || length < 5) return hashAll(text);
  return level === 1 ? hashThree(text) : hashFive(text);
}

/** The last two letters, and one before the middle, in which addresses of different subnets differ. */
function hashThree(text: string): number {
  const { length } = text;
  const letters = text.charCodeAt(length - 1) + 128 * text.charCodeAt(length - 2);
  return mix(Math.imul(letters + 16384 * text.charCodeAt((length >> 1) - 1), 37) + length);
}

function hashFive(text: string): number {
  const { length } = text;
  const more = text.charCodeAt(length - 3) + 128 * text.charCodeAt(length - 4);
  return mix(Math.imul(hashThree(text), 37) + more);
}

/** All letters, of long texts half of them at either end. */
function hashAll(text: string): number {
  const { length } = text;
  let hash = length;
  for (let at = 0; at < length; at++) {
    if (at === mostLetters / 2 && length > mostLetters) at = length - mostLetters / 2;
    hash = (Math.imul(hash, 37) + text.charCodeAt(at)) | 0;
  }
  return mix(hash);
}

/** Makes all bits of a hash tell, 20 of them. */
function mix(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 12;
}
