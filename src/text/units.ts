import type { Amount } from "../model/amount";

/** How amounts are shortened: `auto` is bytes for a measure that counts them, else thousands. */
export type Units = "auto" | "none" | "bytes" | "binaryBytes" | "thousands";

/** A number of three significant digits at most and the sign of the unit that it is in, `undefined` for none. */
export interface ScaledBytes {
  readonly value: number;
  readonly sign: string | undefined;
}

const decimalSigns = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
const binarySigns = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

const byteWord = /byte|octet|바이트|バイト|字节|位元組/i;
const largerWord =
  /(?:kilo|m[eé]ga|giga|t[eé]ra|p[eé]ta|exa|[kmgtpe][ie]?bi|킬로|메가|기가|테라|페타|キロ|メガ|ギガ|テラ|ペタ|千|兆|吉|太|百萬|十億)(?:byte|octet|바이트|バイト|字节|位元組)/i;
/** ko, Mo, Go: what French writes for kB, MB, GB, where an octet is named. */
const largerOctets = /[oO]ctet.*(?<![\p{L}])(?:[kKMGTPE]i?o)(?![\p{L}])/su;
/** kB, MB, KiB and the like, by themselves or at the end of a word. */
const largerSign = /(?<![a-z])[kmgtpe]i?b(?![a-z])/i;
const largerSignAtEnd = /[kKMGTPE]i?B(?![A-Za-z])/;

/** Whether a number behind this format string is divided by thousands: by commas after its last digit. */
export function isScaledFormat(format: string): boolean {
  return /[0#],+(?![0#,])/.test(format);
}

/**
 * Whether a measure counts single bytes, by its name and format string. One in kB or MB does not, nor does a
 * percentage; one whose format turns it into MB does.
 */
export function countsBytes(name: string, format = ""): boolean {
  if (name.includes("%") || format.includes("%") || saysLargerUnit(name)) return false;
  if (saysLargerUnit(format)) return isScaledFormat(format);
  return byteWord.test(name) || byteWord.test(format) || /[0#]B$/.test(format.replace(/["\\\s]/g, ""));
}

function saysLargerUnit(text: string): boolean {
  return [largerWord, largerOctets, largerSign, largerSignAtEnd].some((pattern) => pattern.test(text));
}

/** Bytes in the largest unit that leaves 1 or more of it, after rounding: 999,999 is 1 MB. Without a unit beyond EB. */
export function scaleBytes(amount: Amount, base: 1000 | 1024): ScaledBytes {
  const signs = base === 1024 ? binarySigns : decimalSigns;
  let scaled = Number(amount);
  for (const sign of signs) {
    const value = roundDigits(scaled);
    if (value < 1000) return { value, sign };
    scaled /= base;
  }
  return { value: Number(amount), sign: undefined };
}

/** Rounds to three significant digits. */
export function roundDigits(value: number): number {
  if (!(value >= 1)) return Number(value.toPrecision(3));
  if (value >= 100) return value < 1000 ? Math.round(value) : Number(value.toPrecision(3));
  return value >= 10 ? Math.round(value * 10) / 10 : Math.round(value * 100) / 100;
}
