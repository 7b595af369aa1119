import type powerbi from "powerbi-visuals-api";

/** `ValidatorType` of the API, which exists for the compiler only. */
const validatorTypes = { min: 0, max: 1 } as const;

/** Limits of a number field in the formatting pane. */
export function numberRange(lowest: number, highest: number): powerbi.visuals.NumUpDownFormat {
  return {
    minValue: { type: validatorTypes.min, value: lowest },
    maxValue: { type: validatorTypes.max, value: highest },
  };
}
