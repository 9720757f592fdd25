// Time as the screen has it: from a call to the frame that shows what came of it.
import type { Page } from "@playwright/test";

export interface Clock {
  /** After the next frame has been drawn. */
  frame(): Promise<void>;
  /** From a call to the end of the first frame in which `shown` holds, in milliseconds. */
  until(call: () => unknown, shown: () => unknown): Promise<number>;
  /** Scrolls for two seconds, a little each frame: how long each took. */
  scroll(element: Element, step: number): Promise<number[]>;
}

declare global {
  var clock: Clock;
}

/** Gives every document of a page its clock. */
export function addClock(page: Page): Promise<unknown> {
  return page.addInitScript(installClock);
}

export function installClock(): void {
  const drawn = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        // A message waits until the frame has been drawn.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
  const until = async (call: () => unknown, shown: () => unknown): Promise<number> => {
    await drawn();
    const began = performance.now();
    await call();
    for (let frames = 0; frames < 3_600; frames += 1) {
      await drawn();
      if (shown()) return performance.now() - began;
    }
    throw new Error("it was never shown");
  };
  const scroll = async (element: Element, step: number): Promise<number[]> => {
    const times: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    const end = last + 2_000;
    while (last < end) {
      element.scrollTop += step;
      const now = await new Promise<number>(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    return times;
  };
  globalThis.clock = { frame: drawn, until, scroll };
}

/** Frames a second. */
export function rate(times: number[]): number {
  return (1_000 * times.length) / times.reduce((sum, time) => sum + time, 0);
}

/** Of a hundred frames, how many took longer than so many milliseconds. */
export function slower(times: number[], limit: number): number {
  return (100 * times.filter((time) => time > limit).length) / times.length;
}
