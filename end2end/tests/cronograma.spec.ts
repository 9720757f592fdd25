// The schedule: dragging a bar reprogrammes its targets and its money, by mouse, touch, keyboard
// and dialog, and no gesture changes what the year comes to.
import type { CDPSession, Page } from "@playwright/test";

import { activity, bar, board, drag, expectDays, middle, row, said } from "../support/gantt";
import { EXPECTED } from "../support/offline";
import { COORDINADOR, EDITOR, JEFE, enter } from "../support/people";
import { heard, startReader } from "../support/reader";
import { expect, fresh as test } from "../support/test";
import { send } from "../support/wire";

/** Of the first quarter, with targets in January and February. */
const MENORES = "Analizar el proceso de contrataciones menores a ocho UIT";
/** Of the whole year: it can go nowhere. */
const SIAF = "Registro SIAF fase compromiso anual";
/** Pixels of a month in the scale of the year. */
const MES = 61;

async function months(page: Page, name: string): Promise<(number | null)[]> {
  return (await activity(page, name)).meta?.meses ?? [];
}

async function money(page: Page): Promise<string> {
  return (await page.locator(".summary__whole").textContent()) ?? "";
}

test("dragging a bar moves its months and its money, and the summary follows before it is let go", async ({ page }) => {
  await page.setViewportSize({ width: 1800, height: 900 });
  await enter(page, EDITOR, "/cronograma");
  const before = await months(page, MENORES);
  const summary = await money(page);
  await drag(page, await bar(page, MENORES), 2 * MES);
  await expect(page.locator(".gantt__chip")).toHaveText(/ene–mar → mar–may · meta .* igual · S\/ .* igual/);
  await expect.poll(() => money(page)).not.toBe(summary);
  expect(await months(page, MENORES), "nothing is sent before the bar is let go").toEqual(before);
  await page.mouse.up();
  await expectDays(page, MENORES, "2017-03-01", "2017-05-31");
  expect(await months(page, MENORES)).toEqual([null, null, ...before.slice(0, 10)]);
  await expect(said(page)).toContainText(`${MENORES}: ene–mar → mar–may`);

  await page.keyboard.press("Control+z");
  await expectDays(page, MENORES, "2017-01-01", "2017-03-31");
  expect(await months(page, MENORES)).toEqual(before);
});

test("a bar is resized by its end, and Escape lets it go where it was", async ({ page }) => {
  await enter(page, EDITOR, "/cronograma");
  const before = await months(page, MENORES);
  const total = before.reduce<number>((sum, month) => sum + (month ?? 0), 0);
  await drag(page, await bar(page, MENORES, "fin"), 3 * MES);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(page.locator(".gantt__chip")).toBeHidden();
  await drag(page, await bar(page, MENORES, "fin"), 3 * MES);
  await page.mouse.up();
  await expectDays(page, MENORES, "2017-01-01", "2017-06-30");
  const after = await months(page, MENORES);
  expect(after.reduce<number>((sum, month) => sum + (month ?? 0), 0)).toBe(total);
  expect(after.slice(6).every((month) => month === null)).toBe(true);
});

test("a link is drawn from a bar to the one that follows, and a circle is refused with the reason", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 1400 });
  await enter(page, EDITOR, "/cronograma");
  const [first, second] = await twoUnlinked(page);
  await link(page, first, second);
  await expect(said(page)).toHaveText(`«${second}» empieza cuando termina «${first}».`);
  await link(page, second, first);
  await expect(page.getByRole("alert").filter({ hasText: "las predecesoras formarían un círculo" })).toBeVisible();

  // Without drawing: the same link, five working days later, and then it does not hold.
  await row(page, second).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Mover…" });
  await dialog.getByLabel("Predecesora").selectOption({ label: first });
  await dialog.getByLabel(/Desfase en días hábiles/).fill("15");
  await dialog.getByRole("button", { name: "Enlazar" }).click();
  await expect(page.locator(".gantt__link--broken").first()).toBeVisible();
});

async function link(page: Page, from: string, to: string): Promise<void> {
  const start = await middle(await bar(page, from, "vinculo"));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  const end = await middle(await bar(page, to));
  await page.mouse.move(end.x, end.y, { steps: 6 });
  await expect(page.locator(".gantt__chip")).toContainText("empieza cuando esta termina");
  await page.mouse.up();
}

