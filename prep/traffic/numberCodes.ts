/** Distinct numbers of 32 bits, coded in the order of first use: an open-addressing hash table. */
export interface NumberCodes {
  values: Uint32Array;
  count: number;
  /** Code and 1, or 0; at least twice as many as there are values. */
  slots: Uint32Array;
}

const initialValues = 1 << 10;

export function createNumberCodes(): NumberCodes {
  return { values: new Uint32Array(initialValues), count: 0, slots: new Uint32Array(initialValues * 2) };
}

export function codeNumber(codes: NumberCodes, value: number): number {
  const { slots, values } = codes;
  let slot = slotOf(value, slots);
  for (let found = slots[slot] ?? 0; found !== 0; found = slots[slot] ?? 0) {
    if (values[found - 1] === value) return found - 1;
    slot = (slot + 1) & (slots.length - 1);
  }
  values[codes.count++] = value;
  slots[slot] = codes.count;
  if (codes.count === values.length) grow(codes);
  return codes.count - 1;
}

function slotOf(value: number, slots: Uint32Array): number {
  const hash = Math.imul(value, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & (slots.length - 1);
}

function grow(codes: NumberCodes): void {
  const values = new Uint32Array(codes.count * 2);
  values.set(codes.values);
  const slots = new Uint32Array(codes.count * 4);
  for (let code = 0; code < codes.count; code++) {
    let slot = slotOf(values[code] ?? 0, slots);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = code + 1;
  }
  codes.values = values;
  codes.slots = slots;
}
