import type { BaseType, Selection } from "d3";

/**
 * One child for each datum of each parent, in their order, which gets the datum. All children must be of one kind.
 * Unlike d3's own join it looks neither for selectors nor whether the children stand in the right order.
 */
export function joinChildren<Child extends Element, Parent extends Element, Shape, Datum, Root extends BaseType, Whole>(
  parents: Selection<Parent, Shape, Root, Whole>,
  dataOf: (shape: Shape) => readonly Datum[],
  create: () => Child,
): Selection<Child, Datum, Parent, Shape> {
  const bound = parents
    .selectAll<Child, Datum>(function () {
      return this.children as HTMLCollectionOf<Child>;
    })
    .data(dataOf as (shape: Shape) => Datum[]);
  bound.exit().remove();
  return bound.enter().append<Child>(create).merge(bound);
}
