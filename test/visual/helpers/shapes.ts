const fullTurn = 2 * Math.PI;

/** The angle in radians, clockwise, that a band of a circle takes, from its path data; 0 for an empty one. */
export function bandAngle(band: Element | null | undefined): number {
  const [start, end] = listCorners(band?.getAttribute("d") ?? "");
  if (start === undefined || end === undefined) return 0;
  return (angleOf(end) - angleOf(start) + fullTurn) % fullTurn;
}

/** The angle in radians, clockwise from 12 o'clock, at which a band begins; NaN for an empty one. */
export function bandStart(band: Element | null | undefined): number {
  const [start] = listCorners(band?.getAttribute("d") ?? "");
  return start === undefined ? NaN : angleOf(start);
}

/** Points along the outline of a shape, half a px from each other. */
export function listOutline(path: SVGPathElement): DOMPoint[] {
  const count = Math.ceil(path.getTotalLength() * 2);
  return Array.from({ length: count }, (_, step) => path.getPointAtLength(step / 2));
}

type Point = readonly [number, number];

function angleOf([x, y]: Point): number {
  return (Math.atan2(x, -y) + fullTurn) % fullTurn;
}

/** The ends of the first two commands. */
function listCorners(d: string): Point[] {
  return [...d.matchAll(/[MLA]([^A-Z]*)/g)].slice(0, 2).map(([, numbers = ""]) => {
    const [x = 0, y = 0] = (numbers.match(/-?[\d.]+/g) ?? []).slice(-2).map(Number);
    return [x, y];
  });
}
