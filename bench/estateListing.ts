import type { BlobRef } from "../prep/source/source.ts";

const origin = "https://contoso.blob.core.windows.net/insights-logs-flowlogflowevent";
const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 0, 1);

/** A listing as Blob Storage gives it: blobs by name, a thousand NICs on one NSG each ten; `changed` have a new ETag. */
export function* listEstate(blobs: number, changed: number): Generator<BlobRef> {
  const nics = Math.min(1000, blobs);
  const hours = Math.ceil(blobs / nics);
  const every = changed === 0 ? Infinity : Math.floor(blobs / changed);
  for (let index = 0; index < blobs; index++) {
    const nsg = Math.floor(index / (hours * 10));
    const hour = Math.floor(index / 10) % hours;
    const mac = (0x000d3a000000 + nsg * 10 + (index % 10)).toString(16).padStart(12, "0").toUpperCase();
    const [date = "", time = ""] = new Date(startMs + hour * hourMs).toISOString().split("T");
    const [year, month, day] = date.split("-");
    const id = `/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000000/RESOURCEGROUPS/NETWORK-PROD/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG-${nsg}`;
    const at = `y=${year ?? ""}/m=${month ?? ""}/d=${day ?? ""}/h=${time.slice(0, 2)}/m=00/macAddress=${mac}`;
    const isChanged = index % every === every - 1;
    yield {
      origin,
      name: `resourceId=${id}/${at}/PT1H.json`,
      sizeBytes: isChanged ? 130_000 : 123_458,
      etag: isChanged ? "0x8DNEWNEWNEWNEW" : `0x8D${index.toString(16).padStart(12, "0")}`,
      isLive: isChanged,
    };
  }
}
