/** The one element with this accessible name; fails where there is none or more. */
export function findNamed(element: Element, name: string): SVGElement {
  const found = [...element.querySelectorAll<SVGElement>("[aria-label]")].filter((one) => {
    return one.getAttribute("aria-label")?.startsWith(name) === true;
  });
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} elements are named ${name}`);
  return first;
}