/** Two new activities that end before the year does: the dot after their bars is on the page. */
async function twoUnlinked(page: Page): Promise<[string, string]> {
  const like = await activity(page, MENORES);
  const names: [string, string] = ["Primera de dos", "Segunda de dos"];
  for (const [at, nombre] of names.entries()) {
    const id = crypto.randomUUID();
    const nueva = {
      id, codigo: null, unidad: like.unidad, accion: like.accion, nombre, indicador: like.indicador, agregacion: "Suma",
      ventana: { inicio: `2017-0${3 + at * 2}-01`, fin: `2017-0${4 + at * 2}-15` }, prioridad: "80",
    };
    expect(await send(page, { CrearActividad: nueva })).toHaveProperty("Aceptada");
    await expect(row(page, nombre)).toBeVisible();
  }
  return names;
}

test("by keyboard alone: the tree, a move, a resize, the dialog and undo", async ({ page }) => {
  await enter(page, EDITOR, "/cronograma");
  await row(page, MENORES).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expectDays(page, MENORES, "2017-02-01", "2017-04-30");
  await expect(said(page)).toContainText("ene–mar → feb–abr");
  await expect(row(page, MENORES)).toBeFocused();
  await page.keyboard.press("Shift+Alt+ArrowLeft");
  await expectDays(page, MENORES, "2017-02-01", "2017-03-31");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expectDays(page, MENORES, "2017-01-01", "2017-03-31");

  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Mover…" });
  await dialog.getByLabel("Inicio").fill("2017-05-01");
  await dialog.getByLabel("Fin", { exact: true }).fill("2017-07-31");
  await expect(dialog).toContainText("ene–mar → may–jul");
  await dialog.getByRole("button", { name: "Mover" }).press("Enter");
  await expect(dialog).toBeHidden();
  await expectDays(page, MENORES, "2017-05-01", "2017-07-31");

  await row(page, SIAF).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(said(page)).toHaveText("No puede ir más allá.");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(row(page, SIAF)).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await expect(row(page, SIAF)).toBeVisible();
});

test.describe("to a screen reader", () => {
  // What it is made of comes from the test, not from the server or its worker.
  test.use({ serviceWorkers: "block", expectedMessages: [/Service Worker registration blocked/] });

  test("a screen reader hears the rows, and what each key did", async ({ page }) => {
    await enter(page, EDITOR, "/cronograma");
    await startReader(page);
    await row(page, MENORES).focus();
    await expect.poll(() => heard(page)).toContainEqual(expect.stringMatching(/row.*Analizar el proceso.*level 3/i));
    await page.keyboard.press("Alt+ArrowRight");
    await expect.poll(() => heard(page)).toContainEqual(expect.stringMatching(/polite: Analizar el proceso.*ene–mar → feb–abr/));
    await page.keyboard.press("Shift+Alt+ArrowRight");
    await expect.poll(() => heard(page)).toContainEqual(expect.stringMatching(/polite: Analizar el proceso.*feb–abr → feb–may/));
    await page.keyboard.press("Space");
    await expect.poll(() => heard(page)).toContainEqual(expect.stringMatching(/polite: 1 fila elegida/));
  });
});

test("a search keeps what it finds and what leads there", async ({ page }) => {
  await enter(page, EDITOR, "/cronograma");
  await page.getByLabel("Buscar").fill("menores");
  await expect(row(page, MENORES)).toBeVisible();
  await expect(row(page, SIAF)).toHaveCount(0);
  await page.getByLabel("Buscar").fill("no hay nada así");
  await expect(page.getByText("Nada coincide con lo que busca.")).toBeVisible();
});

test("a filter keeps the activities it names, and the address says which", async ({ page }) => {
  await enter(page, EDITOR, "/cronograma");
  await page.getByRole("combobox", { name: "Actividades", exact: true }).selectOption({ label: "No financiadas del todo" });
  await expect(row(page, SIAF)).toHaveCount(0);
  await expect(row(page, MENORES)).toBeVisible();
  await expect(page).toHaveURL(/filtro=sin-cubrir/);
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Actividades", exact: true })).toHaveValue("3");
  await expect(row(page, SIAF)).toHaveCount(0);
});

test("while one drags, what another changes shows, and a bar that another moved stays theirs", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR, "/cronograma");
  const other = await anotherBrowser();
  await enter(other, JEFE, "/cronograma");
  await drag(page, await bar(page, MENORES), MES);
  await row(other, MENORES).focus();
  await other.keyboard.press("Alt+ArrowRight");
  await other.keyboard.press("Alt+ArrowRight");
  await expectDays(other, MENORES, "2017-03-01", "2017-05-31");
  await page.mouse.up();
  await expect(page.getByRole("alert").filter({ hasText: "cambió la ventana" })).toBeVisible();
  await expectDays(page, MENORES, "2017-03-01", "2017-05-31");
});

