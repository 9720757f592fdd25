// Our schedule with all the rows of a large plan: opened, edited and scrolled by its own handlers.
import { type Page, expect } from "@playwright/test";

import { middle } from "./gantt";
import { expectSync } from "./offline";
import { EDITOR, enter } from "./people";
import { type Activity, type Link, type Row, asRows, grouped } from "./rivals";
import { checkpoint, session } from "./wire";

/** A bar that comes to other days: by the key that does it here, and as days for the others. */
export interface Edit {
  id: string;
  key: "ArrowLeft" | "ArrowRight";
  shift: boolean;
  inicio: number;
  fin: number;
}

export interface Ours {
  page: Page;
  rows: Row[];
  links: Link[];
  /** From the address to a page that answers and has the plan, in milliseconds. */
  started: number;
  open(): Promise<number>;
  edit(edits: Edit[]): Promise<number>;
  scroll(step: number): Promise<number[]>;
  /** The one edit of a turn: there, or back. */
  move(turn: number): Edit[];
  /** Three hundred: moves and resizes of four bars, that end a month further or back. */
  edits(turn: number): Edit[];
  /** Brings the first bar into sight: its middle. */
  hold(): Promise<{ x: number; y: number }>;
}

const BARS = 4;
const EDITS = 300;

/** Signs in as an editor, with the unit at the top on screen: all of the plan is below it. */
export async function openOurs(page: Page): Promise<Ours> {
  await enter(page, EDITOR, "/");
  const plan = await checkpoint(page.request);
  const top = plan.unidades.find(({ superior }) => superior === null);
  const { unidad } = (await session(page.request)) as unknown as { unidad: string };
  const { rows, links, activities } = asRows(plan);
  await page.goto(`/?unidad=${top?.codigo || top?.id}`, { waitUntil: "commit" });
  const alive = await page.waitForFunction(() => {
    const { alive, whole } = document.documentElement.dataset;
    return alive !== undefined && whole !== undefined && document.querySelector(".sync")?.textContent?.includes("Al día") && performance.now();
  });
  const started = (await alive.jsonValue()) as number;
  const movable = activities.filter((one) => one.unidad === unidad).filter(wholeMonths);
  const bars = together([...grouped(movable, ({ accion }) => accion).values()], new Map(rows.map(({ id }, at) => [id, at])));
  return {
    page,
    rows,
    links,
    started,
    open: () => open(page, rows.length),
    edit: (edits) => edit(page, edits),
    scroll: (step) => scroll(page, step),
    move: (turn) => [stepOf(bars[0]!, turn % 2, "move")],
    edits: (turn) => editsOf(bars, turn),
    hold: async () => {
      await reveal(page, bars[0]!.id);
      return middle(page.locator(`[data-bar="g-a-${bars[0]!.id}"] [data-part=cuerpo]`));
    },
  };
}

/** From one whole month to another, not the same one, and with a month left after it. */
function wholeMonths({ ventana: { inicio, fin } }: Activity): boolean {
  const after = new Date(`${fin}T00:00Z`);
  after.setUTCDate(after.getUTCDate() + 1);
  return inicio.endsWith("-01") && after.getUTCDate() === 1 && inicio.slice(0, 7) < fin.slice(0, 7) && !fin.startsWith("12", 5);
}

/** The bars of one action that are nearest to each other, from the first to the last: on one screen. */
function together(actions: Activity[][], place: Map<string, number>): Activity[] {
  const at = ({ id }: Activity) => place.get(id) ?? Infinity;
  const span = (bars: Activity[]) => at(bars.at(-1)!) - at(bars[0]!);
  const windows = actions.flatMap((bars) => {
    const sorted = [...bars].sort((one, other) => at(one) - at(other));
    return sorted.slice(BARS - 1).map((_, from) => sorted.slice(from, from + BARS));
  });
  return windows.sort((one, other) => span(one) - span(other))[0] ?? [];
}

/** What a bar does when it stands so many months further than at first. */
function stepOf({ id, ventana }: Activity, further: number, kind: "move" | "shorten" | "lengthen"): Edit {
  const month = (text: string, more: number) => new Date(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1 + more).getTime();
  const away = kind === "move" ? 1 - further : further;
  const inicio = month(ventana.inicio, away);
  const fin = month(ventana.fin, away + (kind === "shorten" ? 0 : 1));
  const back = kind === "shorten" || (kind === "move" && further === 1);
  return { id, key: back ? "ArrowLeft" : "ArrowRight", shift: kind !== "move", inicio, fin };
}

