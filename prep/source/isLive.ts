const liveForMs = 2 * 3_600_000;

/** Whether a blob that was changed at this time, milliseconds since 1970, may be growing still. */
export function isLive(modifiedMs: number, nowMs: number): boolean {
  return nowMs - modifiedMs < liveForMs;
}
