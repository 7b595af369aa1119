import { closeCheckpoint, openCheckpoint, unpackCheckpoint } from "../prep/checkpoint/checkpoint.ts";
import { createPlan, orderPlan, planBlob } from "../prep/plan/plan.ts";
import type { Source } from "../prep/source/source.ts";
import { listEstate } from "./estateListing.ts";

/* One step of bench/planning.ts in a process of its own, so that its memory is its own. */

const [step = "", packed = "", blobs = "", changed = ""] = process.argv.slice(2);
const source: Source = {
  label: "listing",
  list: () => {
    throw new Error("not listed here");
  },
  open: () => Promise.resolve(undefined),
  canOpenAt: () => false,
  openAt: () => Promise.resolve(undefined),
};
const range = { sinceMs: undefined, untilMs: undefined };
const startMs = performance.now();
if (step === "listing") {
  let bytes = 0;
  for (const { sizeBytes } of listEstate(Number(blobs), Number(changed))) bytes += sizeBytes ?? 0;
  if (bytes === 0) throw new Error("an empty listing");
} else {
  const file = packed.replace(/\.zst$/, "");
  await unpackCheckpoint(packed, file);
  const checkpoint = openCheckpoint(file);
  const plan = createPlan();
  for (const blob of listEstate(Number(blobs), Number(changed))) {
    planBlob(plan, { source, blob, known: checkpoint.blobs.version(blob) }, range);
  }
  orderPlan(plan);
  closeCheckpoint(checkpoint);
  if (plan.blobs.length !== Number(changed)) throw new Error(`${plan.blobs.length} blobs planned`);
}
const ms = performance.now() - startMs;
console.log(JSON.stringify({ ms, rssMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
