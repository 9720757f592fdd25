// A draft: the plan with its changes apart from the one in force, for its members, also without a network.
import { expectAccessible } from "../support/axe";
import { enterDraft, inside, openDraft } from "../support/draft";
import { EXPECTED, again, expectSync, installed } from "../support/offline";
import { ANALISTA, COORDINADOR, JEFE, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
import { alive, expect, fresh as test } from "../support/test";

test.use({ scene: "modificacion" });

/** The unit whose rows are looked at. */
const UNIT = "/programacion?unidad=24.28";

test("what is written in a draft is seen in it by its members, and not in the plan in force", async ({ page, anotherBrowser }) => {
  await enter(page, ANALISTA, "/");
  const draft = await openDraft(page, "Emergencia vial");
  await enterDraft(page, draft, UNIT);
  await expect(page.getByRole("complementary", { name: "Borrador" })).toContainText("Emergencia vial");
  const there = cell(rowsOf(page).first(), COLUMN.diciembre);
  const before = await text(there).textContent();
  await write(page, there, "77");
  await settled(page);

  // Nobody else finds it, until they are invited.
  const other = await anotherBrowser();
  await enter(other, COORDINADOR, UNIT);
  await expect(text(cell(rowsOf(other).first(), COLUMN.diciembre))).toHaveText(before ?? "");
  await page.getByRole("link", { name: "Sustento y presentación" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sustento y presentación");
  await page.getByLabel("Invitar a").selectOption({ label: "Maruja Tineo Sulca · Jefa de la Oficina de Planeamiento y Presupuesto" });
  await page.getByRole("button", { name: "Invitar" }).click();
  await expect(page.locator(".borrador__people li")).toHaveCount(2);
  await settled(page);
  await enterDraft(other, draft, UNIT);
  await expect(text(cell(rowsOf(other).first(), COLUMN.diciembre))).toHaveText("77");

  // Both at once, each seeing the other.
  await write(other, cell(rowsOf(other).first(), COLUMN.diciembre), "78");
  await enterDraft(page, draft, UNIT);
  await expect(text(cell(rowsOf(page).first(), COLUMN.diciembre))).toHaveText("78");
  await expect(page.locator(".presence")).toContainText("1");
  await write(page, cell(rowsOf(page).first(), COLUMN.diciembre), "79");
  await expect(text(cell(rowsOf(other).first(), COLUMN.diciembre))).toHaveText("79");

  // Every way on a page of a draft stays in it; one leads out.
  await page.getByRole("link", { name: "Cronograma" }).first().click();
  await expect(page).toHaveURL(new RegExp(`/cronograma\\?.*borrador=${draft}`));
  await page.goto(UNIT);
  await alive(page);
  await expect(page.getByRole("complementary", { name: "Borrador" })).toHaveCount(0);
  await expect(text(cell(rowsOf(page).first(), COLUMN.diciembre))).toHaveText(before ?? "");
});

test("what it rests on is written, kept and asked for, before it can be presented", async ({ page }) => {
  await enter(page, ANALISTA, "/");
  const draft = await openDraft(page, "Emergencia vial");
  await enterDraft(page, draft, "/modificacion");
  const present = page.getByRole("button", { name: "Presentar la modificación" });
  await expect(page.locator(".borrador__missing")).toContainText("Diga la causa");
  await expect(present).toBeDisabled();
  // What is typed before it is chosen what it is of is not lost on the way.
  await page.getByLabel("Por qué la ruta no cambia").fill("Las prioridades son las mismas");
  await page.getByLabel("Por qué la ruta no cambia").blur();
  await expect(page.locator(".sync")).toContainText("por corregir");
  const tasks = page.getByRole("navigation", { name: "Tareas" });
  await tasks.getByRole("link", { name: "Programación" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Programación");
  await tasks.getByRole("link", { name: "Sustento y presentación" }).click();
  await expect(page.getByLabel("Por qué la ruta no cambia")).toHaveValue("Las prioridades son las mismas");
  // A cause that rests on an evaluation says which.
  await page.getByLabel("Causa", { exact: true }).selectOption("b");
  await expect(page.locator("#causa-nota")).toContainText("Escriba primero en qué evaluación se apoya");
  await page.getByLabel("Evaluación en que se apoya").fill("Evaluación del segundo trimestre");
  await page.getByLabel("Causa", { exact: true }).selectOption("a");
  await page.getByLabel("Causa", { exact: true }).selectOption("b");
  await page.getByLabel("Sustento").fill("Las lluvias de julio");
  await page.getByLabel("Sustento").blur();
  await page.getByLabel("Revisión de la ruta estratégica").selectOption("sin-cambio");
  await expect(page.locator(".borrador__missing li")).toHaveText([/no cambia nada del plan vigente/]);
  await expect(page.locator(".sync")).toContainText("Al día");
  await settled(page);
  await page.reload();
  await alive(page);
  await expect(page.getByLabel("Causa", { exact: true })).toHaveValue("b");
  await expect(page.getByLabel("Evaluación en que se apoya")).toHaveValue("Evaluación del segundo trimestre");
  await expect(page.getByLabel("Sustento")).toHaveValue("Las lluvias de julio");
});

test("the page of a draft is accessible in every theme", async ({ page, baseURL }) => {
  await enter(page, ANALISTA, "/");
  const draft = await openDraft(page, "Emergencia vial");
  for (const tema of ["claro", "oscuro", "contraste"]) {
    await page.context().addCookies([{ name: "tema", value: tema, url: baseURL ?? "" }]);
    await enterDraft(page, draft, "/modificacion");
    await expect(page.locator(".borrador__missing")).toBeVisible();
    await expectAccessible(page);
  }
});

test("scenarios are looked at beside the plan in force, three at most", async ({ page }) => {
  await enter(page, ANALISTA, "/");
  const drafts: string[] = [];
  for (const titulo of ["Recortar eventos", "Recortar estudios", "Postergar obras", "Nada"]) drafts.push(await openDraft(page, titulo));
  await enterDraft(page, drafts[0] ?? "", UNIT);
  await write(page, cell(rowsOf(page).first(), COLUMN.diciembre), "77");
  await settled(page);
  await page.goto("/escenarios");
  await alive(page);
  for (const titulo of ["Recortar eventos", "Recortar estudios", "Postergar obras"]) await page.getByLabel(titulo).check();
  await expect(page.getByLabel("Nada")).toBeDisabled();
  const table = page.getByRole("region", { name: "Escenarios, uno al lado del otro" });
  await expect(table.locator("thead th")).toHaveText(["Cifra", "Plan vigente", "Recortar eventos", "Recortar estudios", "Postergar obras"]);
  await expect(table.getByRole("row").filter({ hasText: "Programado S/" }).getByRole("cell")).toHaveCount(4);
  await expect(page).toHaveURL(/de=.+,.+,.+/);
  await page.reload();
  await alive(page);
  await expect(table.locator("thead th")).toHaveCount(5);
  await expectAccessible(page);
});

test.describe("without a network", () => {
  test.use({ expectedMessages: [EXPECTED] });

  test("a draft opens, is written in and is sent on return", async ({ page, own, context }) => {
    await enter(page, ANALISTA, "/");
    const draft = await openDraft(page, "Emergencia vial");
    await enterDraft(page, draft, "/modificacion");
    await expect(page.locator(".borrador__missing")).toBeVisible();
    await installed(page);
    await own.stop();
    await page.close();
    const offline = await context.newPage();
    await offline.goto(`${own.url}${inside(draft, UNIT)}`);
    await alive(offline);
    await expect(offline.getByRole("complementary", { name: "Borrador" })).toContainText("Emergencia vial");
    await write(offline, cell(rowsOf(offline).first(), COLUMN.diciembre), "77");
    await expectSync(offline, "Sin conexión · 1 sin enviar");
    // The plan in force is another plan, with a queue of its own.
    await offline.goto(`${own.url}${inside(draft)}`);
    await alive(offline);
    await expect(offline.getByRole("button", { name: "Presentar la modificación" })).toBeDisabled();
    await expect(offline.getByText("Presentar necesita conexión con el servidor.")).toBeVisible();
    const back = await again(own);
    await expectSync(offline, "Al día");
    await offline.goto(`${own.url}${inside(draft, UNIT)}`);
    await alive(offline);
    await expect(text(cell(rowsOf(offline).first(), COLUMN.diciembre))).toHaveText("77");
    await back.stop();
  });
});

test.describe("a draft that is no longer theirs", () => {
  test.use({ expectedMessages: [/404/] });

  test("who is no member any more is told so, and keeps what was not sent", async ({ page, anotherBrowser }) => {
    await enter(page, ANALISTA, "/");
    const draft = await openDraft(page, "Emergencia vial");
    await enterDraft(page, draft, "/modificacion");
    await page.getByLabel("Invitar a").selectOption({ label: "Víctor Ayala Gamboa · Jefe de la Unidad de Abastecimiento" });
    await page.getByRole("button", { name: "Invitar" }).click();
    await settled(page);
    const other = await anotherBrowser();
    await enter(other, JEFE, inside(draft, UNIT));
    await page.getByRole("button", { name: "Retirar a Víctor Ayala Gamboa del borrador" }).click();
    await expectSync(other, "Ya no es miembro");
    await other.goto(inside(draft, UNIT));
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("No se encontró");
  });
});
