/** Resolves in the next animation frame. */
export async function nextFrame(): Promise<void> {
  await new Promise((resolve) => {
    requestAnimationFrame(resolve);
  });
}

/** Resolves when what was changed is painted, and in a task of its own: nothing of it is left for what comes next. */
export async function settle(ms = 0): Promise<void> {
  await nextFrame();
  await nextFrame();
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
