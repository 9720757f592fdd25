// The panel of an activity: what the plan does not take stays where it was typed, with the
// sentence that says why, and the plan is as it was.
import type { Locator, Page, Route } from "@playwright/test";
import { randomUUID } from "node:crypto";

import { type Parte, expectRefused, openPanel, panelOf, put, unchanged } from "../support/panel";
import { COORDINADOR, EDITOR, JEFE, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text } from "../support/sheet";
import { expect, fresh as test, signIn } from "../support/test";
import { type Activity, type Checkpoint, checkpoint, send } from "../support/wire";

const SIAF = "Registro SIAF fase compromiso anual";
const MENORES = "Analizar el proceso de contrataciones menores a ocho UIT";
const CAPACITAR = "Capacitar a las áreas usuarias en requerimientos y términos de referencia";
const BASES = "Estandarizar las bases y proformas de contrato";

/** Where, what is typed, and why it is not taken. */
type Case = [parte: Parte, field: string, typed: string, sentence: string];

const OF_SIAF: Case[] = [
  ["ficha", "Nombre de la actividad", "", "El nombre de la actividad no puede quedar en blanco."],
  ["ficha", "Código", "AOI30044000013", `El código AOI30044000013 ya lo tiene «${MENORES}».`],
  ["ficha", "Código", "13", "«13» no es un código de actividad: AOI y once dígitos"],
  ["metas", "Inicio", "2017-02-01", "La ventana dejaría fuera a enero, que tiene meta 25. Muévalo o bórrelo primero."],
  ["metas", "Fin", "2016-12-31", "Las fechas van del 01/01/2017 al 31/12/2016: el fin es anterior al inicio."],
  ["metas", "Fin", "2018-01-31", "Las fechas deben estar entre el 01/01/2017 y el 31/12/2017."],
  ["metas", "Fin", "", "Escriba una fecha: día, mes y año."],
  ["metas", "Meta anual", "1,000", "Las metas de los meses suman 1,480 y la meta anual es 1,000: sobran 480."],
  ["metas", "Ene", "26", "Las metas de los meses suman 1,481 y la meta anual es 1,480: sobran 1."],
  ["metas", "Ene", "2.5", "no admite fracciones"],
  ["metas", "Ene", "-3", "negativ"],
  ["metas", "Ene", "doce", "«doce» no es un número."],
  ["metas", "Ene", "99999999999999999999999999999", "El número es demasiado grande."],
];

test("what an activity does not take stays in its field, with the reason", async ({ page }) => {
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  await refuseAll(page, activity(await checkpoint(page.request), SIAF).id, OF_SIAF);
});

test("a month outside the window takes no target, and money keeps its month in it", async ({ page }) => {
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  const plan = await checkpoint(page.request);
  await refuseAll(page, activity(plan, MENORES).id, [
    ["metas", "Jun", "4", "Junio está fuera de la ventana de la actividad (01/01/2017 a 31/03/2017): no lleva meta ni dinero."],
  ]);
  const siaf = activity(plan, SIAF);
  const january = { actividad: siaf.id, periodo: { Mes: 1 }, seen: siaf.meta?.meses[0] ?? null, nueva: null };
  await must(page, { ProgramarMetas: [january] });
  await refuseAll(page, siaf.id, [["metas", "Inicio", "2017-02-01", "La ventana dejaría fuera a enero, que tiene dinero en «"]]);
});

test("a unit of measure takes the fractions that are there, or is not taken", async ({ page }) => {
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  const plan = await checkpoint(page.request);
  const bases = activity(plan, BASES);
  const kilometre = plan.unidades_medida.find((row) => row.nombre === "Kilómetro")?.id;
  const measured = { ...bases.indicador, unidad_medida: kilometre };
  await must(page, {
    EditarActividad: { id: bases.id, seen: { Indicador: bases.indicador }, nuevo: { Indicador: measured } },
  });
  await must(page, { ProgramarMetas: [{ actividad: bases.id, periodo: { Mes: 3 }, seen: 20_000, nueva: 25_000 }] });
  await refuseAll(page, bases.id, [
    ["metas", "Unidad de medida", "Documento", "2.5 no cabe en Documento: es una unidad entera y no admite fracciones."],
    ["metas", "Mar", "2.5001", "decimales"],
  ]);
});

