// Without a network: what is typed is kept, shown and sent on return, once, under one's own name.
import { EXPECTED, again, expectSync, installed, openTray, openWindow } from "../support/offline";
import { EDITOR, JEFE, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
import { alive, expect, fresh as test, signIn } from "../support/test";
import { checkpoint } from "../support/wire";

test.use({ expectedMessages: [EXPECTED] });

const FEBRUARY = COLUMN.enero + 1;

test("typed without a server, kept when the browser closes, opened without it, and sent on return", async ({
  page,
  own,
  context,
}) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  await installed(page);
  const before = (await checkpoint(page.request)).version;
  await own.stop();
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "21");
  await write(page, cell(rowsOf(page).nth(1), COLUMN.enero), "1");
  await expectSync(page, "Sin conexión · 2 sin enviar");
  await page.close();

  const reopened = await openWindow(context, `${own.url}/programacion`);
  await expect(reopened.locator("body[data-shell]")).toBeAttached();
  await expect(text(cell(rowsOf(reopened).first(), COLUMN.enero))).toHaveText("21");
  await expectSync(reopened, "Sin conexión · 2 sin enviar");
  await write(reopened, cell(rowsOf(reopened).first(), COLUMN.enero), "22");
  await openTray(reopened);
  await expect(reopened.locator(".tray__list li")).toHaveCount(3);
  await expect(reopened.locator(".tray__list li").first()).toContainText("Meta de enero: 21 de «");

  const back = await again(own);
  await expectSync(reopened, "Al día");
  const after = await checkpoint(reopened.request);
  expect(after.version).toBe(before + 3);
  await reopened.reload();
  await alive(reopened);
  await expect(text(cell(rowsOf(reopened).first(), COLUMN.enero))).toHaveText("22");
  await back.stop();
});

