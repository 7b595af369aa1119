/*
 * Where everything lies in the memory of the kernel. Rows are columns of fixed width; what the tuples of a group or a
 * record share is kept once, with the first row that it holds for.
 */

/** Bytes that may be read before and behind the input by loads of whole words. */
export const padding: usize = 512;

/** A code that stands for null. */
export const noCode: u32 = 0xffffffff;

/** Most rows, groups, records and segments, set by `allocate`. */
export let rowCapacity: u32 = 0;
export const groupCapacity: u32 = 1 << 16;
export const recordCapacity: u32 = 1 << 16;
export const segmentCapacity: u32 = 1 << 14;

export let input: usize = 0;
export let inputCapacity: usize = 0;

/** By row: ms since 1970, codes of addresses, ports, packed kinds, code of the encryption, four counters and their nulls. */
export let times: usize = 0;
export let sources: usize = 0;
export let targets: usize = 0;
export let sourcePorts: usize = 0;
export let targetPorts: usize = 0;
export let kinds: usize = 0;
export let encryptions: usize = 0;
export let counterNulls: usize = 0;
export let counters: usize = 0;

/** By group: its first row, codes of rule, MAC and access control list, its record. */
export let groupRows: usize = 0;
export let groupRules: usize = 0;
export let groupMacs: usize = 0;
export let groupAcls: usize = 0;
export let groupRecords: usize = 0;

/** By record: ms since 1970, codes of its resource and target, its log version. */
export let recordTimes: usize = 0;
export let recordResources: usize = 0;
export let recordTargets: usize = 0;
export let recordVersions: usize = 0;

/** By segment, rows that follow each other, of one reading and one hour: its first row, the reading, the hour since 1970. */
export let segmentRows: usize = 0;
export let segmentLineages: usize = 0;
export let segmentHours: usize = 0;

let top: usize = 0;

/** Room for so many items of so many bytes, at a multiple of 16. */
export function take(count: usize, size: usize): usize {
  if (top === 0) top = (__heap_base + 15) & ~15;
  const start = top;
  top = (start + count * size + 15) & ~15;
  const pages = <i32>((top + padding + 0xffff) >> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
  return start;
}

/** Makes room for rows and for the input, bytes. */
export function takeRows(rows: u32, inputBytes: usize): void {
  rowCapacity = rows;
  inputCapacity = inputBytes;
  input = take(inputBytes + 2 * padding, 1) + padding;
  times = take(rows, 8);
  sources = take(rows, 4);
  targets = take(rows, 4);
  sourcePorts = take(rows, 2);
  targetPorts = take(rows, 2);
  kinds = take(rows, 2);
  encryptions = take(rows, 2);
  counterNulls = take(rows, 1);
  counters = take(rows, 4 * 8);
  groupRows = take(groupCapacity + 1, 4);
  groupRules = take(groupCapacity, 4);
  groupMacs = take(groupCapacity, 4);
  groupAcls = take(groupCapacity, 4);
  groupRecords = take(groupCapacity, 4);
  recordTimes = take(recordCapacity, 8);
  recordResources = take(recordCapacity, 4);
  recordTargets = take(recordCapacity, 4);
  recordVersions = take(recordCapacity, 4);
  segmentRows = take(segmentCapacity + 1, 4);
  segmentLineages = take(segmentCapacity, 4);
  segmentHours = take(segmentCapacity, 4);
}
