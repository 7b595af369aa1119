import fc from "fast-check";
import { formatPrefix, parseAddress } from "../../../src/model/address";
import { anyIpv4Bits, anyIpv6, spellIpv4 } from "../helpers/addresses";

/** Texts that are often nearly an address. */
const nearlyIpv6 = fc
  .array(fc.constantFrom(":", "::", "0", "db8", "FFFF", "10000", "1.2.3.4", ".", "255.255.255.256", "01.2.3.4"), {
    maxLength: 17,
  })
  .map((pieces) => pieces.join(""));
const strictIpv4End = /:(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}$/;

/**
 * How the browser itself spells an IPv6 address; undefined where it takes the text for none. Chromium reads the IPv4
 * at an end as it reads other hosts, octal and short, so that part is judged here.
 */
function spellInUrl(text: string): string | undefined {
  if (text.includes(".") && !strictIpv4End.test(text)) return undefined;
  return URL.canParse(`http://[${text}]/`) ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : undefined;
}

function spell(text: string): string | undefined {
  const address = parseAddress(text);
  return address === undefined ? undefined : formatPrefix(address, address.family === 4 ? 32 : 128);
}

describe("addresses", () => {
  it("are read in every form of RFC 4291 section 2.2", () => {
    const forms = [
      ["ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789/128"],
      ["2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a/128"],
      ["2001:DB8::8:800:200C:417A", "2001:db8::8:800:200c:417a/128"],
      ["FF01:0:0:0:0:0:0:101", "ff01::101/128"],
      ["FF01::101", "ff01::101/128"],
      ["0:0:0:0:0:0:0:1", "::1/128"],
      ["::1", "::1/128"],
      ["0:0:0:0:0:0:0:0", "::/128"],
      ["::", "::/128"],
      ["0:0:0:0:0:0:13.1.68.3", "::d01:4403/128"],
      ["::13.1.68.3", "::d01:4403/128"],
      ["0:0:0:0:0:FFFF:129.144.52.38", "::ffff:8190:3426/128"],
      ["::FFFF:129.144.52.38", "::ffff:8190:3426/128"],
      ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0/128"],
      ["::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8/128"],
    ] as const;
    expect(forms.map(([text]) => spell(text))).toEqual(forms.map(([, expected]) => expected));
  });

  it("are spelled as RFC 5952 section 4 recommends", () => {
    const spellings = [
      ["2001:0db8::0001", "2001:db8::1/128"],
      ["2001:db8:0:0:0:0:2:1", "2001:db8::2:1/128"],
      ["2001:db8::0:1", "2001:db8::1/128"],
      ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1/128"],
      ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1/128"],
      ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1/128"],
      ["2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:AaAa", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa/128"],
      ["1:0:0:2:3:0:0:0", "1:0:0:2:3::/128"],
    ] as const;
    expect(spellings.map(([text]) => spell(text))).toEqual(spellings.map(([, expected]) => expected));
  });

  it("in IPv4 are four parts from 0 to 255 without leading zeros", () => {
    const good = ["0.0.0.0", "10.0.0.4", "192.0.2.255", "255.255.255.255"];
    expect(good.map(spell)).toEqual(good.map((text) => `${text}/32`));
    expect(parseAddress("255.255.255.255")).toEqual({ family: 4, value: 2 ** 32 - 1 });
    expect(parseAddress("10.0.0.4")).toEqual({ family: 4, value: 10 * 2 ** 24 + 4 });
  });

  it("keep an IPv4 address within IPv6 in its own family", () => {
    expect(parseAddress("::ffff:192.0.2.1")?.family).toBe(6);
    expect(parseAddress("192.0.2.1")?.family).toBe(4);
  });

  const others = [
    ...["", "web-01", "10", "10.0.0", "10.0.0.", ".10.0.0.1", "10..0.1", "10.0.0.1.1", "10.0.0.256", "10.0.0.01"],
    ...["00.0.0.0", "10.0.0.1 ", " 10.0.0.1", "10.0.0.-1", "10.0.0.1a", "10.0.0.0/8", "1e1.0.0.1", "0x10.0.0.1"],
    ...[":", ":::", "1", "1:", ":1", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::"],
    ...["1::2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:", "::1:", "::g", "fe80::1%eth0", "::1/128", "[::1]", "1.2.3.4::"],
    ...["::1.2.3", "::1.2.3.256", "::01.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4:5", "1.2.3.4:80", "::１"],
    ...["١٠.٠.٠.١", "__proto__", "0".repeat(100_000), ":".repeat(100_000), `${"0:".repeat(50_000)}1`],
  ];

  others.forEach((text) => {
    it(`are not what reads ${JSON.stringify(text.slice(0, 30))}`, () => {
      expect(parseAddress(text)).toBeUndefined();
    });
  });

  it("in IPv6 are what the browser takes for one, spelled alike", () => {
    let count = 0;
    const texts = fc.oneof(anyIpv6, nearlyIpv6, fc.stringMatching(/^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/));
    fc.assert(
      fc.property(texts, (text) => {
        const expected = text.includes(":") ? spellInUrl(text) : undefined;
        if (expected === undefined) expect(parseAddress(text)?.family).not.toBe(6);
        else expect(spell(text)).toBe(`${expected}/128`);
        if (expected !== undefined) count++;
      }),
      { numRuns: 3000 },
    );
    expect(count).toBeGreaterThan(500);
  });

  it("in IPv4 are their 32 bits", () => {
    fc.assert(
      fc.property(anyIpv4Bits, (bits) => {
        expect(parseAddress(spellIpv4(bits))).toEqual({ family: 4, value: Number(bits) });
      }),
    );
  });
});
