// Who else is in the plan, and where: seen on the sheet, said aloud, and put away by whoever wants.
import { EDITOR, JEFE, enter } from "../support/people";
import { COLUMN, cell, rowsOf } from "../support/sheet";
import { expect, fresh as test } from "../support/test";

test("each sees where the other is, until the other goes", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR, "/programacion");
  const other = await anotherBrowser();
  await enter(other, JEFE, "/programacion");
  await expect(page.locator(".presence__count")).toHaveText("1");
  await expect(page.getByRole("status").filter({ hasText: "Víctor Ayala Gamboa está en esta unidad." })).toBeAttached();

  await cell(rowsOf(other).nth(2), COLUMN.nombre).click();
  const mark = rowsOf(page).nth(2).locator(".cell--presente");
  await expect(mark).toContainText("VA");
  await expect(mark).toHaveAttribute("title", /^Aquí está Víctor Ayala Gamboa\./);

  await page.locator(".presence > summary").click();
  const list = page.locator(".presence__list");
  await expect(list).toContainText("Víctor Ayala Gamboa");
  await expect(list.getByRole("link")).toHaveAttribute("href", /actividad=/);
  await page.getByLabel("Mostrar y avisar dónde están los demás").uncheck();
  await expect(mark).toBeHidden();
  await expect(list).toBeHidden();
  await page.getByLabel("Mostrar y avisar dónde están los demás").check();
  await expect(mark).toBeVisible();

  await other.close();
  await expect(mark).toBeHidden();
  await expect(page.locator(".presence__count")).toHaveText("0");
});
