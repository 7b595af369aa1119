/** Moves the pointer onto an element, as far as the page can tell. */
export function hover(element: Element, x = 10, y = 10): void {
  const place = { bubbles: true, clientX: x, clientY: y, pointerType: "mouse" };
  element.dispatchEvent(new PointerEvent("pointerover", place));
  element.dispatchEvent(new PointerEvent("pointermove", place));
}

/** Clicks, and waits until the selection is drawn. */
export async function click(element: Element, keys: MouseEventInit = {}): Promise<void> {
  element.dispatchEvent(new MouseEvent("click", { bubbles: true, ...keys }));
  await settle();
}

/** Presses a key where the focus is, and waits until the selection is drawn. */
export async function press(key: string, keys: KeyboardEventInit = {}): Promise<void> {
  document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...keys }));
  await settle();
}

/** Lets the promises of the host be kept. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}
