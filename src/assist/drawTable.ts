import { select } from "d3";
import type { FlowsTable } from "./tableFlows";

/** Draws a table over the one that is there, or takes that away; its cells are texts, each in its own direction. */
export function drawTable(place: HTMLElement, table: FlowsTable | undefined): void {
  const drawn = select(place)
    .selectAll<HTMLTableElement, FlowsTable>("table")
    .data(table === undefined ? [] : [table])
    .join((enter) => {
      const added = enter.append("table");
      added.append("caption");
      added.append("thead").append("tr");
      added.append("tbody");
      added.append("tfoot");
      return added;
    });
  drawn.select("caption").text(({ caption }) => caption);
  drawn
    .select("thead tr")
    .selectAll("th")
    .data(({ headers }) => headers)
    .join("th")
    .attr("scope", "col")
    .attr("dir", "auto")
    .text((header) => header);
  drawn
    .select("tbody")
    .selectAll("tr")
    .data(({ rows }) => rows)
    .join("tr")
    .selectAll<HTMLTableCellElement, string>("th, td")
    .data((row) => row)
    .join((enter) => enter.append((_, column) => createCell(place.ownerDocument, column)))
    .text((text) => text);
  drawn
    .select("tfoot")
    .selectAll("tr")
    .data(({ more, headers }) => (more === undefined ? [] : [{ more, width: headers.length }]))
    .join((enter) => {
      const row = enter.append("tr");
      row.append("td");
      return row;
    })
    .select("td")
    .attr("colspan", ({ width }) => width)
    .text(({ more }) => more);
}

/** The source names its row. */
function createCell(page: Document, column: number): HTMLTableCellElement {
  const cell = page.createElement(column === 0 ? "th" : "td");
  if (column === 0) cell.scope = "row";
  cell.dir = "auto";
  return cell;
}
