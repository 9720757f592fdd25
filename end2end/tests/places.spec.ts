// What was refused: the way to the very cell or field, and nothing of it lost on the way.
import type { Locator, Page } from "@playwright/test";

import { EXPECTED, digest, expectSync, openTray } from "../support/offline";
import { expectRefused, openPanel, panelOf, put } from "../support/panel";
import { COORDINADOR, EDITOR, JEFE, enter } from "../support/people";
import { COLUMN, INSUMO, cell, insumosOf, rowsOf, settled, text, write } from "../support/sheet";
import { alive, expect, fresh as test, signIn } from "../support/test";
import { checkpoint, send } from "../support/wire";

test.use({ expectedMessages: [EXPECTED] });

/** Follows the way to the place of the first thing that the tray tells. */
async function goToPlace(page: Page): Promise<void> {
  await openTray(page);
  await page.getByRole("link", { name: "Ir al lugar" }).first().click();
}

/** The focus is there, in sight and under nothing. */
async function expectThere(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  await expect
    .poll(() =>
      target.evaluate((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        const found = document.elementFromPoint(left + width / 2, top + height / 2);
        return found !== null && (one.contains(found) || found.contains(one));
      }),
    )
    .toBe(true);
}

/** What is done meanwhile waits, and is decided after what the other person did. */
async function overtaken(page: Page, act: () => Promise<void>, other: () => Promise<unknown>): Promise<void> {
  await page.context().route("**/api/enviar*", (route) => route.abort());
  await page.context().route("**/corriente*", (route) => route.abort());
  await act();
  await other();
  await page.context().unrouteAll();
  await expectSync(page, "1 rechazado");
}

async function walkAway(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Criterios de la UPP" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Criterios");
}