test.describe("compared with a version", () => {
  test.use({ expectedMessages: [EXPECTED] });

  test("the OPP names a version, and the days it had stay under the bars that move", async ({ page, context, anotherBrowser }) => {
    const opp = await anotherBrowser();
    await enter(opp, COORDINADOR, "/cronograma");
    await opp.getByRole("button", { name: "Nombrar esta versión…" }).click();
    await opp.getByLabel("Nombre", { exact: true }).fill("Propuesta");
    await opp.keyboard.press("Enter");
    await expect(said(opp)).toHaveText("La versión «Propuesta» tiene nombre.");

    await enter(page, EDITOR, "/cronograma");
    await expect(page.getByRole("button", { name: "Nombrar esta versión…" })).toHaveCount(0);
    await row(page, MENORES).focus();
    await page.keyboard.press("Alt+ArrowRight");
    await page.getByLabel("Comparar con").selectOption({ label: "Propuesta" });
    const moved = await bar(page, MENORES);
    const ghost = moved.locator("xpath=../..").locator(".gantt__ghost");
    await expect(ghost).toHaveAttribute("x", "0");
    await expect(moved.locator("xpath=..")).toHaveAttribute("transform", "translate(62 0)");

    // Without a network the version compared with last is still at hand.
    await page.getByLabel("Comparar con").selectOption({ label: "Ninguna versión" });
    await expect(ghost).toHaveCount(0);
    await context.setOffline(true);
    await page.getByLabel("Comparar con").selectOption({ label: "Propuesta" });
    await expect(ghost).toHaveAttribute("x", "0");
    await context.setOffline(false);
  });
});

test("the address names what is on screen, and opens it again", async ({ page }) => {
  await enter(page, EDITOR, "/cronograma");
  await page.getByLabel("Escala").selectOption({ label: "Semana" });
  await page.getByLabel("Ver hasta").selectOption({ label: "Tareas" });
  await row(page, MENORES).click();
  await expect(page).toHaveURL(/escala=semana&hasta=tareas&fila=g-a-/);
  await page.reload();
  await expect(page.getByLabel("Escala")).toHaveValue("3");
  await expect(row(page, "Reunir la información").first()).toBeVisible();
  await expect(row(page, MENORES)).toBeFocused();
});

test("on paper every row is there, the year as wide as the sheet", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 400 });
  await enter(page, EDITOR, "/cronograma?escala=dia&hasta=tareas");
  const rows = page.getByRole("treegrid").getByRole("row");
  const total = Number(await page.getByRole("treegrid").getAttribute("aria-rowcount"));
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await expect(rows).toHaveCount(total);
  const width = await page.locator(".gantt__body").evaluate((body) => {
    return [...body.children].reduce((sum, child) => sum + child.getBoundingClientRect().width, 0);
  });
  expect(width, "A4 in landscape, without its margins").toBeLessThanOrEqual(1047);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.getByLabel("Escala")).toHaveValue("4");
});

test("on a tablet held upright the board keeps to its room, with the months at its foot", async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  await enter(page, EDITOR, "/cronograma?hasta=tareas");
  await page.getByLabel("Meses de lo elegido").check();
  const foot = page.getByRole("group", { name: "Meses de lo elegido" });
  await expect.poll(() => foot.evaluate((it) => innerHeight - it.getBoundingClientRect().bottom)).toBeGreaterThan(0);
  const room = await board(page).evaluate((it) => [it.clientHeight, it.scrollHeight, innerHeight]);
  expect(room[0], "it scrolls inside").toBeLessThan(room[1] ?? 0);
  expect(room[0]).toBeLessThan(room[2] ?? 0);
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, viewport: { width: 820, height: 1180 } });

  test("a scroll is not a drag, and a finger that rests lifts the bar", async ({ page, context }) => {
    await enter(page, EDITOR, "/cronograma");
    const touch = await context.newCDPSession(page);
    const at = await middle(await bar(page, MENORES));
    const before = await months(page, MENORES);
    await finger(touch, "touchStart", at);
    for (const step of [10, 30, 60, 90]) await finger(touch, "touchMove", { x: at.x, y: at.y - step });
    await finger(touch, "touchEnd");
    expect(await months(page, MENORES)).toEqual(before);
    await expect(page.locator(".gantt__chip")).toBeHidden();

    const again = await middle(await bar(page, MENORES));
    await finger(touch, "touchStart", again);
    await expect(page.locator(".gantt__chip")).toBeVisible();
    for (const step of [20, 50, MES + 5]) await finger(touch, "touchMove", { x: again.x + step, y: again.y });
    await expect(page.locator(".gantt__chip")).toContainText("ene–mar → feb–abr");
    await finger(touch, "touchEnd");
    await expectDays(page, MENORES, "2017-02-01", "2017-04-30");
    expect(await board(page).evaluate((it) => it.scrollLeft), "the board stayed where it was").toBe(0);
  });
});

async function finger(touch: CDPSession, type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }): Promise<void> {
  await touch.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
}
