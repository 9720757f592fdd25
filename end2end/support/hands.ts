// What a person does on a page, with a mouse, with a finger and with the keyboard alone: a journey is
// written once and walked with each. The keyboard is told nothing that a person does not know: it gets to
// a part by Tab, and inside a sheet or a board by the arrows.
import { type CDPSession, type Locator, type Page, expect } from "@playwright/test";

import { type Point, chip, drag, finger, handle, middle, row as rowCalled, rows as boardRows } from "./board";

export interface Hands {
  readonly page: Page;
  /** A button or a link. */
  press(part: Locator): Promise<void>;
  /** Writes over what a field holds, and leaves it; a date as 2016-08-15. */
  fill(field: Locator, text: string): Promise<void>;
  /** The option of a list that begins so. */
  choose(list: Locator, beginning: string): Promise<void>;
  /** A box, or one of several that exclude each other. */
  set(box: Locator, ticked: boolean): Promise<void>;
  /** Writes over what a cell of a sheet holds; of a list, the option that begins so. */
  write(cell: Locator, text: string): Promise<void>;
  /** Opens what a cell of a sheet leads to. */
  open(cell: Locator): Promise<void>;
  /** Closes the detail of an activity, in whose sheet one has written. */
  close(panel: Locator): Promise<void>;
  /** A row of the board takes the place of another. */
  move(row: Locator, place: Locator): Promise<void>;
  /** Money of a row of the board for another: the sheet that asks how much is open. */
  carry(from: Locator, to: Locator): Promise<void>;
}

export interface Kind {
  /** Ends the name of a test. */
  name: string;
  context: { hasTouch: boolean; viewport: { width: number; height: number } };
  of: (page: Page) => Hands;
}

const LAPTOP = { hasTouch: false, viewport: { width: 1366, height: 768 } };
export const MOUSE: Kind = { name: "with a mouse", context: LAPTOP, of: (page) => new Mouse(page) };
export const FINGER: Kind = {
  name: "with a finger",
  context: { hasTouch: true, viewport: { width: 820, height: 1180 } },
  of: (page) => new Finger(page),
};
export const KEYBOARD: Kind = { name: "with the keyboard alone", context: LAPTOP, of: (page) => new Keyboard(page) };
export const HANDS = [MOUSE, FINGER, KEYBOARD];

/** The option that begins so, as it is written. */
async function option(list: Locator, beginning: string): Promise<string> {
  const all = (await list.locator("option").allTextContents()).map((one) => one.trim());
  const found = all.find((one) => one.toLowerCase().startsWith(beginning.toLowerCase()));
  if (found === undefined) throw new Error(`no option begins «${beginning}»: ${all.join(" | ")}`);
  return found;
}

function sheetOfMoney(page: Page): Locator {
  return page.getByRole("dialog", { name: "Trasladar dinero" });
}

/** A mouse and a finger take the same parts, each in its way. */
abstract class Pointer {
  constructor(readonly page: Page) {}

  abstract press(part: Locator): Promise<void>;

  /** Takes a part, and lets it go over a row once the chip says what that does. */
  protected abstract drop(part: Locator, over: Locator, said: RegExp): Promise<void>;

  async open(cell: Locator): Promise<void> {
    await this.press(cell);
  }

  async close(panel: Locator): Promise<void> {
    await this.press(panel.getByRole("button", { name: "Cerrar el detalle" }));
    await expect(panel).toBeHidden();
  }

  async move(row: Locator, place: Locator): Promise<void> {
    await this.drop(handle(row), place, /(sube|baja) \d+ lugar/);
  }

  async carry(from: Locator, to: Locator): Promise<void> {
    await this.drop(handle(from, "dinero"), to, /Trasladar dinero a «/);
    await expect(sheetOfMoney(this.page)).toBeFocused();
  }
}

class Mouse extends Pointer implements Hands {
  async press(part: Locator): Promise<void> {
    await part.click();
  }

  async fill(field: Locator, text: string): Promise<void> {
    await field.click();
    await field.fill(text);
    await field.blur();
  }

  async choose(list: Locator, beginning: string): Promise<void> {
    await list.selectOption({ label: await option(list, beginning) });
  }

  async set(box: Locator, ticked: boolean): Promise<void> {
    await box.setChecked(ticked);
  }

  async write(cell: Locator, text: string): Promise<void> {
    await cell.click();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
  }

  protected async drop(part: Locator, over: Locator, said: RegExp): Promise<void> {
    await drag(this.page, part, over);
    await expect(chip(this.page)).toHaveText(said);
    await this.page.mouse.up();
  }
}

