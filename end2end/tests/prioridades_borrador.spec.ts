// The board in a draft of the approved plan (Art. 8.2.3, 11): each rubro must be level, before stands beside
// now, and activities go from one unit to another; outside a draft the board is only read.
import { type Page } from "@playwright/test";

import { expectAccessible } from "../support/axe";
import { chip, drag, handle, middle, rows, said } from "../support/board";
import { enterDraft, openDraft } from "../support/draft";
import { COORDINADOR, type Person, enter } from "../support/people";
import { expect, fresh as test } from "../support/test";

test.use({ scene: "modificacion" });

/** Opens a draft and its board, ready for gestures. */
async function begin(page: Page, who: Person, query = ""): Promise<void> {
  await enter(page, who, "/prioridades");
  await enterDraft(page, await openDraft(page, "Emergencia vial"), `/prioridades${query}`);
  await expect(page.locator(".level")).toBeVisible();
}

test("an approved plan is read on the board, and leads to where it changes", async ({ page }) => {
  await enter(page, COORDINADOR, "/prioridades?ambito=institucion");
  await expect(page.getByText("El POI está aprobado por")).toBeVisible();
  await expect(page.getByRole("link", { name: "Ir a Modificaciones" })).toHaveAttribute("href", "/modificaciones");
  await expect(page.locator("[data-handle]")).toHaveCount(0);
});

test("a cut leaves its rubro uneven until it is given elsewhere, and before stands beside now", async ({ page }) => {
  await begin(page, COORDINADOR);
  await expect(page.locator(".level__sum")).toHaveText("Este borrador todavía no mueve dinero.");
  await page.getByRole("button", { name: "Recortar por techo…" }).click();
  const sheet = page.getByRole("dialog", { name: "Recortar por techo" });
  await sheet.getByLabel("Proteger las que esperan un elemento crítico").uncheck();
  await sheet.getByLabel("Cuánto").fill("1");
  await expect(sheet.locator(".sheet__cut")).not.toHaveCount(0);
  await sheet.getByRole("button", { name: "Recortar", exact: true }).click();
  await expect(sheet).toBeHidden();
  const open = page.locator(".level__one[data-level=no]");
  await expect(open).toHaveCount(1);
  await expect(open).toContainText(/falta habilitar S\/ /);
  await expect(page.locator(".level__sum")).toContainText("≠");
  await expect(said(page)).toContainText("falta habilitar");
  await expect(page.locator(".board__before").filter({ hasText: "puesto" }).first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".level__sum")).toHaveText("Este borrador todavía no mueve dinero.");
  await expect(page.locator(".level__one")).toHaveCount(0);
});

test("what a techo brings goes from the first priority downwards, and one leaves out whom one will", async ({ page }) => {
  await begin(page, COORDINADOR, "?unidad=24.28");
  const names = (await rows(page).locator(".board__text").allTextContents()).slice(0, 4);
  await page.getByRole("button", { name: "Ampliar por techo…" }).click();
  const sheet = page.getByRole("dialog", { name: "Ampliar por techo" });
  await sheet.getByRole("combobox", { name: /^En/ }).selectOption("soles");
  await sheet.getByLabel(/^Cuánto/).fill("1000");
  const receives = sheet.locator(".sheet__cut");
  await expect(receives).toHaveCount(1);
  await expect(receives.first()).toContainText("+1,000.00");
  await sheet.getByLabel(/^Hasta cuánto/).fill("600");
  await expect(receives).toHaveCount(2);
  const first = (await receives.first().locator("span").first().textContent()) ?? "";
  expect(names, "one of the first of the board").toContain(first);
  await sheet.getByLabel(`Sin aumento para «${first}»`).check();
  await expect(receives).toHaveText([/no recibe/, /\+600\.00/, /\+400\.00/]);
  await expect(sheet.locator(".sheet__said")).toContainText(/^De S\/ 1,000\.00, .*S\/ 1,000\.00 del rubro \d\d van, por detallar, a 2 actividades\.$/);
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Ampliar", exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect(page.locator(".level__one[data-level=no]")).toContainText("falta anular S/ 1,000.00");
  await expect(rows(page).locator(".board__before").filter({ hasText: "(+" })).toHaveCount(2);
  await expect(rows(page).filter({ hasText: first }).locator(".board__before")).not.toContainText("(+");
  await page.keyboard.press("Control+z");
  await expect(page.locator(".level__sum")).toHaveText("Este borrador todavía no mueve dinero.");
});

test("an activity dragged under another unit is its from then on", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 2600 });
  await begin(page, COORDINADOR, "?ambito=institucion&grupo=unidad");
  const headings = page.locator(".board__row--outer");
  const first = rows(page).first();
  const name = (await first.locator(".board__text").textContent()) ?? "";
  const count = async (at: number) => headings.nth(at).locator(".board__count").textContent();
  const index = await headings.evaluateAll((all) => all.findIndex((one) => one.nextElementSibling?.getAttribute("data-state") != null));
  const before = [await count(index), await count(index + 1)];
  await drag(page, handle(first), headings.nth(index + 1));
  const { x, y } = await middle(headings.nth(index + 1));
  await page.mouse.move(x, y + 40, { steps: 3 });
  await expect(chip(page)).toContainText("lugar");
  await page.mouse.up();
  await expect.poll(async () => [await count(index), await count(index + 1)]).not.toEqual(before);
  await expect(rows(page).filter({ hasText: name }).first()).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect.poll(async () => [await count(index), await count(index + 1)]).toEqual(before);
});