test("the way to a refused target leads to its cell: from another page, from the same one, and from nowhere", async ({
  page,
  anotherBrowser,
}) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const other = await anotherBrowser();
  await enter(other, JEFE, "/programacion");
  await settled(other);
  const december = (on: Page): Locator => cell(rowsOf(on).first(), COLUMN.diciembre);
  await overtaken(
    page,
    () => write(page, december(page), "7"),
    async () => {
      await write(other, december(other), "9");
      await settled(other);
    },
  );
  await walkAway(page);
  await goToPlace(page);
  await expectThere(december(page));
  await expect(december(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page).toHaveURL(/\/programacion\?unidad=[^&#]*$/);

  await cell(rowsOf(page).first(), COLUMN.costo).click();
  await expect(panelOf(page)).toBeVisible();
  await goToPlace(page);
  await expect(panelOf(page)).toHaveCount(0);
  await expectThere(december(page));
  await cell(rowsOf(page).first(), COLUMN.enero).click();
  await goToPlace(page);
  await expectThere(december(page));

  await walkAway(page);
  await openTray(page);
  const place = (await page.getByRole("link", { name: "Ir al lugar" }).getAttribute("href")) ?? "";
  await page.goto(place);
  await alive(page);
  await expectThere(december(page));
  await expect(text(december(page))).toHaveText("7");
  // The tray sees to it as well as the cell does.
  await openTray(page);
  await page.getByRole("button", { name: "Dejar el otro" }).first().click();
  await expect(december(page)).not.toHaveAttribute("aria-invalid");
  await expectSync(page, "Al día");
});

test("the way to a refused insumo leads to its cell, and to a refused row of the Marco to its field", async ({
  page,
  anotherBrowser,
}) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const plan = await checkpoint(page.request);
  const name = (await text(cell(rowsOf(page).first(), COLUMN.nombre)).innerText()).trim();
  const id = plan.actividades.find((row) => row.nombre === name)?.id ?? "";
  await openPanel(page, id, "insumos");
  const price = (on: Page): Locator => cell(rowsOf(on, insumosOf(on)).first(), INSUMO.detalle);
  const other = await anotherBrowser();
  await enter(other, JEFE, `/programacion?actividad=${id}&parte=insumos`);
  await settled(other);
  await overtaken(
    page,
    () => write(page, price(page), "Papel de la oficina"),
    async () => {
      await write(other, price(other), "Papel de colores");
      await settled(other);
    },
  );
  await walkAway(page);
  await goToPlace(page);
  await expectThere(price(page));

  const opp = await anotherBrowser();
  await signIn(opp, COORDINADOR.usuario, COORDINADOR.clave);
  const accion = plan.acciones[0];
  await opp.goto(`/marco?accion=${accion?.id ?? ""}`);
  await alive(opp);
  await settled(opp);
  const third = await anotherBrowser();
  await signIn(third, COORDINADOR.usuario, COORDINADOR.clave);
  const field = opp.getByLabel("Acción estratégica", { exact: true });
  await overtaken(
    opp,
    async () => {
      await put(field, "Lo mío");
      await walkAway(opp);
    },
    () => send(third, { EditarAccion: { id: accion?.id, seen: { Enunciado: accion?.enunciado }, nuevo: { Enunciado: "Lo otro" } } }),
  );
  await goToPlace(opp);
  await expectThere(field);
});

test("a number that is none stays through other pages and a new start, until it is mended", async ({ page, context }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const january = cell(rowsOf(page).first(), COLUMN.enero);
  await write(page, january, "doce");
  await write(page, cell(page.locator("#programacion-nueva"), COLUMN.nombre), "x".repeat(600));
  await expectSync(page, "2 por corregir");
  await walkAway(page);
  await expectSync(page, "2 por corregir");
  await openTray(page);
  await expect(page.locator(".tray")).toContainText("Por corregir: 2");
  await expect(page.locator(".tray")).toContainText("«doce» no es un número.");
  await page.keyboard.press("Escape");
  await page.reload();
  await alive(page);
  await expectSync(page, "2 por corregir");
  await openTray(page);
  await page.locator(".tray__refused", { hasText: "doce" }).getByRole("link", { name: "Ir al lugar" }).click();
  await expectThere(january);
  await expect(text(january)).toHaveText("doce");
  await expect(page.locator("#programacion-nota")).toContainText("«doce» no es un número.");

  await context.clearCookies();
  await signIn(page, JEFE.usuario, JEFE.clave);
  await page.goto("/programacion");
  await alive(page);
  await expectSync(page, "Al día");
  await expect(text(january)).not.toHaveText("doce");
  await context.clearCookies();
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  await page.goto("/programacion");
  await alive(page);
  await expectSync(page, "2 por corregir");

  await write(page, january, "20");
  await expectSync(page, "1 por corregir");
  await openTray(page);
  await page.getByRole("button", { name: "Descartar lo escrito" }).click();
  await expectSync(page, "Al día");
  await expect(page.locator("#programacion-nueva .cell--wrong")).toHaveCount(0);
});

test("a field keeps what it could not save, in the panel as in the Marco, and is let go from the tray", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  const plan = await checkpoint(page.request);
  const own = plan.actividades.find((row) => row.nombre === "Registro SIAF fase compromiso anual");
  const code = (await openPanel(page, own?.id ?? "", "ficha")).getByLabel("Código");
  const before = await code.inputValue();
  await put(code, "13");
  await expectRefused(code, "13", "«13» no es un código de actividad");
  await walkAway(page);
  await expectSync(page, "1 por corregir");
  await goToPlace(page);
  await expect(code).toBeFocused();
  await expectRefused(code, "13", "«13» no es un código de actividad");
  await openTray(page);
  await page.getByRole("button", { name: "Descartar lo escrito" }).click();
  await expect(code).toHaveValue(before);
  await expect(code).not.toHaveAttribute("aria-invalid");
  await expectSync(page, "Al día");
});

test("what was kept over a value that somebody changed since asks whose it shall be", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const plan = await checkpoint(page.request);
  const own = plan.actividades.find((row) => row.nombre === "Registro SIAF fase compromiso anual");
  const name = (await openPanel(page, own?.id ?? "", "ficha")).getByLabel("Nombre de la actividad");
  // Without the plan the server would be the one who refuses.
  await settled(page);
  await put(name, "");
  await expectRefused(name, "", "no puede quedar en blanco");
  await walkAway(page);
  const other = await anotherBrowser();
  await signIn(other, JEFE.usuario, JEFE.clave);
  const edit = { id: own?.id, seen: { Nombre: own?.nombre }, nuevo: { Nombre: "Registro del compromiso" } };
  expect(await send(other, { EditarActividad: edit })).toHaveProperty("Aceptada");
  const { version } = await checkpoint(page.request);
  await expect.poll(() => digest(page)).toContain(`Versión ${version.toString()} `);
  await goToPlace(page);
  await expectRefused(name, "", "ahora es «Registro del compromiso»");
  await name.press("Tab");
  await page.getByRole("button", { name: "Dejar el otro" }).click();
  await expect(name).toHaveValue("Registro del compromiso");
  await expectSync(page, "Al día");
});