test("activities do not follow one another in a circle", async ({ page }) => {
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  const plan = await checkpoint(page.request);
  const [first, second] = [activity(plan, SIAF), activity(plan, MENORES)];
  await must(page, {
    EditarActividad: { id: second.id, seen: { Predecesoras: [] }, nuevo: { Predecesoras: [first.id] } },
  });
  const sentence = `«${MENORES}» ya depende de esta: las predecesoras formarían un círculo.`;
  await refuseAll(page, first.id, [["metas", "Empieza cuando terminan", `AOI30044000013 ${MENORES}`, sentence]]);
});

test("tareas stay inside their activity, one after another", async ({ page }) => {
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  const plan = await checkpoint(page.request);
  const siaf = activity(plan, SIAF);
  const panel = await openPanel(page, siaf.id, "tareas");
  const first = panel.getByRole("listitem").filter({ hasText: "Después de" }).first();
  const cases: [string, string, string][] = [
    ["Tarea", "", "El nombre de la tarea no puede quedar en blanco."],
    ["Inicio", "2016-12-31", "Las fechas deben estar entre el 01/01/2017 y el 31/12/2017."],
    ["Inicio", "2017-06-01", "Las fechas van del 01/06/2017 al 01/05/2017: el fin es anterior al inicio."],
    ["Después de", "Aprobar y difundir", "«Aprobar y difundir» ya depende de esta: las predecesoras formarían un círculo."],
  ];
  await unchanged(page, async () => {
    for (const [label, typed, sentence] of cases) {
      const field = first.getByLabel(label, { exact: true });
      await put(field, typed);
      await expectRefused(field, typed, sentence);
    }
  });
});

test("an AEI that is withdrawn while one chooses it is not taken", async ({ page, anotherBrowser }) => {
  const opp = await anotherBrowser();
  await signIn(opp, COORDINADOR.usuario, COORDINADOR.clave);
  const accion = await registerAccion(opp);
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  const held = await holdStream(page);
  const siaf = activity(await checkpoint(page.request), SIAF);
  const panel = await openPanel(page, siaf.id, "ficha");
  const field = panel.getByLabel("Acción estratégica a la que contribuye");
  await expect(field.locator("option", { hasText: accion.enunciado })).toBeAttached();
  await opp.goto(`/marco?accion=${accion.id}`);
  await opp.getByRole("button", { name: "Retirar del marco" }).click();
  await expect(opp.getByRole("button", { name: "Restituir al marco" })).toBeVisible();
  await settled(opp);
  const sentence = `La ${accion.codigo} fue retirada del marco estratégico; elija otra acción estratégica.`;
  const chosen = `${accion.codigo} ${accion.enunciado}`;
  await unchanged(page, async () => {
    await put(field, chosen);
    await expectRefused(field, chosen, sentence);
    // The news arrives at last: it is no longer to be chosen, and the choice is still told.
    await (await held()).continue();
    await expect(field.locator("option:enabled", { hasText: accion.enunciado })).toHaveCount(0);
    await expectRefused(field, chosen, sentence);
  });
});

