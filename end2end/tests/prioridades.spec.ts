// The board of priorities: rows and money dragged by mouse, by touch, by keyboard and by dialogs;
// the funding line goes before they are let go, and each gesture is undone as one.
import type { Page } from "@playwright/test";

import { expectAccessible } from "../support/axe";
import { chip, drag, expectOrder, finger, handle, heading, middle, openBoard, order, row, rows, said, stored, whole } from "../support/board";
import { COORDINADOR, EDITOR, JEFE, enter } from "../support/people";
import { alive, expect, fresh as test } from "../support/test";

const PAGE = "/prioridades";

/** The list with one taken from a place to another. */
function moved(names: string[], from: number, to: number): string[] {
  const [one, others] = [names[from] ?? "", names.filter((_, at) => at !== from)];
  return [...others.slice(0, to), one, ...others.slice(to)];
}

async function keys(page: Page): Promise<Map<string, string>> {
  return new Map([...(await stored(page))].map(([name, { prioridad }]) => [name, prioridad]));
}

test("a row dragged up takes its place, and the line goes before it is let go", async ({ page }) => {
  await enter(page, EDITOR, PAGE);
  const before = await order(page);
  const stands = await keys(page);
  await drag(page, handle(rows(page).nth(4)), rows(page).nth(1));
  await expect(chip(page)).toHaveText(/^sube 3 lugares · queda /);
  await expect(page.locator(".board__scroll[data-trying]")).toBeVisible();
  expect(await keys(page), "nothing is sent before it is let go").toEqual(stands);
  await page.mouse.up();
  const after = moved(before, 4, 1);
  await expectOrder(page, after);
  await expect(said(page)).toContainText(`${before[4]}: puesto 2 de `);
  await expect.poll(async () => [...(await keys(page))].filter(([name, key]) => stands.get(name) !== key).map(([name]) => name)).toEqual([before[4]]);
  await page.keyboard.press("Control+z");
  await expectOrder(page, before);
  await expect.poll(() => keys(page)).toEqual(stands);
});

test("Escape lets a row go where it was, and the board scrolls while one drags at its edge", async ({ page }) => {
  await enter(page, EDITOR, PAGE);
  const before = await order(page);
  await drag(page, handle(rows(page).nth(2)), rows(page).nth(0));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(chip(page)).toBeHidden();
  await expectOrder(page, before);

  await openBoard(page, `${PAGE}?ambito=institucion`);

  const board = (await page.locator(".board__scroll").boundingBox())!;
  const at = await middle(handle(rows(page)).first());
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  const top = await page.locator(".board__scroll").evaluate((it) => it.scrollTop);
  await page.mouse.move(at.x, board.y + board.height - 12, { steps: 5 });
  await expect.poll(() => page.locator(".board__scroll").evaluate((it) => it.scrollTop)).toBeGreaterThan(top + 80);
  await page.keyboard.press("Escape");
  await page.mouse.up();
});

test("by keyboard alone: the order, a place typed, and undo", async ({ page }) => {
  await enter(page, EDITOR, PAGE);
  const before = await order(page);
  await rows(page).first().focus();
  // The funding line is read as a row is.
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".board__row.board__line")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expectOrder(page, moved(before, 1, 0));
  await expect(said(page)).toContainText(`${before[1]}: puesto 1 de `);
  await expect(row(page, before[1]!)).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(said(page)).toHaveText("Ya es la primera.");
  await page.keyboard.press("Shift+Alt+ArrowDown");
  await expectOrder(page, moved(moved(before, 1, 0), 0, 4));
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expectOrder(page, before);

  await rows(page).first().focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Mover…" });
  await dialog.getByLabel(/^Puesto, de 1 a/).fill("4");
  await expect(dialog).toContainText("baja 3 lugares");
  await dialog.getByLabel(/^Puesto, de 1 a/).press("Enter");
  await expect(dialog).toBeHidden();
  await expectOrder(page, moved(before, 0, 3));
});

test("money dragged to another activity is shown before it goes, and comes back in one step", async ({ page }) => {
  await enter(page, EDITOR, PAGE);
  const total = await whole(page);
  const [from, to] = [rows(page).nth(0), rows(page).nth(2)];
  const costs = async () => [await from.locator(".board__cost").textContent(), await to.locator(".board__cost").textContent()];
  const before = await costs();
  await drag(page, handle(from, "dinero"), to);
  await expect(chip(page)).toContainText("Trasladar dinero a «");
  await page.mouse.up();
  const sheet = page.getByRole("dialog", { name: "Trasladar dinero" });
  await expect(sheet).toBeFocused();
  await expect(sheet.getByRole("button", { name: "Trasladar", exact: true })).toBeDisabled();
  await sheet.getByRole("button", { name: "Todo" }).click();
  await expect(sheet.locator(".sheet__said")).toContainText(/^Se trasladan S\/ .* del rubro \d\d\. La que da queda con/);
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Trasladar", exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect.poll(costs).not.toEqual(before);
  await expect.poll(() => whole(page), "money is neither made nor lost").toBe(total);
  await page.keyboard.press("Control+z");
  await expect.poll(costs).toEqual(before);
});

