const dot = 0x2e;
const zero = 0x30;

/**
 * The number of an IPv4 address that is written in the usual way, four decimal numbers without leading zeros: from the
 * number the same text can be made. Undefined for any other text.
 */
export function parseIpv4(bytes: Uint8Array, start: number, end: number): number | undefined {
  let [address, part, digits, dots] = [0, 0, 0, 0];
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit === dot - zero && digits > 0) {
      address = (address << 8) | part;
      [part, digits] = [0, 0];
      dots++;
    } else if (digit >= 0 && digit <= 9 && !(digits > 0 && part === 0)) {
      part = part * 10 + digit;
      digits++;
      if (part > 255) return undefined;
    } else return undefined;
  }
  return dots === 3 && digits > 0 ? ((address << 8) | part) >>> 0 : undefined;
}

export function formatIpv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}
