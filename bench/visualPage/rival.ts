import { selectAll, type Chord, type ChordGroup } from "d3";
import type powerbi from "powerbi-visuals-api";

/** What one has without the visual: d3's directed chord diagram of a data view's source, destination and value. */
export interface Rival {
  readonly element: Element;
  readonly update: (dataView: powerbi.DataView) => void;
}

/** The columns that both rivals draw, row by row. */
interface FlowColumns {
  readonly sources: readonly powerbi.PrimitiveValue[];
  readonly targets: readonly powerbi.PrimitiveValue[];
  readonly values: readonly number[];
}

/** Throws where the data view has no column for one of the three. */
export function findColumns({ categorical }: powerbi.DataView): FlowColumns {
  return {
    sources: findValues(categorical?.categories, "source"),
    targets: findValues(categorical?.categories, "destination"),
    values: findValues(categorical?.values, "value") as number[],
  };
}

/** The sum of the values of all ribbons in the rival's element, by what d3 has bound to their paths. */
export function sumRibbons({ element }: Rival): number {
  const paths = selectAll<SVGPathElement, Chord>(element.querySelectorAll<SVGPathElement>(".ribbons path"));
  return paths.data().reduce((total, { source }) => total + source.value, 0);
}

/** The angle in the middle of a group, radians. */
export function middleOf({ startAngle, endAngle }: ChordGroup): number {
  return (startAngle + endAngle) / 2;
}

/** The transform that puts a group's label at the radius, turned away from the center and never upside down. */
export function placeLabel(group: ChordGroup, radius: number): string {
  const middle = middleOf(group);
  const turn = (middle * 180) / Math.PI - 90;
  return `rotate(${turn}) translate(${radius})${middle > Math.PI ? " rotate(180)" : ""}`;
}

function findValues(
  columns: readonly powerbi.DataViewCategoricalColumn[] | undefined,
  role: string,
): powerbi.PrimitiveValue[] {
  const found = columns?.find(({ source }) => source.roles?.[role]) as { values: powerbi.PrimitiveValue[] } | undefined;
  if (found === undefined) throw new Error(`the data view has no ${role}`);
  return found.values;
}
