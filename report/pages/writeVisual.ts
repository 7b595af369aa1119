import { writeField, writeProjection } from "./fields.ts";
import { writeBoolean, writeText } from "./literals.ts";
import { schemas } from "./schemas.ts";
import type { Box, FormattingObjects, PageVisual } from "./visual.ts";
import { writeFilters } from "./writeFilter.ts";

/** Far enough apart for visuals that an author puts between them. */
const orderStep = 1000;

/** visual.json: the place, the fields and the look of one visual; `index` is its place in the reading order. */
export function writeVisual(visual: PageVisual, page: string, index: number): object {
  const filters = writeFilters(visual.filters ?? [], `${page}/${visual.name}`);
  return {
    $schema: schemas.visual,
    name: visual.name,
    position: writePosition(visual.box, index),
    visual: {
      visualType: visual.type,
      ...writeQuery(visual),
      ...(Object.keys(visual.formatting).length === 0 ? {} : { objects: visual.formatting }),
      visualContainerObjects: writeFrame(visual),
      ...writeSyncGroup(visual),
      drillFilterOtherVisuals: true,
    },
    ...(filters.length === 0 ? {} : { filterConfig: { filters } }),
  };
}

/** mobile.json: the place of one visual in the phone layout. */
export function writePhone(box: Box, index: number): object {
  return { $schema: schemas.mobile, position: writePosition(box, index) };
}

function writePosition(box: Box, index: number): object {
  const order = (index + 1) * orderStep;
  return { x: box.x, y: box.y, z: order, width: box.width, height: box.height, tabOrder: order };
}

function writeQuery({ roles, sort }: PageVisual): object {
  const entries = Object.entries(roles);
  if (entries.length === 0) return {};
  const queryState = Object.fromEntries(
    entries.map(([role, projections]) => [role, { projections: projections.map(writeProjection) }]),
  );
  if (sort === undefined) return { query: { queryState } };
  const sorted = sort.fields.map((field) => ({ field: writeField(field), direction: sort.direction }));
  return { query: { queryState, sortDefinition: { sort: sorted } } };
}

/** Title, alternative text, panel; what stands on the page itself has none of the theme's panel. */
function writeFrame({ title, altText, hasPanel, frame = {} }: PageVisual): FormattingObjects {
  const shown = title === undefined ? {} : { text: writeText(title) };
  const hidden = [{ properties: { show: writeBoolean(false) } }];
  return {
    title: [{ properties: { show: writeBoolean(title !== undefined), ...shown } }],
    general: [{ properties: { altText: writeText(altText) } }],
    ...(hasPanel ? {} : { background: hidden, border: hidden, visualHeader: hidden }),
    ...frame,
  };
}

function writeSyncGroup({ syncGroup }: PageVisual): object {
  if (syncGroup === undefined) return {};
  return { syncGroup: { groupName: syncGroup, fieldChanges: true, filterChanges: true } };
}