test("money by keyboard, and what cannot be is said where it is typed", async ({ page }) => {
  await enter(page, EDITOR, PAGE);
  await rows(page).first().focus();
  await page.keyboard.press("Shift+Enter");
  const sheet = page.getByRole("dialog", { name: "Trasladar dinero" });
  await sheet.getByLabel("A la actividad").selectOption({ index: 2 });
  await sheet.getByLabel(/^Importe en S\//).fill("0.01");
  await expect(sheet.locator(".sheet__said")).toContainText(/Se trasladan|no tiene qué dar|No se pueden/);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("a cut goes from the lowest priority upwards, is adjusted, and is one act", async ({ page }) => {
  await enter(page, EDITOR, PAGE);
  const total = await whole(page);
  await page.getByRole("button", { name: "Recortar por techo…" }).click();
  const sheet = page.getByRole("dialog", { name: "Recortar por techo" });
  await sheet.getByLabel("Proteger las que esperan un elemento crítico").uncheck();
  await sheet.getByLabel("Cuánto").fill("8");
  const cuts = sheet.locator(".sheet__cut");
  await expect(cuts).not.toHaveCount(0);
  await expect(sheet.locator(".sheet__said")).toContainText(/^De S\/ .* se recortan S\/ /);
  const first = (await cuts.first().locator("span").first().textContent()) ?? "";
  await sheet.getByRole("checkbox", { name: `Proteger «${first}»` }).check();
  await expect(sheet.locator(".sheet__cut").filter({ hasText: "protegida" })).toContainText(first);
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Recortar", exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect.poll(() => whole(page)).toBeLessThan(total);
  await page.keyboard.press("Control+z");
  await expect.poll(() => whole(page)).toBe(total);
});

test("the ruta is put in order on the board of the institution, by the OPP only", async ({ page, anotherBrowser }) => {
  await enter(page, COORDINADOR, `${PAGE}?ambito=institucion`);
  const goals = page.locator(".board__row--outer .board__title strong");
  const before = await goals.allTextContents();
  const second = heading(page, before[1] ?? "");
  await second.focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => goals.first().textContent()).toBe(before[1]);
  await expect(said(page)).toContainText(`${before[1]}: cambió su lugar en la ruta estratégica.`);
  await page.keyboard.press("Control+z");
  await expect.poll(() => goals.first().textContent()).toBe(before[0]);

  const other = await anotherBrowser();
  await enter(other, JEFE, `${PAGE}?ambito=institucion`);
  await expect(heading(other, before[0] ?? "")).toBeVisible();
  await expect(other.locator(".board__row--outer [data-handle]")).toHaveCount(0);
});

test("an activity goes to another AEI on the board, with its place", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 2400 });
  await enter(page, JEFE, `${PAGE}?ambito=institucion`);
  const own = rows(page).filter({ has: page.locator("[data-handle=fila]") });
  const name = (await own.first().locator(".board__text").textContent()) ?? "";
  const held = (await stored(page)).get(name)!;
  // The next heading after it, near enough for both to be in sight.
  const code = await row(page, name).evaluate((one) => {
    let next = one.nextElementSibling;
    while (next && !next.classList.contains("board__row--inner")) next = next.nextElementSibling;
    return next?.querySelector("strong")?.textContent ?? "";
  });
  await heading(page, code).scrollIntoViewIfNeeded();
  await drag(page, handle(row(page, name)), heading(page, code));
  await expect(chip(page)).toContainText("lugar");
  await page.mouse.up();
  await expect.poll(async () => (await stored(page)).get(name)?.accion).not.toBe(held.accion);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await stored(page)).get(name)?.accion).toBe(held.accion);
});

test("everyone sees the order change, and who only reads may not change it", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR, PAGE);
  const other = await anotherBrowser();
  await enter(other, JEFE, PAGE);
  const before = await order(page);
  await rows(page).nth(3).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expectOrder(other, moved(before, 3, 2));
  await expect(row(other, before[3]!).locator(".board__here")).toContainText("aquí: ");
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, viewport: { width: 820, height: 1180 } });

  test("a scroll is not a drag, and a finger that rests lifts the row", async ({ page, context }) => {
    await enter(page, EDITOR, PAGE);
    const touch = await context.newCDPSession(page);
    const before = await order(page);
    const at = await middle(handle(rows(page).nth(4)));
    await finger(touch, "touchStart", at);
    for (const step of [10, 30, 60, 90]) await finger(touch, "touchMove", { x: at.x, y: at.y - step });
    await finger(touch, "touchEnd");
    await expect(chip(page)).toBeHidden();
    await expectOrder(page, before);

    const again = await middle(handle(rows(page).nth(4)));
    const over = await middle(rows(page).nth(2));
    await finger(touch, "touchStart", again);
    await expect(chip(page)).toBeVisible();
    for (const part of [0.3, 0.7, 1]) await finger(touch, "touchMove", { x: again.x, y: again.y + (over.y - again.y) * part });
    await expect(chip(page)).toContainText("sube 2 lugares");
    await finger(touch, "touchEnd");
    await expectOrder(page, moved(before, 4, 2));
  });

  test("handles are large enough for a finger", async ({ page }) => {
    await enter(page, EDITOR, PAGE);
    for (const kind of ["fila", "dinero"] as const) {
      const box = (await handle(rows(page).first(), kind).boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    }
  });
});

test("without a server's answer the page is read from what was rendered", async ({ page }) => {
  await enter(page, EDITOR, PAGE);
  await alive(page);
  await expect(page.locator(".board__line")).toHaveCount(1);
  await expect(page.locator(".board__row.board__line")).toContainText("Línea de financiamiento");
});