test("the second of two people on a field is told who and what, and chooses", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR, "/");
  const other = await anotherBrowser();
  await enter(other, JEFE, "/");
  const { id } = activity(await checkpoint(page.request), SIAF);
  const mine = (await openPanel(page, id, "ficha")).getByLabel("Nombre de la actividad");
  const theirs = (await openPanel(other, id, "ficha")).getByLabel("Nombre de la actividad");
  const told = async (ours: string, hers: string): Promise<void> => {
    await mine.fill(ours);
    await put(theirs, hers);
    await expect(panelOf(page).getByRole("heading", { level: 2 })).toContainText(hers);
    await unchanged(page, async () => {
      await mine.press("Enter");
      await expectRefused(mine, ours, `Víctor Ayala Gamboa cambió el nombre mientras usted escribía: ahora es ${hers}.`);
    });
  };
  await told("Registro en el SIAF", "Registro del compromiso");
  await page.getByRole("button", { name: "Dejar el otro" }).click();
  await expect(mine).toHaveValue("Registro del compromiso");
  await expect(mine).not.toHaveAttribute("aria-invalid");
  await told("Registro en el SIAF-GL", "Registro del compromiso anual");
  await page.getByRole("button", { name: "Usar el mío" }).click();
  await expect(mine).not.toHaveAttribute("aria-invalid");
  await expect(theirs).toHaveValue("Registro en el SIAF-GL");
});

test("two people on two dates of one window: the second is told, and both dates stay", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR, "/");
  const other = await anotherBrowser();
  await enter(other, JEFE, "/");
  const held = await holdStream(page);
  const { id } = activity(await checkpoint(page.request), CAPACITAR);
  const mine = (await openPanel(page, id, "metas")).getByLabel("Inicio", { exact: true });
  await put((await openPanel(other, id, "metas")).getByLabel("Fin", { exact: true }), "2017-12-15");
  await settled(other);
  const sentence = "Víctor Ayala Gamboa cambió la ventana mientras usted escribía: ahora es 01/07/2017 a 15/12/2017.";
  await unchanged(page, async () => {
    // The news has not arrived: the server is the one who says no.
    await put(mine, "2017-06-15");
    await expectRefused(mine, "2017-06-15", sentence);
  });
  await (await held()).continue();
  await expect(panelOf(page).getByLabel("Fin", { exact: true })).toHaveValue("2017-12-15");
  await page.getByRole("button", { name: "Usar el mío" }).click();
  await expect(mine).not.toHaveAttribute("aria-invalid");
  await settled(page);
  const { ventana } = activity(await checkpoint(page.request), CAPACITAR);
  expect(ventana).toEqual({ inicio: "2017-06-15", fin: "2017-12-15" });
});

test("what no field holds is told beside the state, and goes once it was read", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR, "/");
  const other = await anotherBrowser();
  await signIn(other, JEFE.usuario, JEFE.clave);
  const held = await holdStream(page);
  const { id } = activity(await checkpoint(page.request), MENORES);
  const panel = await openPanel(page, id, "tareas");
  const blank = panel.getByLabel("Nueva tarea: escriba su nombre y pulse Enter");
  await held();
  await must(other, { EditarActividad: { id, seen: { Estado: "Vigente" }, nuevo: { Estado: "Retirado" } } });
  await unchanged(page, async () => {
    await blank.fill("Reunir los precios");
    await blank.press("Enter");
    await expect(page.locator(".sync")).toContainText("1 rechazado");
    await page.getByRole("group").getByText("Ver por qué").click();
    const why = page.getByRole("listitem").filter({ hasText: `«${MENORES}» está retirada; restitúyala antes de cambiarla.` });
    await expect(why).toBeVisible();
    await why.getByRole("button", { name: "Dejar el otro" }).click();
    await expect(page.locator(".sync")).not.toContainText("rechazado");
  });
});

test("a condensed classifier that two fit is not taken, in a new line or in one that exists", async ({ page }) => {
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  const panel = await openPanel(page, activity(await checkpoint(page.request), SIAF).id, "insumos");
  const sheet = panel.getByRole("grid");
  const sentence = "«232711» es ambiguo: puede ser 2.3.2.7.1.1 o 2.3.2.7.11. Escríbalo con puntos.";
  await unchanged(page, async () => {
    for (const row of [sheet.locator("tr[data-row]").first(), sheet.locator("tr[data-row=nueva]")]) {
      const target = cell(row, 1);
      await target.click();
      await page.keyboard.type("232711");
      await page.keyboard.press("Enter");
      await expect(target).toHaveAttribute("aria-invalid", "true");
      await expect(text(target)).toHaveText("232711");
      // After Enter the cursor is on the next line, where there is one.
      if ((await target.getAttribute("data-head")) === null) await target.click();
      await expect(page.locator("#insumos-nota")).toContainText(sentence);
    }
  });
});