test("every page opens without a server", async ({ page, own }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  await installed(page);
  await own.stop();
  for (const [address, heading] of [
    ["/", "Inicio"],
    ["/marco", "Marco estratégico"],
    ["/cuadro-resumen", "Cuadro Resumen de presupuesto"],
    ["/modificaciones", "Modificaciones"],
    ["/seguimiento", "Seguimiento"],
    ["/aprobacion", "Aprobación del POI"],
    ["/criterios", "Criterios de la UPP"],
    ["/programacion", "Programación"],
  ] as const) {
    await page.goto(address);
    await alive(page);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(heading);
  }
  // And from one to the other, inside the application.
  await page.getByRole("link", { name: "Marco estratégico" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Marco estratégico");
});

test("two tabs have one queue, and the one that stays goes on sending", async ({ page, own, context }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const other = await openWindow(context, `${own.url}/programacion`);
  await settled(other);
  const before = (await checkpoint(page.request)).version;
  await write(other, cell(rowsOf(other).first(), COLUMN.enero), "24");
  await expect(text(cell(rowsOf(page).first(), COLUMN.enero))).toHaveText("24");
  await expectSync(other, "Al día");
  await own.stop();
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "21");
  await write(other, cell(rowsOf(other).first(), FEBRUARY), "49");
  for (const tab of [page, other]) {
    await expectSync(tab, "Sin conexión · 2 sin enviar");
    await expect(text(cell(rowsOf(tab).first(), COLUMN.enero))).toHaveText("21");
    await expect(text(cell(rowsOf(tab).first(), FEBRUARY))).toHaveText("49");
  }
  // The one that leads goes away.
  await page.close();
  const back = await again(own);
  await expectSync(other, "Al día");
  expect((await checkpoint(other.request)).version).toBe(before + 3);
  await back.stop();
});

test("nobody's work is sent under another's name", async ({ page, context }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const before = (await checkpoint(page.request)).version;
  await context.route("**/api/enviar*", (route) => route.abort());
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await expectSync(page, "1 sin enviar");

  const other = await context.newPage();
  await context.clearCookies();
  await signIn(other, JEFE.usuario, JEFE.clave);
  await context.unrouteAll();
  await expectSync(page, "Ingresó otra persona · 1 sin enviar");
  await alive(other);
  await openTray(other);
  await expect(other.locator(".tray")).toContainText("En este equipo hay un cambio sin enviar de");
  expect((await checkpoint(other.request)).version).toBe(before);

  await context.clearCookies();
  await signIn(other, EDITOR.usuario, EDITOR.clave);
  await alive(other);
  await expectSync(other, "Al día");
  expect((await checkpoint(other.request)).version).toBe(before + 1);
  await page.close();
});

test("a session that ends does not stop the work, and the same person signing in sends it", async ({ page, context }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const before = (await checkpoint(page.request)).version;
  await context.clearCookies();
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await write(page, cell(rowsOf(page).first(), FEBRUARY), "48");
  await expectSync(page, "Sesión terminada · 2 sin enviar");
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  await alive(page);
  await expectSync(page, "Al día");
  expect((await checkpoint(page.request)).version).toBe(before + 2);
});

test("signing out with unsent work warns, and a file takes it to another device", async ({
  page,
  own,
  context,
  anotherBrowser,
}) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const before = (await checkpoint(page.request)).version;
  // The server takes its time.
  await context.route("**/api/enviar*", () => undefined);
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await expectSync(page, "1 sin enviar");
  await openTray(page);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Guardar lo no enviado en un archivo" }).click();
  const file = await (await saved).path();
  await page.keyboard.press("Escape");
  await page.locator("summary[aria-label$='su cuenta']").click();
  await page.getByRole("button", { name: "Salir del sistema" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Tiene un cambio sin enviar" })).toBeVisible();
  await page.getByRole("button", { name: "Salir de todos modos" }).click();
  await expect(page).toHaveURL(/\/entrar/);
  await page.close();

  const other = await anotherBrowser();
  await enter(other, JEFE, `${own.url}/programacion`);
  await openTray(other);
  await other.locator(".tray input[type=file]").setInputFiles(file);
  await expect(other.locator(".tray")).toContainText("solo esa persona puede enviarlos");
  await other.context().clearCookies();
  await enter(other, EDITOR, `${own.url}/programacion`);
  await openTray(other);
  await other.locator(".tray input[type=file]").setInputFiles(file);
  await expect(other.locator(".tray")).toContainText("Se tomó un cambio del archivo.");
  await expectSync(other, "Al día");
  await expect(text(cell(rowsOf(other).first(), COLUMN.enero))).toHaveText("23");
  expect((await checkpoint(other.request)).version).toBe(before + 1);
});

test("a device clock a day off changes neither what is accepted nor which day it is", async ({ page, own }) => {
  await page.clock.setSystemTime(Date.now() + 86_400_000);
  await enter(page, EDITOR, "/programacion");
  const day = (await page.locator(".frame__strip").textContent()) ?? "";
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await settled(page);
  await installed(page);
  await own.stop();
  await page.reload();
  await alive(page);
  await expect(page.locator("body[data-shell]")).toBeAttached();
  await expect(page.locator(".frame__strip")).toHaveText(day);
});

test("a browser without room says so, and what is typed is sent all the same", async ({ page, own, context }) => {
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: own.url, quotaSize: 1 });
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  await own.stop();
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await expectSync(page, "1 sin enviar");
  await openTray(page);
  await expect(page.locator(".tray")).toContainText("Este navegador no tiene más espacio");
  const back = await again(own);
  await expectSync(page, "Al día");
  await back.stop();
});

test("a page of an older program says that there is a newer one, and loses nothing", async ({ page }) => {
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  await page.route(/\/programacion$/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/data-build="[^"]*"/, 'data-build="anterior"');
    await route.fulfill({ response: answer, body });
  });
  await page.goto("/programacion");
  await alive(page);
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await openTray(page);
  await expect(page.locator(".tray")).toContainText("Hay una versión nueva del programa");
  await page.unrouteAll();
  await page.getByRole("link", { name: "Cargar la versión nueva" }).click();
  await alive(page);
  await expect(text(cell(rowsOf(page).first(), COLUMN.enero))).toHaveText("23");
  await expectSync(page, "Al día");
});

