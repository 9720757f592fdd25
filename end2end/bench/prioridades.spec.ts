// The board of the whole institution, 1,500 activities, while a row is dragged through it: the work of the
// main thread in each frame, on a processor four times slower; and how long a drop takes to show.
import { type Page, expect, test } from "@playwright/test";

import { chip, handle, middle, rows } from "../support/board";
import { type Figure, median, quantile, writeFigures } from "../support/figures";
import { addClock, slower } from "../support/frames";
import { startLarge } from "../support/large";
import { plainMouse } from "../support/mouse";
import { COORDINADOR, EDITOR, enter } from "../support/people";
import { throttle, workOfFrames } from "../support/trace";

const figures: Figure[] = [];
test.afterAll(() => writeFigures("prioridades", figures));

function alone(name: string, unit: string, ours: number, target: number | null): void {
  figures.push({ case: name, unit, ours: Math.round(ours * 10) / 10, rivals: {}, target, smaller_is_better: true });
}

/** A row that the reader may move, brought into sight. */
async function held(page: Page): Promise<{ x: number; y: number }> {
  const own = handle(rows(page));
  for (let turn = 0; turn < 400 && (await own.count()) === 0; turn += 1) {
    await page.locator(".board__scroll").evaluate((board) => void (board.scrollTop += 600));
    await page.evaluate(() => clock.frame());
  }
  return middle(own.first());
}

for (const [who, name, address] of [[EDITOR, "por ruta", ""], [COORDINADOR, "por unidad", "&grupo=unidad"]] as const) {
  test(`a drag ${name} on a processor four times slower`, async ({ browser }) => {
    const server = await startLarge();
    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 }, locale: "es-PE" });
    try {
      const page = await context.newPage();
      await addClock(page);
      await enter(page, who, `/prioridades?ambito=institucion${address}`);
      await expect.poll(async () => Number(await page.locator(".board__grid").getAttribute("aria-rowcount"))).toBeGreaterThan(1_500);
      const [{ x, y }, mouse] = [await held(page), await plainMouse(page)];
      const release = await throttle(page, 4);
      const { work, frames } = await workOfFrames(page, async () => {
        await mouse.down(x, y);
        for (let at = 0; at <= 360; at += 1) await mouse.move(x, y + 3 * Math.abs((at % 120) - 60) - 60);
      });
      await release();
      await expect(chip(page)).toBeVisible();
      await page.keyboard.press("Escape");
      await mouse.up();
      alone(`arrastrar ${name}, procesador 4× más lento: trabajo por cuadro, p95`, "ms", quantile(work, 0.95), 12);
      alone(`arrastrar ${name}, procesador 4× más lento: cuadros de más de 25 ms`, "%", slower(frames, 25), 1);
    } finally {
      await context.close();
      await server.discard();
    }
  });
}

test("a drop, until it is shown here and in another browser", async ({ browser }) => {
  const server = await startLarge();
  const open = async () => {
    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 }, locale: "es-PE" });
    const page = await context.newPage();
    await addClock(page);
    await enter(page, EDITOR, "/prioridades");
    return { context, page };
  };
  const [here, there] = [await open(), await open()];
  try {
    const times: { own: number[]; other: number[] } = { own: [], other: [] };
    for (let turn = 0; turn < 20; turn += 1) {
      const name = (await rows(here.page).nth(1).locator(".board__text").textContent()) ?? "";
      const first = () => document.querySelector(".board__row[data-state] .board__text")?.textContent;
      const began = Date.now();
      const seen = there.page.waitForFunction((name) => document.querySelector(".board__row[data-state] .board__text")?.textContent === name, name, { polling: "raf" }).then(() => Date.now() - began);
      times.own.push(await here.page.evaluate(async (shown) => {
        const row = document.querySelectorAll<HTMLElement>(".board__row[data-state]")[1]!;
        row.focus();
        const press = () => row.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", altKey: true, bubbles: true }));
        return clock.until(press, () => document.querySelector(".board__row[data-state] .board__text")?.textContent === shown);
      }, name));
      times.other.push(await seen);
      expect(await here.page.evaluate(first)).toBe(name);
    }
    alone("soltar: visto en este navegador, mediana", "ms", median(times.own), 50);
    alone("soltar: visto en otro navegador, p95", "ms", quantile(times.other, 0.95), 250);
  } finally {
    await Promise.all([here, there].map(({ context }) => context.close()));
    await server.discard();
  }
});
