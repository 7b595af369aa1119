import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { PrepError } from "../errors.ts";
import type { PrepOptions } from "../options.ts";
import { createNarrowing, type ChosenPaths } from "../plan/narrowing.ts";
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
  const narrowing = createNarrowing(options);
  const sources = new Map<string, Source>();
  for (const text of options.sources) {
    const source = await openSource(text, { ...context.source, destination: options.out });
    sources.set(text, source);
    for await (const blob of source.list(context.signal, narrowing)) {
      planBlob(plan, { source, blob, known: blobs.version(blob) }, options.range, narrowing);
    }
  }
  plan.foldersOutside = narrowing?.foldersOutside() ?? 0;
  if (plan.blobs.length + plan.unchanged + plan.outside + plan.foldersOutside === 0) throw nothingToRead(options);
  if (narrowing) tellUnknown(narrowing, options, context);
  orderPlan(plan);
  return { plan, sources };
}

const mostNames = 20;

/** A name that nothing has is a slip of the pen: an error where all are, else told. */
function tellUnknown(narrowing: ChosenPaths, { nsgs }: PrepOptions, { progress }: RunContext): void {
  const { asked, there } = narrowing.unknownNames();
  if (asked.length === 0) return;
  const more = there.length > mostNames ? `, and ${there.length - mostNames} more` : "";
  const names = there.length === 0 ? "no path names any" : `there are ${there.slice(0, mostNames).join(", ")}${more}`;
  const message = `--nsg ${asked.join(", ")}: no flow log has that name; ${names}`;
  if (asked.length === nsgs.length) throw new PrepError("options", message);
  progress.note(message);
}

/** Nothing is committed because of a wrong folder, or a pipe whose other end has failed. */
export function nothingToRead({ sources }: PrepOptions): PrepError {
  return new PrepError("source", `no flow log in ${sources.join(", ")}; the tables are as they were before`);
}