/** On a tablet held upright. What its own keyboard types, and its own lists, are not the page's. */
class Finger extends Pointer implements Hands {
  private session: Promise<CDPSession> | undefined;

  async press(part: Locator): Promise<void> {
    await part.tap();
  }

  async fill(field: Locator, text: string): Promise<void> {
    await field.tap();
    await field.fill(text);
    await field.blur();
  }

  async choose(list: Locator, beginning: string): Promise<void> {
    // The list that a tap opens is drawn by the tablet: only that a finger reaches it is the page's.
    await list.tap({ trial: true });
    await list.selectOption({ label: await option(list, beginning) });
  }

  async set(box: Locator, ticked: boolean): Promise<void> {
    if ((await box.isChecked()) !== ticked) await box.tap();
    await expect(box).toBeChecked({ checked: ticked });
  }

  /** One tap goes to a cell, the next one writes in it. */
  async write(cell: Locator, text: string): Promise<void> {
    if ((await cell.getAttribute("data-head")) === null) await cell.tap();
    await expect(cell).toHaveAttribute("data-head");
    await cell.tap();
    const editor = this.page.locator(".grid__editor:visible");
    await expect(editor).toBeFocused();
    if (await editor.evaluate((it) => it instanceof HTMLSelectElement)) {
      await editor.selectOption({ label: await option(editor, text) });
      // What is chosen counts once one goes elsewhere.
      await cell.locator("xpath=..").locator("[aria-colindex='1']").tap();
    } else {
      await editor.fill(text);
      await editor.press("Enter");
    }
    await expect(editor).toBeHidden();
  }

  /** A finger that rests lifts what is under it. */
  protected async drop(part: Locator, over: Locator, said: RegExp): Promise<void> {
    const touch = await this.touch();
    const [from, to] = [await middle(part), await middle(over)];
    await finger(touch, "touchStart", from);
    await expect(chip(this.page)).toBeVisible();
    for (const part of [0.3, 0.7, 1]) await finger(touch, "touchMove", between(from, to, part));
    await expect(chip(this.page)).toHaveText(said);
    await finger(touch, "touchEnd");
  }

  /** One for all gestures: to close a session brings the network back to a page that was to have none. */
  private touch(): Promise<CDPSession> {
    return (this.session ??= this.page.context().newCDPSession(this.page));
  }
}

