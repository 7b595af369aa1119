import { takeAddresses } from "./addresses";
import { takeColumns } from "./columns";
import { takeCsv } from "./csv";
import { takeTexts } from "./dictionary";
import { takeDistinct } from "./distinct";
import * as room from "./memory";
import { takeFields } from "./fields";
import { takeGroupRoom } from "./groups";
import { clear, takeScanRoom } from "./scan";
import { takeSelection } from "./selection";
import { takeTallies } from "./tallies";

export {
  beginReading,
  clear,
  countGroups,
  keepSegments,
  pathMacText,
  reason,
  recordCount,
  scan,
  stopped,
} from "./scan";
export { deniedCount, earliest, latest, rowCount, segmentCount } from "./rows";
export {
  distinctCount,
  greatest,
  least,
  nullCount,
  page,
  pageLength,
  texts,
  textsLength,
  writeLarge,
  writeSmall,
  writeTexts,
} from "./columns";
export { beginCsv, csv, csvLength, csvRows, writeCsv } from "./csv";
export { large as distinctLarge, small as distinctSmall } from "./distinct";
export {
  copyBits,
  copyCodes,
  copyNumbers,
  large as selectedLarge,
  nulls as selectedNulls,
  ranges,
  select,
  selectBatch,
  selectedCount,
  small as selectedSmall,
  spreadCodes,
  spreadTimes,
} from "./selection";
export { tallies, tally } from "./tallies";
export { groupCount } from "./groups";
export { addressCount, addressStarts } from "./addresses";
export { textCapacity, textCount, textStarts } from "./dictionary";
export {
  counterNulls,
  counters,
  encryptions,
  groupAcls,
  groupCapacity,
  groupMacs,
  groupRecords,
  groupRows,
  groupRules,
  input,
  inputCapacity,
  kinds,
  recordCapacity,
  recordResources,
  recordTargets,
  recordTimes,
  recordVersions,
  rowCapacity,
  segmentCapacity,
  segmentHours,
  segmentLineages,
  segmentRows,
  sourcePorts,
  sources,
  targetPorts,
  targets,
  times,
} from "./memory";

/** Makes room for so many rows and bytes of input; to be called once. */
export function allocate(rows: u32, inputBytes: u32): void {
  room.takeRows(rows, inputBytes);
  takeTexts();
  takeAddresses();
  takeFields();
  takeGroupRoom();
  takeScanRoom();
  takeSelection();
  takeDistinct();
  takeColumns();
  takeCsv();
  takeTallies();
  clear();
}
