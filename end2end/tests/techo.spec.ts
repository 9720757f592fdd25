// The techo falls by 8 %: resolved on the board of one draft by two people at once, one of them with a
// finger on a tablet, and presented as a Modificacion that changes the total.
import type { Page } from "@playwright/test";

import { chip, expectOrder, finger, handle, middle, order, rows } from "../support/board";
import { enterDraft, openDraft } from "../support/draft";
import { ANALISTA, COORDINADOR, enter } from "../support/people";
import { settled } from "../support/sheet";
import { alive, expect, fresh as test } from "../support/test";

test.use({ scene: "modificacion" });

const BOARD = "/prioridades?unidad=24.28";

test("two people cut what a techo lost, on a laptop and on a tablet, and present it", async ({ page, browser, own }) => {
  await enter(page, COORDINADOR, "/");
  const draft = await openDraft(page, "Reducción del 8 %");
  await enterDraft(page, draft, "/modificacion");
  await page.getByLabel("Clase").selectOption("institucional");
  await page.getByLabel("Causa", { exact: true }).selectOption("d");
  await page.getByLabel("Sustento").fill("La transferencia se redujo en 8 %.");
  await page.getByLabel("Sustento").blur();
  await page.getByLabel("Invitar a").selectOption({ label: "Julián Medina Prado · Analista de la Unidad de Presupuesto y Planes" });
  await page.getByRole("button", { name: "Invitar" }).click();
  await settled(page);
  await enterDraft(page, draft, BOARD);

  const context = await browser.newContext({ baseURL: own.url, hasTouch: true, viewport: { width: 820, height: 1180 } });
  const tablet = await context.newPage();
  await enter(tablet, ANALISTA, "/");
  await enterDraft(tablet, draft, BOARD);
  for (const board of [page, tablet]) await expect(board.locator(".level__sum")).toHaveText("Este borrador todavía no mueve dinero.");

  // A finger puts one before others, so that it is cut later; the laptop follows.
  const before = await order(tablet);
  const touch = await context.newCDPSession(tablet);
  const from = await middle(handle(rows(tablet).nth(4)));
  const over = await middle(rows(tablet).nth(2));
  await finger(touch, "touchStart", from);
  await expect(chip(tablet)).toBeVisible();
  for (const part of [0.3, 0.7, 1]) await finger(touch, "touchMove", { x: from.x, y: from.y + (over.y - from.y) * part });
  await expect(chip(tablet)).toContainText("sube 2 lugares");
  await finger(touch, "touchEnd");
  const after = [before[0], before[1], before[4], before[2], before[3]].map((name) => name ?? "");
  for (const board of [page, tablet]) await expectOrder(board, after);

  // Each cuts a rubro, at once.
  const [laptop, finger07] = await Promise.all([cut(page, "09", (one) => one.click()), cut(tablet, "07", (one) => one.tap())]);
  for (const board of [page, tablet]) {
    await expect(board.locator(".level__one[data-level=no]")).toHaveCount(2);
    await expect(board.locator(".level__one").filter({ hasText: "07" })).toContainText(finger07);
    await expect(board.locator(".level__one").filter({ hasText: "09" })).toContainText(laptop);
    await settled(board);
  }
  await context.close();

  await enterDraft(page, draft, "/modificacion");
  await page.getByRole("button", { name: "Presentar la modificación" }).click();
  await expect(page).toHaveURL(/\/modificaciones\?modificacion=/);
  await alive(page);
  await expect(page.getByRole("heading", { level: 2, name: "Reducción del 8 %" })).toBeVisible();
});

/** Eight per cent of a rubro, from the lowest priority upwards; the amount that was cut. */
async function cut(page: Page, rubro: string, press: (one: ReturnType<Page["getByRole"]>) => Promise<void>): Promise<string> {
  await press(page.getByRole("button", { name: "Recortar por techo…" }));
  const sheet = page.getByRole("dialog", { name: "Recortar por techo" });
  const choice = sheet.getByLabel("Rubro");
  await choice.selectOption({ label: (await choice.locator("option", { hasText: rubro }).first().textContent()) ?? "" });
  await sheet.getByLabel("Proteger las que esperan un elemento crítico").uncheck();
  await sheet.getByLabel("Cuánto").fill("8");
  await expect(sheet.locator(".sheet__said")).toContainText(new RegExp(`se recortan S/ .* del rubro ${rubro}`));
  const said = (await sheet.locator(".sheet__said").textContent()) ?? "";
  await press(sheet.getByRole("button", { name: "Recortar", exact: true }));
  await expect(sheet).toBeHidden();
  return /se recortan (S\/ [\d,.]+\d)/.exec(said)?.[1] ?? said;
}