function between(from: Point, to: Point, part: number): Point {
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** More stops than any page has between two of its parts. */
const STOPS = 120;
/** Of a sheet its cell, of a board its row: the one stop of Tab that it is. */
const STOP = "td[tabindex='0'], [role=row][tabindex='0']";

/** Nothing here presses a mouse, and nothing is given the focus that a key does not give it. */
class Keyboard implements Hands {
  constructor(readonly page: Page) {}

  async press(part: Locator): Promise<void> {
    await expect(part).toBeEnabled();
    await this.reach(part);
    await this.page.keyboard.press("Enter");
  }

  async fill(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    if ((await field.getAttribute("type")) === "date") {
      // In the order of the browser's own language, whatever the page's is.
      const [year, month, day] = text.split("-");
      await this.page.keyboard.type(`${month}${day}${year}`);
    } else {
      await this.page.keyboard.press("Control+a");
      await this.page.keyboard.type(text);
    }
    await expect(field).toHaveValue(text);
    await this.page.keyboard.press("Tab");
  }

  /** As many letters as tell the option from the others. */
  async choose(list: Locator, beginning: string): Promise<void> {
    await expect(list).toBeEnabled();
    await this.reach(list);
    const wanted = await option(list, beginning);
    const others = (await list.locator("option").allTextContents()).map((one) => one.trim()).filter((one) => one !== wanted);
    const begins = (length: number) => (one: string) => one.toLowerCase().startsWith(wanted.slice(0, length).toLowerCase());
    let length = 1;
    while (length < wanted.length && others.some(begins(length))) length += 1;
    await this.page.keyboard.type(wanted.slice(0, length));
    await expect(list.locator("option:checked")).toHaveText(wanted);
  }

  async set(box: Locator, ticked: boolean): Promise<void> {
    await this.reach(box);
    if ((await box.isChecked()) !== ticked) await this.page.keyboard.press("Space");
    await expect(box).toBeChecked({ checked: ticked });
  }

  async write(cell: Locator, text: string): Promise<void> {
    await this.walk(cell);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
    // Rows may come and go with what was written; one goes on in the sheet.
    await expect(this.page.locator("table[role=grid] td:focus")).toHaveCount(1);
  }

  async open(cell: Locator): Promise<void> {
    await this.walk(cell);
    await this.page.keyboard.press("Enter");
  }

  /** The first Escape leaves the cells, the second the detail, for the cell that it was opened from. */
  async close(panel: Locator): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await expect(this.page.locator(".programacion td[tabindex='0']")).toBeFocused();
  }

  /** Place by place: each is shown, and the focus is on the row again, before the next. */
  async move(row: Locator, place: Locator): Promise<void> {
    await this.walk(row);
    const name = await called(row);
    const names = () => boardRows(this.page).locator(".board__text").allTextContents();
    const [from, to] = [(await names()).indexOf(name), (await names()).indexOf(await called(place))];
    const step = Math.sign(to - from);
    for (let at = from; at !== to; at += step) {
      await this.page.keyboard.press(step < 0 ? "Alt+ArrowUp" : "Alt+ArrowDown");
      await expect.poll(async () => (await names()).indexOf(name)).toBe(at + step);
      await expect(rowCalled(this.page, name)).toBeFocused();
    }
  }

  async carry(from: Locator, to: Locator): Promise<void> {
    const name = await called(to);
    await this.walk(from);
    await this.page.keyboard.press("Shift+Enter");
    await expect(sheetOfMoney(this.page)).toBeFocused();
    await this.choose(sheetOfMoney(this.page).getByLabel("A la actividad"), name);
  }

  /** By Tab or Shift+Tab, as the part is after or before where one is. */
  private async reach(part: Locator): Promise<void> {
    for (let presses = 0; presses < STOPS; presses += 1) {
      const keys = await part.evaluate(keysTo);
      if (keys.length === 0) return;
      for (const key of keys) await this.page.keyboard.press(key);
    }
    const where = await this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? "nothing");
    throw new Error(`${part.toString()} is not reached by Tab in ${STOPS} presses; the focus is on ${where}`);
  }

  /** To a cell of a sheet or a row of a board, by the arrows from where one was in it. */
  private async walk(target: Locator): Promise<void> {
    const grid = target.locator("xpath=ancestor::*[@role='grid'][1]");
    if (!(await grid.evaluate((it) => it.contains(document.activeElement)))) await this.reach(grid.locator(STOP));
    // A row that is drawn again is without its mark until the next frame.
    await expect(grid.locator(STOP)).toHaveCount(1);
    const { down, right } = await target.evaluate(stepsTo, STOP);
    for (let step = 0; step < Math.abs(down); step += 1) await this.page.keyboard.press(down < 0 ? "ArrowUp" : "ArrowDown");
    for (let step = 0; step < Math.abs(right); step += 1) await this.page.keyboard.press(right < 0 ? "ArrowLeft" : "ArrowRight");
    await expect(target).toBeFocused();
  }
}

async function called(row: Locator): Promise<string> {
  return (await row.locator(".board__text").textContent()) ?? "";
}

/** In the page: what one presses next to get to a part; nothing once it has the focus. */
function keysTo(part: Element): string[] {
  const focused = document.activeElement ?? document.body;
  if (focused === part) return [];
  const back = (part.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const group = (one: Element) => (one instanceof HTMLInputElement && one.type === "radio" ? one.name : undefined);
  // Choices that exclude each other are one stop of Tab: the arrows go on among them.
  if (group(part) !== undefined && group(part) === group(focused)) return [back ? "ArrowUp" : "ArrowDown"];
  const sheet = focused.closest("table[role=grid]");
  // Inside a sheet Tab goes from cell to cell, until Escape says that one leaves.
  const leaves = sheet !== null && !sheet.contains(part);
  return [...(leaves ? ["Escape"] : []), back ? "Shift+Tab" : "Tab"];
}

/** In the page: how many rows and columns there are from where one was to a cell, or to a row. */
function stepsTo(target: Element, stop: string): { down: number; right: number } {
  const grid = target.closest("[role=grid]");
  const here = grid?.querySelector(stop);
  const rows = [...(grid?.querySelectorAll("[data-row], .board__body > [role=row]") ?? [])];
  const row = (one?: Element | null) => rows.findIndex((it) => it === one?.closest("[role=row]"));
  const column = (one?: Element | null) => Number(one?.getAttribute("aria-colindex") ?? 0);
  return { down: row(target) - row(here), right: column(target) - column(here) };
}
