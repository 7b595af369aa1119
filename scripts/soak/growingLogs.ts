import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ContainerClient } from "@azure/storage-blob";

/** Flow logs that grow as the service lets them grow: a record more each time, a new blob each hour. */
export interface GrowingLogs {
  /** What the command is given. */
  readonly place: string;
  /** Writes what comes with a run, counted from 0. Returns how many tuples there are in all. */
  grow(run: number): Promise<number>;
}

const recordsPerHour = 24;
const tuplesPerRecord = 50;
const firstSecond = Date.UTC(2026, 10, 1) / 1000;

/** Logs in a folder. */
export function growInFolder(folder: string): GrowingLogs {
  return growing(folder, (name, text) => {
    const file = path.join(folder, ...name.split("/"));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return Promise.resolve();
  });
}

/** Logs in a container: each record is a block of its own, as the service writes them. */
export function growInContainer(container: ContainerClient): GrowingLogs {
  return growing(container.url, async (name, _, blocks) => {
    const blob = container.getBlockBlobClient(name);
    const ids = blocks.map((__, index) => Buffer.from(String(index).padStart(6, "0")).toString("base64"));
    for (const index of [0, blocks.length - 2, blocks.length - 1]) {
      const block = blocks[index] ?? "";
      await blob.stageBlock(ids[index] ?? "", block, Buffer.byteLength(block));
    }
    await blob.commitBlockList(ids);
  });
}

type Write = (name: string, text: string, blocks: readonly string[]) => Promise<void>;

function growing(place: string, write: Write): GrowingLogs {
  return {
    place,
    grow: async (run) => {
      const hour = Math.floor(run / recordsPerHour);
      const records = Array.from({ length: (run % recordsPerHour) + 1 }, (_, index) => recordOf(hour, index));
      const blocks = ['{"records":[', ...records.map((record, index) => (index === 0 ? record : `,${record}`)), "]}"];
      await write(nameOf(hour), blocks.join(""), blocks);
      return (run + 1) * tuplesPerRecord;
    },
  };
}

const resource = "NETWORKSECURITYGROUPS/SOAK";

function nameOf(hour: number): string {
  const [day = "", time = ""] = new Date((firstSecond + hour * 3600) * 1000).toISOString().split("T");
  const [year, month, date] = day.split("-");
  return `resourceId=/${resource}/y=${year ?? ""}/m=${month ?? ""}/d=${date ?? ""}/h=${time.slice(0, 2)}/m=00/macAddress=000D3AF87856/PT1H.json`;
}

function recordOf(hour: number, index: number): string {
  const second = firstSecond + hour * 3600 + index * 60;
  const flowTuples = Array.from(
    { length: tuplesPerRecord },
    (_, tuple) => `${second + tuple},10.0.${hour % 256}.${tuple},192.0.2.10,${50_000 + index},443,T,O,A,E,1,66,2,88`,
  );
  return JSON.stringify({
    time: new Date((second + 60) * 1000).toISOString(),
    category: "NetworkSecurityGroupFlowEvent",
    resourceId: `/${resource}`,
    properties: { Version: 2, flows: [{ rule: "UserRule_web", flows: [{ mac: "000D3AF87856", flowTuples }] }] },
  });
}
