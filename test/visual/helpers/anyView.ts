import fc from "fast-check";
import capabilities from "../../../capabilities.json";
import { flowRows } from "./arbitraries";
import type { DataViewOptions, FlowRow } from "./dataViewOf";

/** An update as no host would send it, and all that it says. */
export interface AnyUpdate {
  readonly rows: readonly FlowRow[];
  readonly options: DataViewOptions;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly type: number;
  readonly operationKind: number | undefined;
  /** What is done on the canvas after it, each a number that chooses among what is there. */
  readonly gestures: readonly Gesture[];
}

export interface Gesture {
  readonly kind: "button" | "click" | "dblclick" | "hover" | "leave" | "key" | "menu" | "restore";
  readonly at: number;
  readonly key: string;
  readonly isMulti: boolean;
}

type Type = Readonly<Record<string, unknown>>;
type Cards = Readonly<Record<string, { readonly properties: Readonly<Record<string, { readonly type: Type }>> }>>;

/** What a report file may hold where the right value is missing. */
const wrong = fc.oneof(
  fc.constantFrom(null, undefined, "", "x", -1, 0, 1e308, NaN, Infinity, true, []),
  fc.object({ maxDepth: 1, maxKeys: 2 }),
);

const color = fc.oneof(
  fc.constantFrom("#118DFF", "red", "rgb(1,2,3)", "transparent", "url(#x)", "", "none", "javascript:1", "#12"),
  fc.string({ maxLength: 8 }),
  wrong,
);

const expanded = fc
  .subarray(["hub\u0000", "spoke\u0000", "hub\u0000web\u0000", "10.0.0.0/24\u0000", "gone\u0000", "(Blank)\u0000"])
  .map((keys) => JSON.stringify(keys));

function valueOf(type: Type): fc.Arbitrary<unknown> {
  const choices = type["enumeration"] as readonly { readonly value: string }[] | undefined;
  if (choices !== undefined) return fc.constantFrom(...choices.map(({ value }) => value));
  if ("bool" in type) return fc.boolean();
  if ("fill" in type) return fc.record({ solid: fc.record({ color }) });
  if ("text" in type) return fc.oneof(expanded, fc.string());
  const formatting = type["formatting"] as Type | undefined;
  if (formatting?.["fontFamily"] === true) return fc.constantFrom("serif", "Segoe UI, sans-serif", "'", "");
  return fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer(), fc.double());
}

const oddCard = fc.oneof(
  fc.record({
    $instances: fc.dictionary(fc.string({ maxLength: 4 }), fc.record({ ruleColor: wrong, hostColor: wrong })),
  }),
  fc.object({ maxDepth: 1, maxKeys: 2 }),
);

/** Objects as a report file holds them: any property of capabilities.json, of its own type or of another. */
const objects = fc.record(
  Object.fromEntries(
    Object.entries(capabilities.objects as Cards).map(([card, { properties }]) => {
      const values = Object.entries(properties).map(([name, { type }]) => {
        const right = valueOf(type);
        return [name, fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: wrong })] as const;
      });
      return [card, fc.oneof({ weight: 9, arbitrary: record(values) }, { weight: 1, arbitrary: oddCard })] as const;
    }),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, object>>;

function record(values: readonly (readonly [string, fc.Arbitrary<unknown>])[]): fc.Arbitrary<object> {
  return fc.record(Object.fromEntries(values), { requiredKeys: [] });
}

const fields = fc.subarray(
  [
    "source",
    "destination",
    "rule",
    "action",
    "value",
    "flows",
    "smallMultiple",
    "highlight",
    "tooltip",
    "color",
  ] as const,
  { minLength: 2 },
);

/** Rows with some of the fields; mostly with both ends, or there is nothing to draw. */
const rows = fc.record({ rows: flowRows, kept: fields, hasEnds: fc.nat(9), color, lit: wrong }).map((given) => {
  const kept = new Set<string>(given.hasEnds > 0 ? [...given.kept, "source", "destination"] : given.kept);
  return given.rows.map((row, index): FlowRow => {
    const all = { ...row, highlight: index % 3 === 0 ? row.value : given.lit, tooltip: row.flows, color: given.color };
    return Object.fromEntries(Object.entries(all).filter(([field]) => kept.has(field)));
  });
});

const side = (most: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 120, max: most }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: most }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 30, 40, 0.5, -1, NaN) },
  );

const gesture = fc.record({
  kind: fc.constantFrom("button", "click", "dblclick", "hover", "leave", "key", "menu", "restore"),
  at: fc.nat(500),
  key: fc.constantFrom(
    ...["Enter", " ", "+", "-", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"],
    ...["Home", "End", "PageDown", "PageUp", "F10", "ContextMenu", "Escape", "x"],
  ),
  isMulti: fc.boolean(),
}) satisfies fc.Arbitrary<Gesture>;

/** Any update and what a reader does after it. */
export const anyUpdate: fc.Arbitrary<AnyUpdate> = fc.record({
  rows,
  options: fc.record({ objects, hasMore: fc.boolean(), valueFormat: fc.constantFrom("", "#,0", "0.0%", "\\", "x") }),
  viewport: fc.record({ width: side(1400), height: side(900) }),
  type: fc.oneof(
    { weight: 3, arbitrary: fc.constant(254) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 511 }) },
  ),
  operationKind: fc.constantFrom(undefined, 0, 1, 2),
  gestures: fc.array(gesture, { maxLength: 4 }),
});
