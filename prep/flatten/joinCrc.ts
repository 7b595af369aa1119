/** The polynomial of CRC-32 as zlib has it, the lowest bit first. Source: RFC 1952, section 8. */
const polynomial = 0xedb88320;

/** The CRC-32 of two stretches of bytes, one behind the other, from those of each and the length of the second. */
export function joinCrc(first: number, second: number, secondLength: number): number {
  return (multiply(first, zeros(secondLength)) ^ second) >>> 0;
}

/** The CRC-32 of the first of two stretches of bytes, from that of both, that of the second, and its length. */
export function splitCrc(both: number, second: number, secondLength: number): number {
  return multiply(both ^ second, zeros(period - (secondLength % period)));
}

/** After so many bytes of zero a checksum is the same again: the polynomial is primitive. */
const period = 2 ** 32 - 1;

/** What so many bytes of zero multiply a checksum with: x to the power of their bits, by squaring. */
function zeros(length: number): number {
  let power = 0x00800000;
  let product = 0x80000000;
  for (let rest = length; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) product = multiply(product, power);
    power = multiply(power, power);
  }
  return product;
}

/** The product of two polynomials modulo that of CRC-32. */
function multiply(a: number, b: number): number {
  let product = 0;
  let term = b;
  for (let bit = 31; bit >= 0; bit--) {
    if ((a >>> bit) & 1) product ^= term;
    term = (term >>> 1) ^ (term & 1 ? polynomial : 0);
  }
  return product >>> 0;
}