/** Each bar an odd number of times: a month there or back, shorter, longer. */
function editsOf(bars: Activity[], turn: number): Edit[] {
  expect(bars.length, "activities that can move a month, in one group").toBe(BARS);
  const stands = bars.map((_, at) => (turn + (at === 0 ? 1 : 0)) % 2);
  const edits: Edit[] = [];
  for (let at = 0; edits.length < EDITS; at += 1) {
    const which = at % bars.length;
    const [bar, further] = [bars[which]!, stands[which]!];
    stands[which] = 1 - further;
    edits.push(stepOf(bar, further, "move"), stepOf(bar, 1 - further, "shorten"), stepOf(bar, 1 - further, "lengthen"));
  }
  return edits;
}

/** By the link of the navigation, with the plan in memory, until every row is in the tree: with
 * the frame of the page as it first opens, and the two choices that unfold all below the unit. */
async function open(page: Page, count: number): Promise<number> {
  await page.locator('.nav__place[href^="/?"]').click();
  await page.waitForFunction(() => location.pathname === "/" && document.querySelector(".gantt") === null);
  await page.evaluate(() => new Promise((rested) => requestIdleCallback(rested)));
  return page.evaluate(async (count) => {
    const appears = (selector: string) =>
      new Promise<HTMLSelectElement>((resolve) => {
        const look = () => {
          const found = document.querySelector<HTMLSelectElement>(selector);
          if (found) resolve(found);
          return found;
        };
        if (look()) return;
        const observer = new MutationObserver(() => look() && observer.disconnect());
        observer.observe(document.body, { childList: true, subtree: true });
      });
    const choose = async (selector: string, value: string) => {
      const list = await appears(selector);
      list.value = value;
      list.dispatchEvent(new Event("change", { bubbles: true }));
    };
    return clock.until(
      async () => {
        document.querySelector<HTMLElement>('.nav__place[href^="/cronograma"]')?.click();
        await choose("#gantt-nivel", "3");
        await choose("#gantt-ambito", "1");
      },
      () => {
        const told = Number(document.querySelector(".gantt__tree")?.getAttribute("aria-rowcount"));
        return told === count && document.querySelectorAll("[data-part=cuerpo]").length > 10;
      },
    );
  }, count);
}

async function edit(page: Page, edits: Edit[]): Promise<number> {
  const ids = [...new Set(edits.map(({ id }) => id))];
  await reveal(page, ids[Math.floor(ids.length / 2)]!);
  const took = await page.evaluate(async (edits) => {
    const last = edits.at(-1)!.id;
    const place = () =>
      document.querySelector(`[data-bar="g-a-${last}"] [data-part=cuerpo]`)?.parentElement?.getAttribute("transform");
    const press = ({ id, key, shift }: Edit) => {
      const row = document.getElementById(`g-a-${id}`);
      if (!row) throw new Error(`${id} is not on the page`);
      row.click();
      row.dispatchEvent(new KeyboardEvent("keydown", { key, altKey: true, shiftKey: shift, bubbles: true }));
    };
    const before = place();
    return clock.until(() => edits.forEach(press), () => place() !== before);
  }, edits);
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
  await expectSync(page, "Al día");
  return took;
}

/** Scrolls until a row is drawn, and to the middle of the board; the next time, from where it was. */
async function reveal(page: Page, id: string): Promise<void> {
  await page.evaluate(async (id) => {
    const board = document.querySelector(".gantt__scroll")!;
    const find = () => document.getElementById(`g-a-${id}`);
    const known = globalThis as { from?: number };
    // Those of one group and one unit are near to each other.
    board.scrollTop = Math.max(0, (known.from ?? 0) - 2_000);
    await clock.frame();
    for (let row = find(); !row; row = find()) {
      const before = board.scrollTop;
      board.scrollTop += 800;
      if (board.scrollTop === before) throw new Error(`${id} is not in the tree`);
      await clock.frame();
    }
    known.from = board.scrollTop;
    find()?.scrollIntoView({ block: "center" });
    for (let frames = 0; frames < 10; frames += 1) await clock.frame();
  }, id);
}

async function scroll(page: Page, step: number): Promise<number[]> {
  return page.evaluate((step) => {
    const board = document.querySelector(".gantt__scroll")!;
    board.scrollTop = 0;
    return clock.scroll(board, step);
  }, step);
}
