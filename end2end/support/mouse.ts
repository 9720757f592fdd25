// A mouse that is nothing but a mouse. At each move with a button down, Playwright's own has the page run
// two programs that look for a native drag, and the work of a frame would count theirs.
import type { Page } from "@playwright/test";

export interface Mouse {
  /** Goes there and presses. */
  down(x: number, y: number): Promise<void>;
  /** Goes there with the button down. */
  move(x: number, y: number): Promise<void>;
  /** Lets go where it is. */
  up(): Promise<void>;
}

export async function plainMouse(page: Page): Promise<Mouse> {
  const devtools = await page.context().newCDPSession(page);
  let [x, y] = [0, 0];
  const go = (toX: number, toY: number, held: boolean) => {
    [x, y] = [toX, toY];
    return devtools.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y, button: held ? "left" : "none", buttons: held ? 1 : 0 });
  };
  const press = (type: "mousePressed" | "mouseReleased", buttons: 0 | 1) =>
    devtools.send("Input.dispatchMouseEvent", { type, x, y, button: "left", buttons, clickCount: 1 });
  return {
    down: async (toX, toY) => {
      await go(toX, toY, false);
      await press("mousePressed", 1);
    },
    move: async (toX, toY) => void (await go(toX, toY, true)),
    up: async () => {
      await press("mouseReleased", 0);
      await devtools.detach();
    },
  };
}
