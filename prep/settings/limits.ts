/** Least and greatest number of requests to Blob Storage at the same time. */
export const concurrencyLimits: readonly [least: number, greatest: number] = [1, 256];

/** How many there are where nothing is said: what two cores need, and far below what an account takes. */
export const usualConcurrency = 64;
