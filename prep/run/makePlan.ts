import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { PrepError } from "../errors.ts";
import type { PrepOptions } from "../options.ts";
import { createPlan, orderPlan, planBlob, type Plan } from "../plan/plan.ts";
import { openSource } from "../source/openSource.ts";
import type { Source } from "../source/source.ts";
import type { RunContext } from "./runContext.ts";

/** What a run is to read, and from where: the sources by the names that the command gives them. */
export interface OpenedPlan {
  readonly plan: Plan;
  readonly sources: ReadonlyMap<string, Source>;
}

/** Lists every source and compares it with what is known. Throws a PrepError where there is nothing at all. */
export async function makePlan(
  options: PrepOptions,
  context: RunContext,
  { blobs }: Pick<Checkpoint, "blobs">,
): Promise<OpenedPlan> {
  const plan = createPlan();
  const sources = new Map<string, Source>();
  for (const text of options.sources) {
    const source = await openSource(text, { ...context.source, destination: options.out });
    sources.set(text, source);
    for await (const blob of source.list(context.signal)) {
      planBlob(plan, { source, blob, known: blobs.version(blob) }, options.range);
    }
  }
  if (plan.blobs.length + plan.unchanged + plan.outside === 0) throw nothingToRead(options);
  orderPlan(plan);
  return { plan, sources };
}

/** Nothing is committed because of a wrong folder, or a pipe whose other end has failed. */
export function nothingToRead({ sources }: PrepOptions): PrepError {
  return new PrepError("source", `no flow log in ${sources.join(", ")}; the tables are as they were before`);
}
