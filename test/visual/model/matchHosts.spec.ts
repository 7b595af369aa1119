import { readQuery } from "../../../src/model/matchHosts";
import type { Endpoint } from "../../../src/model/types";

function hostOf(...path: readonly string[]): Endpoint {
  return { key: path.join("\u0000"), label: path.at(-1) ?? "", path };
}

const hosts = [
  hostOf("10.1.0.4"),
  hostOf("10.1.0.40"),
  hostOf("10.200.3.9"),
  hostOf("192.0.2.4"),
  hostOf("2001:db8::4"),
  hostOf("2001:db8:1::4"),
  hostOf("vnet-Shop", "web", "web-01.example"),
  hostOf("vnet-shop", "db", "10.1.0.7"),
  hostOf("Zürich"),
  hostOf(""),
];

function find(text: string): string[] | undefined {
  const isWanted = readQuery(text);
  return isWanted && hosts.filter(isWanted).map(({ label }) => label);
}

describe("a search text", () => {
  it("finds nothing in particular while it is empty", () => {
    for (const text of ["", "  ", " , ;"]) expect(find(text)).toBeUndefined();
  });

  it("means the addresses of a prefix, of its own family", () => {
    expect(find("10.0.0.0/8")).toEqual(["10.1.0.4", "10.1.0.40", "10.200.3.9", "10.1.0.7"]);
    expect(find("10.1.0.99/24")).toEqual(["10.1.0.4", "10.1.0.40", "10.1.0.7"]);
    expect(find("0.0.0.0/0")?.length).toBe(5);
    expect(find("2001:db8::/48")).toEqual(["2001:db8::4"]);
    expect(find("::/0")).toEqual(["2001:db8::4", "2001:db8:1::4"]);
    expect(find("10.0.0.0/33")).toEqual([]);
  });

  it("means one host where it is a whole address, however that is spelled", () => {
    expect(find("10.1.0.4")).toEqual(["10.1.0.4"]);
    expect(find("2001:DB8:0:0::4")).toEqual(["2001:db8::4"]);
  });

  it("is a part of a name, of the host or of what it is in, in capitals or not", () => {
    expect(find("10.1.0")).toEqual(["10.1.0.4", "10.1.0.40", "10.1.0.7"]);
    expect(find("VNET-SHOP")).toEqual(["web-01.example", "10.1.0.7"]);
    expect(find("zÜRICH")).toEqual(["Zürich"]);
    expect(find("Zu\u0308rich")).toEqual(["Zürich"]);
    expect(find("nobody")).toEqual([]);
  });

  it("may be several, with commas between", () => {
    expect(find("192.0.2.4, web-01 ,2001:db8:1::/48")).toEqual(["192.0.2.4", "2001:db8:1::4", "web-01.example"]);
  });
});
