// The schedule beside two others: the same rows, windows and links, in the same browser and run.
//
// Each contender has a page of its own that stays open, and they take turns; figures are medians
// of five. What is timed ends with the frame that shows it, drawn. Ours does more for each edit:
// tasks, targets and money go along, the budget is added up again, the command is kept and sent.
import { type Browser, type Page, expect, test } from "@playwright/test";

import { type Figure, median, quantile, writeFigures } from "../support/figures";
import { addClock, installClock, rate, slower } from "../support/frames";
import { type Edit, type Ours, openOurs } from "../support/large_gantt";
import { startLarge } from "../support/large";
import { plainMouse } from "../support/mouse";
import { type Row, openRival } from "../support/rivals";
import type { Server } from "../support/server";
import { heap, throttle, workOfFrames } from "../support/trace";

const ROUNDS = 5;
/** Of which each has about three tasks: 10,000 rows and 100,000. */
const TEN_THOUSAND = 2_450;
const HUNDRED_THOUSAND = 24_500;
/** Pixels a frame: five rows and a half. */
const STEP = 200;
/** As long as the better rival, within what two runs differ by. */
const EQUAL = 1.1;
/** Frames a second within which two are equal. */
const EQUAL_RATE = 2;

const figures: Figure[] = [];
test.afterAll(() => writeFigures("gantt", figures));

function alone(name: string, unit: string, ours: number, target: number | null): void {
  figures.push({ case: name, unit, ours: round(ours), rivals: {}, target, smaller_is_better: true });
}

const round = (value: number) => Math.round(value * 10) / 10;

async function withPlan(browser: Browser, activities: number, insumos: number, measure: (ours: Ours) => Promise<void>): Promise<void> {
  const server: Server = await startLarge(activities, insumos);
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 }, locale: "es-PE" });
  try {
    const page = await context.newPage();
    await addClock(page);
    await measure(await openOurs(page));
  } finally {
    await context.close();
    await server.discard();
  }
}

interface Contender {
  name: string;
  page: Page;
  open(): Promise<number>;
  edit(edits: Edit[]): Promise<number>;
  scroll(step: number): Promise<number[]>;
}

async function openContender(browser: Browser, name: string, { rows, links }: Ours): Promise<Contender> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await openRival(page, name, rows, links);
  await page.evaluate(installClock);
  const open = () =>
    page.evaluate(async () => {
      rival.close();
      const data = rival.prepare(given.rows, given.links);
      await clock.frame();
      return clock.until(() => rival.open(data), () => rival.drawn() > 10);
    });
  const edit = (edits: Edit[]) =>
    page.evaluate(async (edits) => {
      const last = edits.at(-1)!.id;
      rival.reveal(last);
      for (let frames = 0; frames < 10; frames += 1) await clock.frame();
      const before = rival.place(last);
      if (before === undefined) throw new Error("the bar is not on the page");
      return clock.until(() => rival.edit(edits), () => rival.place(last) !== before);
    }, edits);
  const scroll = (step: number) =>
    page.evaluate((step) => {
      const element = rival.scroller();
      element.scrollTop = 0;
      return clock.scroll(element, step);
    }, step);
  return { name, page, open, edit, scroll };
}

test("10,000 rows beside dhtmlx-gantt and SVAR", async ({ browser }) => {
  await withPlan(browser, TEN_THOUSAND, 8, async (ours) => {
    alone("arranque del programa, aparte", "ms", ours.started, null);
    const rivals = [await openContender(browser, "dhtmlx", ours), await openContender(browser, "svar", ours)];
    const contenders: Contender[] = [{ name: "ours", ...ours }, ...rivals];
    const times = { open: all(contenders), move: all(contenders), edits: all(contenders), rate: all(contenders) };
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      for (const contender of contenders) {
        // The others open on the rows as they were at first; ours keeps what was done to it.
        const stands = contender.name === "ours" ? turn : 0;
        await contender.page.bringToFront();
        times.open.get(contender.name)?.push(await contender.open());
        times.move.get(contender.name)?.push(await contender.edit(ours.move(stands)));
        times.edits.get(contender.name)?.push(await contender.edit(ours.edits(stands)));
        times.rate.get(contender.name)?.push(rate(await contender.scroll(STEP)));
      }
    }
    beside(`${ours.rows.length} filas: listo`, "ms", times.open);
    beside(`${ours.rows.length} filas: mover una barra`, "ms", times.move);
    beside(`${ours.rows.length} filas: 300 ediciones`, "ms", times.edits);
    beside(`${ours.rows.length} filas: desplazar`, "fps", times.rate);
    alone("memoria de JS y wasm", "MB", await heap(ours.page), 64);
    for (const { page } of rivals) await page.close();
  });
});

function all(contenders: Contender[]): Map<string, number[]> {
  return new Map(contenders.map(({ name }) => [name, []]));
}

function beside(name: string, unit: string, times: Map<string, number[]>): void {
  const medians = [...times].map(([contender, values]) => [contender, round(median(values))] as const);
  const rivals = Object.fromEntries(medians.filter(([contender]) => contender !== "ours"));
  const ours = medians.find(([contender]) => contender === "ours")?.[1] ?? 0;
  const smaller = unit === "ms";
  const best = smaller ? Math.min(...Object.values(rivals)) * EQUAL : Math.max(...Object.values(rivals)) - EQUAL_RATE;
  figures.push({ case: name, unit, ours, rivals, target: round(best), smaller_is_better: smaller });
}

test("100,000 rows", async ({ browser }) => {
  await withPlan(browser, HUNDRED_THOUSAND, 1, async (ours) => {
    const times = { open: [] as number[], move: [] as number[], frames: [] as number[] };
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      times.open.push(await ours.open());
      times.move.push(await ours.edit(ours.move(turn)));
      times.frames.push(...(await ours.scroll(STEP)));
    }
    alone(`${ours.rows.length} filas: listo`, "ms", median(times.open), 3_000);
    alone(`${ours.rows.length} filas: mover una barra`, "ms", median(times.move), 100);
    alone(`${ours.rows.length} filas: cuadros de más de 50 ms`, "%", slower(times.frames, 50), 5);
  });
});

test("a drag on a processor four times slower", async ({ browser }) => {
  await withPlan(browser, 1_500, 8, async (ours) => {
    await ours.open();
    const [{ x, y }, mouse] = [await ours.hold(), await plainMouse(ours.page)];
    const release = await throttle(ours.page, 4);
    const { work, frames } = await workOfFrames(ours.page, async () => {
      await mouse.down(x, y);
      for (let at = 0; at <= 360; at += 1) await mouse.move(x + 2 * Math.abs((at % 120) - 60), y);
    });
    await release();
    await expect(ours.page.locator(".gantt__chip")).toBeVisible();
    await ours.page.keyboard.press("Escape");
    await mouse.up();
    alone("arrastrar, procesador 4× más lento: trabajo por cuadro, p95", "ms", quantile(work, 0.95), 12);
    alone("arrastrar, procesador 4× más lento: cuadros de más de 25 ms", "%", slower(frames, 25), 1);
  });
});

declare global {
  var given: { rows: Row[]; links: object[] };
  var rival: {
    prepare(rows: Row[], links: object[]): object;
    close(): void;
    open(data: object): void;
    drawn(): number;
    edit(edits: Edit[]): void;
    reveal(id: string): void;
    place(id: string): string | undefined;
    scroller(): Element;
  };
}
