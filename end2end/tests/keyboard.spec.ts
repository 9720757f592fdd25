// The keyboard around the sheet, and a header that stays still.
import { EXPECTED, openTray } from "../support/offline";
import { openPanel, panelOf, put } from "../support/panel";
import { EDITOR, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
import { expect, fresh as test } from "../support/test";
import { checkpoint } from "../support/wire";

test.use({ expectedMessages: [EXPECTED] });

test("F6 goes from region to region: from a cell to the header, and back to the same cell", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  const march = cell(rowsOf(page).nth(1), COLUMN.enero + 2);
  await march.click();
  await page.keyboard.press("F6");
  await expect(page.locator(".frame__header :focus")).toHaveCount(1);
  await page.keyboard.press("Shift+F6");
  await expect(march).toBeFocused();
  await page.keyboard.press("Shift+F6");
  await expect(page.locator(".page__main :focus")).toHaveCount(0);
});

test("the tray closes when Tab leaves it", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  await openTray(page);
  const tray = page.locator("details.tray");
  await expect(tray).toHaveAttribute("open", "");
  await tray.getByRole("button").last().focus();
  await page.keyboard.press("Tab");
  await expect(tray).not.toHaveAttribute("open");
});

test("what was undone is seen as well as heard, and then goes", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const january = cell(rowsOf(page).first(), COLUMN.enero);
  const before = await text(january).innerText();
  await write(page, january, "20");
  await page.keyboard.press("Control+z");
  const told = page.locator(".undo__done");
  await expect(told).toContainText(`Deshecho. Meta de enero: ${before} de «`);
  await expect(told).toBeInViewport();
  await expect(told).toHaveCount(0, { timeout: 8_000 });
});

test("Ctrl+Z in a field is of what is typed there, and of the program once that is saved", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const plan = await checkpoint(page.request);
  const own = plan.actividades.find((row) => row.nombre === "Registro SIAF fase compromiso anual");
  const field = (await openPanel(page, own?.id ?? "", "ficha")).getByLabel("Responsable");
  await settled(page);
  const before = await field.inputValue();
  await put(field, "Jefe de la oficina");
  await settled(page);
  await field.press("End");
  await page.keyboard.type(" nueva");
  await page.keyboard.press("Control+z");
  await expect(field).not.toHaveValue("Jefe de la oficina nueva");
  await expect(field).not.toHaveValue(before);
  await field.fill("Jefe de la oficina");
  await field.press("Enter");
  await page.keyboard.press("Control+z");
  await expect(field).toHaveValue(before);
  await expect(panelOf(page)).toBeVisible();
});

for (const width of [1366, 820, 320]) {
  test(`the header stays still while its state changes, ${width.toString()} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await enter(page, EDITOR, "/programacion");
    await settled(page);
    const places = () =>
      page.locator(".unit-picker__button, .undo button, .frame__tools > .menu:not(.tray) > summary").evaluateAll((all) =>
        all.map((one) => {
          const { left, top, width: wide } = one.getBoundingClientRect();
          return [left, top, wide].map(Math.round);
        }),
      );
    const before = await places();
    await page.context().route("**/api/enviar*", (route) => route.abort());
    await write(page, cell(rowsOf(page).first(), COLUMN.enero), "20");
    await expect(page.locator(".sync")).toContainText("1 sin enviar");
    expect(await places()).toEqual(before);
    await page.context().unrouteAll();
    await settled(page);
    await write(page, cell(rowsOf(page).first(), COLUMN.enero), "doce");
    await expect(page.locator(".sync")).toContainText("1 por corregir");
    expect(await places()).toEqual(before);
    await expect(text(cell(rowsOf(page).first(), COLUMN.enero))).toHaveText("doce");
  });
}
