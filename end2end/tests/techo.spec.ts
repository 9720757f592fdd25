// The techo falls by 8 %: resolved on the board of one draft by two people at once, one of them with a
// finger on a tablet, and by one with the keyboard alone; presented as a Modificacion that changes the total.
import type { Page } from "@playwright/test";

import { expectOrder, order, rows } from "../support/board";
import { enterDraft, openDraft } from "../support/draft";
import { FINGER, type Hands, KEYBOARD, MOUSE } from "../support/hands";
import { ANALISTA, COORDINADOR, enter } from "../support/people";
import { settled } from "../support/sheet";
import { alive, expect, fresh as test } from "../support/test";

test.use({ scene: "modificacion" });

const BOARD = "/prioridades?unidad=24.28";

test("two people cut what a techo lost, on a laptop and on a tablet, and present it", async ({ page, anotherBrowser }) => {
  const laptop = MOUSE.of(page);
  const draft = await begin(page);
  await explain(laptop);
  await laptop.choose(page.getByLabel("Invitar a"), "Julián Medina Prado · Analista de la Unidad de Presupuesto y Planes");
  await laptop.press(page.getByRole("button", { name: "Invitar" }));
  await settled(page);
  await enterDraft(page, draft, BOARD);

  const tablet = FINGER.of(await anotherBrowser(FINGER.context));
  await enter(tablet.page, ANALISTA, "/");
  await enterDraft(tablet.page, draft, BOARD);
  const boards = [page, tablet.page];
  for (const board of boards) await expectStill(board);

  // A finger puts one before others, so that it is cut later; the laptop follows.
  const after = await putBefore(tablet);
  for (const board of boards) await expectOrder(board, after);

  // Each cuts a rubro, at once.
  const [of09, of07] = await Promise.all([cut(laptop, "09"), cut(tablet, "07")]);
  for (const board of boards) {
    await expectCut(board, [["07", of07], ["09", of09]]);
    await settled(board);
  }
  await enterDraft(page, draft, "/modificacion");
  await present(laptop);
});

test("one person cuts it with the keyboard alone, and presents it", async ({ page }) => {
  const hands = KEYBOARD.of(page);
  const draft = await begin(page);
  await explain(hands);
  await settled(page);
  await enterDraft(page, draft, BOARD);
  await expectStill(page);
  const after = await putBefore(hands);
  await expectOrder(page, after);
  const of09 = await cut(hands, "09");
  // Whoever closes the sheet goes on from the row where they were.
  await expect(rows(page).nth(2)).toBeFocused();
  const of07 = await cut(hands, "07");
  await expectCut(page, [["07", of07], ["09", of09]]);
  await settled(page);
  await hands.press(page.getByRole("navigation", { name: "Tareas" }).getByRole("link", { name: "Sustento y presentación" }));
  await present(hands);
});

/** A draft of the OPP, where it is explained. */
async function begin(page: Page): Promise<string> {
  await enter(page, COORDINADOR, "/");
  const draft = await openDraft(page, "Reducción del 8 %");
  await enterDraft(page, draft, "/modificacion");
  return draft;
}

async function explain(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.choose(page.getByLabel("Causa", { exact: true }), "d)");
  await hands.choose(page.getByLabel("Clase"), "institucional");
  await hands.fill(page.getByLabel("Sustento"), "La transferencia se redujo en 8 %.");
}

async function expectStill(board: Page): Promise<void> {
  await expect(board.locator(".level__sum")).toHaveText("Este borrador todavía no mueve dinero.");
}

/** The fifth takes the place of the third; the order that this is. */
async function putBefore(hands: Hands): Promise<string[]> {
  const { page } = hands;
  const before = await order(page);
  await hands.move(rows(page).nth(4), rows(page).nth(2));
  return [0, 1, 4, 2, 3].map((at) => before[at] ?? "");
}

/** Eight per cent of a rubro, from the lowest priority upwards; the amount that was cut. */
async function cut(hands: Hands, rubro: string): Promise<string> {
  const { page } = hands;
  await hands.press(page.getByRole("button", { name: "Recortar por techo…" }));
  const sheet = page.getByRole("dialog", { name: "Recortar por techo" });
  await hands.choose(sheet.getByLabel("Rubro"), rubro);
  await hands.fill(sheet.getByLabel("Cuánto"), "8");
  await hands.set(sheet.getByLabel("Proteger las que esperan un elemento crítico"), false);
  await expect(sheet.locator(".sheet__said")).toContainText(new RegExp(`se recortan S/ .* del rubro ${rubro}`));
  const said = (await sheet.locator(".sheet__said").textContent()) ?? "";
  await hands.press(sheet.getByRole("button", { name: "Recortar", exact: true }));
  await expect(sheet).toBeHidden();
  return /se recortan (S\/ [\d,.]+\d)/.exec(said)?.[1] ?? said;
}

/** These rubros are not level, each by what was cut of it, and no other. */
async function expectCut(board: Page, cuts: [rubro: string, amount: string][]): Promise<void> {
  await expect(board.locator(".level__one[data-level=no]")).toHaveCount(cuts.length);
  for (const [rubro, amount] of cuts) await expect(board.locator(".level__one").filter({ hasText: `Rubro ${rubro}` })).toContainText(amount);
}

async function present(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.press(page.getByRole("button", { name: "Presentar la modificación" }));
  await expect(page).toHaveURL(/\/modificaciones\?modificacion=/);
  await alive(page);
  await expect(page.getByRole("heading", { level: 2, name: "Reducción del 8 %" })).toBeVisible();
}