test("what the server refuses on return stays in its cell, and on the disk, until one has seen to it", async ({
  page,
  own,
  anotherBrowser,
}) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  await page.context().route("**/api/enviar*", (route) => route.abort());
  await page.context().route("**/corriente*", (route) => route.abort());
  const january = cell(rowsOf(page).first(), COLUMN.enero);
  await write(page, january, "7");
  const other = await anotherBrowser();
  await enter(other, JEFE, `${own.url}/programacion`);
  await write(other, cell(rowsOf(other).first(), COLUMN.enero), "9");
  await settled(other);
  await page.context().unrouteAll();
  await expectSync(page, "1 rechazado");
  await expect(january).toHaveAttribute("aria-invalid", "true");

  await page.getByRole("link", { name: "Marco estratégico" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Marco estratégico");
  await expectSync(page, "1 rechazado");
  await page.reload();
  await alive(page);
  await expectSync(page, "1 rechazado");
  await openTray(page);
  const kept = page.locator(".tray__refused");
  await expect(kept).toContainText("Meta de enero: 7 de «");
  await expect(kept.getByRole("link", { name: "Ir al lugar" })).toHaveAttribute("href", /#programacion-.*-6$/);
  await page.goto("/programacion");
  await alive(page);
  await expect(january).toHaveAttribute("aria-invalid", "true");
  await expect(text(january)).toHaveText("7");
  await january.click();
  await page.getByRole("button", { name: "Usar el mío" }).click();
  await expect(text(january)).toHaveText("7");
  await expectSync(page, "Al día");
  await expect(text(cell(rowsOf(other).first(), COLUMN.enero))).toHaveText("7");
});

test("what waited goes out together, and what is refused of it stops none of the rest", async ({ page, own, anotherBrowser }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  await page.context().route("**/api/enviar*", (route) => route.abort());
  await page.context().route("**/corriente*", (route) => route.abort());
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "7");
  await write(page, cell(rowsOf(page).first(), FEBRUARY), "48");
  await write(page, cell(rowsOf(page).nth(1), COLUMN.enero), "1");
  await expectSync(page, "3 sin enviar");
  const other = await anotherBrowser();
  await enter(other, JEFE, `${own.url}/programacion`);
  await write(other, cell(rowsOf(other).first(), COLUMN.enero), "9");
  await settled(other);
  const before = (await checkpoint(other.request)).version;
  // Answers and not requests: a try of before the way is free again is aborted and has none. And heard
  // from before it is free: the next try may be under way before anything said here after it.
  const answered: string[] = [];
  page.on("response", (response) => (response.url().includes("/api/enviar") ? answered.push(response.url()) : 0));
  await page.context().unrouteAll();
  await expectSync(page, "1 rechazado");
  expect(answered).toHaveLength(1);
  expect((await checkpoint(other.request)).version).toBe(before + 2);
  await expect(text(cell(rowsOf(other).first(), FEBRUARY))).toHaveText("48");
  await expect(text(cell(rowsOf(other).nth(1), COLUMN.enero))).toHaveText("1");
});

test("an answer that is not the program's is none: what waits goes on waiting", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const before = (await checkpoint(page.request)).version;
  await page.context().route("**/api/enviar*", (route) =>
    route.fulfill({ status: 502, contentType: "text/html", body: "<html><body>502 Bad Gateway</body></html>" }),
  );
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await expectSync(page, "1 sin enviar");
  // Over the first, which stays until both go: without one, the first command would arrive.
  await page.context().route("**/api/enviar*", (route) =>
    route.fulfill({ status: 200, contentType: "text/html", body: "<html><body>Acepte las condiciones</body></html>" }),
  );
  await write(page, cell(rowsOf(page).first(), FEBRUARY), "48");
  await expectSync(page, "2 sin enviar");
  await page.context().unrouteAll();
  await expectSync(page, "Al día");
  expect((await checkpoint(page.request)).version).toBe(before + 2);
});

test("without a connection nobody signs out, and is told so", async ({ page, own }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  await installed(page);
  await own.stop();
  await expectSync(page, "Sin conexión");
  await page.locator("summary[aria-label$='su cuenta']").click();
  await page.getByRole("button", { name: "Salir del sistema" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Sin conexión no se puede salir" })).toBeVisible();
  await expect(page).toHaveURL(/programacion/);
  await page.reload();
  await alive(page);
  await expect(rowsOf(page).first()).toBeVisible();
});

test("who signs out leaves nothing on any screen of that browser", async ({ page, own, context }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  await installed(page);
  const second = await openWindow(context, `${own.url}/programacion`);
  await settled(second);
  await page.locator("summary[aria-label$='su cuenta']").click();
  await page.getByRole("button", { name: "Salir del sistema" }).click();
  await expect(page).toHaveURL(/\/entrar/);
  await expect(second).toHaveURL(/\/entrar/);
  await own.stop();
  await second.goto("/programacion");
  await alive(second);
  await expect(second.getByText("Rosa Quispe")).toHaveCount(0);
  await expect(rowsOf(second)).toHaveCount(0);
});
