/** Power BI hands over so many rows at a time, and no more than so many in all. */
export const windowRows = 30_000;
const mostRows = 1_048_576;

/** How many of an answer's rows the visual has. */
export interface Segments {
  /** How many rows the next data view holds. */
  readonly count: () => number;
  /** Begins anew, as with every new question to the model. */
  readonly restart: (rowCount: number) => void;
  /** Grants another segment, which `deliver` hands over a moment later; false where there are no more rows. */
  readonly fetchMore: () => boolean;
}

/** Hands over segment after segment of rows; what was granted for an answer that is no more is forgotten. */
export function createSegments(deliver: () => void): Segments {
  let [rowCount, count, timer] = [0, windowRows, 0];
  return {
    count: () => count,
    restart: (next) => {
      clearTimeout(timer);
      [rowCount, count] = [next, windowRows];
    },
    fetchMore: () => {
      if (count >= Math.min(rowCount, mostRows)) return false;
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        count = Math.min(count + windowRows, mostRows);
        deliver();
      });
      return true;
    },
  };
}
