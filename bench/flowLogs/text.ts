/** ASCII text that is being written; whoever writes leaves room, for nothing here looks whether there is some. */
export interface Text {
  readonly bytes: Buffer;
  length: number;
}

export function createText(capacity: number): Text {
  return { bytes: Buffer.alloc(capacity), length: 0 };
}

export function putString(text: Text, string: string): void {
  text.length += text.bytes.write(string, text.length, "latin1");
}

export function putBytes(text: Text, from: Uint8Array): void {
  const { bytes, length } = text;
  for (let index = 0; index < from.length; index++) bytes[length + index] = from[index] ?? 0;
  text.length = length + from.length;
}

export function putByte(text: Text, byte: number): void {
  text.bytes[text.length++] = byte;
}

/** A whole number from 0 to 2^53 - 1, in decimal. */
export function putNumber(text: Text, number: number): void {
  if (number < million) {
    putSmall(text, number, digitsOf(number));
    return;
  }
  const millions = Math.floor(number / million);
  putNumber(text, millions);
  putSmall(text, number - millions * million, 6);
}

const million = 1_000_000;
const zero = 48;

function digitsOf(number: number): number {
  if (number < 1000) return number < 10 ? 1 : number < 100 ? 2 : 3;
  return number < 10_000 ? 4 : number < 100_000 ? 5 : 6;
}

function putSmall(text: Text, number: number, digits: number): void {
  let rest = number | 0;
  for (let at = text.length + digits - 1; at >= text.length; at--) {
    const tenth = (rest / 10) | 0;
    text.bytes[at] = zero + rest - tenth * 10;
    rest = tenth;
  }
  text.length += digits;
}
