/** Carries on in a task of its own, so that a phone can draw and answer in between. */
export const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));