test.describe("on a tablet", () => {
  test.use({ hasTouch: true, viewport: { width: 820, height: 1180 } });

  test("the row one came from stays in sight beside each part of its panel", async ({ page }) => {
    await enter(page, EDITOR, "/programacion");
    const row = rowsOf(page).filter({ hasText: CAPACITAR });
    await row.getByRole("link").tap();
    await expect(panelOf(page)).toBeVisible();
    await expect.poll(() => inSight(row)).toBe(true);
    // The sheet of insumos takes more of the page than any other part.
    await panelOf(page).getByRole("button", { name: "Insumos" }).tap();
    await expect(panelOf(page).getByRole("grid")).toBeVisible();
    await expect.poll(() => inSight(row)).toBe(true);
  });

  test("a month is written in its own place, not over its neighbours", async ({ page }) => {
    await enter(page, EDITOR, "/programacion");
    const march = cell(rowsOf(page).first(), COLUMN.enero + 2);
    await march.tap();
    await march.tap();
    const editor = page.locator(".grid__editor:visible");
    await expect(editor).toBeFocused();
    const [over, under] = [await editor.boundingBox(), await march.boundingBox()];
    expect(over?.width).toBeLessThanOrEqual((under?.width ?? 0) + 2);
    await page.keyboard.press("Escape");
  });
});

/** Whether a row lies between the head and the sums of its sheet. */
async function inSight(row: Locator): Promise<boolean> {
  const sheet = row.locator("xpath=ancestor::table");
  const boxes = [row, sheet.locator("thead tr"), sheet.locator("tfoot tr")].map((part) => part.boundingBox());
  const [at, head, foot] = await Promise.all(boxes);
  if (!at || !head || !foot) return false;
  return at.y >= head.y + head.height - 1 && at.y + at.height <= foot.y + 1;
}

/** Walks each case in the panel of an activity; none of them is an entry of the plan. */
async function refuseAll(page: Page, id: string, cases: Case[]): Promise<void> {
  await unchanged(page, async () => {
    for (const [parte, label, typed, sentence] of cases) {
      await test.step(`${label}: ${typed}`, async () => {
        const field = (await openPanel(page, id, parte)).getByLabel(label, { exact: true });
        await put(field, typed);
        await expectRefused(field, typed, sentence);
      });
    }
  });
}

function activity(plan: Checkpoint, nombre: string): Activity {
  const found = plan.actividades.find((row) => row.nombre === nombre);
  if (!found) throw new Error(`«${nombre}» is not in the demonstration`);
  return found;
}

/** An AEI that no activity contributes to, so that it may be withdrawn. */
async function registerAccion(opp: Page): Promise<{ id: string; codigo: string; enunciado: string }> {
  const plan = await checkpoint(opp.request);
  const own = { id: randomUUID(), codigo: "AEI.06.99", enunciado: "Vender lo que sobra." };
  const like = plan.acciones.find((row) => row.codigo === "AEI.06.01");
  await must(opp, { RegistrarAccion: { ...like, ...own } });
  return own;
}

/** What a test begins with. */
async function must(page: Page, command: unknown): Promise<void> {
  expect(await send(page, command)).toHaveProperty("Aceptada");
}

/** Keeps the stream of the next page waiting; what comes back gives it, once it was asked for. */
async function holdStream(page: Page): Promise<() => Promise<Route>> {
  // The page one is on may still be about to ask for its own.
  await page.goto("about:blank");
  let hold: (route: Route) => void = () => undefined;
  const held = new Promise<Route>((resolve) => (hold = resolve));
  await page.route("**/corriente*", (route) => hold(route));
  return () => held;
}
