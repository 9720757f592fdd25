// A government decision in August: money of three activities for a new one, drafted by a unit without a
// network, presented on return, overtaken by another modification, resolved, approved and printed. The
// same with a mouse, with a finger on a tablet and with the keyboard alone.
import type { Locator, Page } from "@playwright/test";

import { row } from "../support/board";
import { enterDraft, openDraft } from "../support/draft";
import { HANDS, type Hands, MOUSE } from "../support/hands";
import { EXPECTED, expectSync, installed } from "../support/offline";
import { panelOf } from "../support/panel";
import { ANALISTA, COORDINADOR, JEFE, TITULAR, enter } from "../support/people";
import { COLUMN, INSUMO, cell, insumosOf, rowsOf, settled, sheetOf, text } from "../support/sheet";
import { alive, expect, fresh as test } from "../support/test";

test.use({ scene: "modificacion", expectedMessages: [EXPECTED] });

const UNIT = "?unidad=24.28";
const NEW = "Limpieza de plazas por la fiesta de agosto";
/** Whose line of S/ 107.00 a month both change. */
const FORMULAR = "Formular la directiva";
const CAPACITAR = "Capacitar a las áreas usuarias";
const REGISTRO = "Registro SIAF";
const LINE = "2.3.2.8.1.2";
const OTHER_LINE = "2.3.2.8.1.1";
const OCTOBER = INSUMO.enero + 9;

for (const { name, context: device, of } of HANDS) {
  test.describe(name, () => {
    test.use(device);

    test("drafted by a unit without a network, overtaken, resolved, approved with its act and printed", async ({ page, context, anotherBrowser }) => {
      test.setTimeout(240_000);
      const hands = of(page);
      await begin(hands);
      await context.setOffline(true);
      await test.step("the unit drafts it", () => drafted(hands));
      await expectSync(page, /Sin conexión · \d+ sin enviar/);
      const other = MOUSE.of(await anotherBrowser(MOUSE.context));
      await test.step("another modification changes one of the lines", () => overtake(other));
      await context.setOffline(false);
      await expectSync(page, "Al día");
      const inForce = await programmed(page);

      await test.step("the conflict is shown and resolved", () => resolve(hands));
      const place = await present(hands);
      const judges = of(await anotherBrowser(device));
      await test.step("it is judged and approved", () => approve(judges, place, "540-2016-MPH/A"));
      await expect(page.locator(".datos")).toContainText("Modificado 3");
      expect(await programmed(page), "what some give the other receives").toEqual(inForce);
      await page.goto(`/programacion${UNIT}`);
      await alive(page);
      await expect(rowsOf(page).filter({ hasText: NEW })).toHaveCount(1);
      await page.goto(place);
      await alive(page);
      await test.step("its report is printed", () => printed(hands));
    });
  });
}

/** A draft of the unit, at hand without a network. */
async function begin(hands: Hands): Promise<void> {
  const { page } = hands;
  await enter(page, JEFE, "/modificaciones");
  await hands.fill(page.getByLabel("Nueva modificación"), "Limpieza por la fiesta de agosto");
  await hands.press(page.getByRole("button", { name: "Abrir un borrador" }));
  await expect(page).toHaveURL(/\/modificacion\?.*borrador=/);
  await alive(page);
  await expect(page.locator(".borrador__missing")).toBeVisible();
  await settled(page);
  await installed(page);
}

/** A new activity, the money of three others, its lines detailed, and what it rests on. */
async function drafted(hands: Hands): Promise<void> {
  const { page } = hands;
  await go(hands, "Programación");
  await hands.write(cell(sheetOf(page).locator("tr[data-row=nueva]"), COLUMN.nombre), NEW);
  await expect(rowsOf(page).filter({ hasText: NEW })).toHaveCount(1);
  await go(hands, "Prioridades");
  for (const [from, rubro] of [[FORMULAR, "07"], [CAPACITAR, "07"], [REGISTRO, "09"]] as const) await give(hands, from, rubro);
  await go(hands, "Programación");
  // And S/ 20.00 of October from one line of an activity to another one of it.
  await openInsumos(hands, FORMULAR);
  await hands.write(cell(line(page, LINE), OCTOBER), "87.00");
  await hands.write(cell(line(page, OTHER_LINE).first(), OCTOBER), "1951.00");
  await hands.close(panelOf(page));
  await openInsumos(hands, NEW);
  const lines = rowsOf(page, insumosOf(page));
  await expect(lines).toHaveCount(3);
  for (const at of [0, 1, 2]) {
    await hands.write(cell(lines.nth(at), INSUMO.forma), "Por importe");
    await expect(text(cell(lines.nth(at), INSUMO.forma))).toHaveText(/importe/i);
  }
  await hands.close(panelOf(page));
  await go(hands, "Sustento y presentación");
  await support(hands, "c", "El Concejo decidió limpiar las plazas para la fiesta.");
}

async function support(hands: Hands, cause: string, text: string): Promise<void> {
  const { page } = hands;
  await hands.choose(page.getByLabel("Causa", { exact: true }), `${cause})`);
  await hands.fill(page.getByLabel("Sustento"), text);
  await hands.fill(page.getByLabel("Por qué la ruta no cambia"), "Las prioridades son las mismas.");
  await hands.choose(page.getByLabel("Revisión de la ruta estratégica"), "Revisada sin cambio");
}

async function go(hands: Hands, name: string): Promise<void> {
  const { page } = hands;
  await hands.press(page.getByRole("navigation", { name: "Tareas" }).getByRole("link", { name }));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  // The page that was left takes the focus along; the next keys go to the new one.
  await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
}

/** S/ 100.00 to the new one, from the sheet of money. */
async function give(hands: Hands, from: string, rubro: string): Promise<void> {
  const { page } = hands;
  await hands.carry(row(page, from).first(), row(page, NEW));
  const sheet = page.getByRole("dialog", { name: "Trasladar dinero" });
  await hands.choose(sheet.getByLabel("Rubro"), rubro);
  await hands.fill(sheet.getByLabel(/^Importe en S\//), "100.00");
  await expect(sheet.locator(".sheet__said")).toContainText("Se trasladan S/ 100.00");
  await hands.press(sheet.getByRole("button", { name: "Trasladar", exact: true }));
  await expect(sheet).toBeHidden();
}

async function openInsumos(hands: Hands, name: string): Promise<void> {
  await hands.open(cell(rowsOf(hands.page).filter({ hasText: name }), COLUMN.costo));
  await expect(insumosOf(hands.page)).toBeVisible();
}

function line(page: Page, code: string): Locator {
  return rowsOf(page, insumosOf(page)).filter({ hasText: code });
}

/** S/ 10.00 of the same month of the same line, for another activity: approved meanwhile. */
async function overtake(hands: Hands): Promise<void> {
  const { page } = hands;
  await enter(page, ANALISTA, "/");
  const draft = await openDraft(page, "Ajuste de octubre");
  await enterDraft(page, draft, `/programacion${UNIT}`);
  await openInsumos(hands, FORMULAR);
  await hands.write(cell(line(page, LINE), OCTOBER), "97.00");
  await hands.close(panelOf(page));
  await openInsumos(hands, CAPACITAR);
  await hands.write(cell(line(page, "2.3.2.7.11.99").first(), OCTOBER), "1679.00");
  await hands.close(panelOf(page));
  await settled(page);
  await go(hands, "Sustento y presentación");
  await support(hands, "a", "Las lluvias se adelantaron.");
  await settled(page);
  await approve(hands, await present(hands), "530-2016-MPH/A");
}

/** Presents the draft; where it is read from then on. */
async function present(hands: Hands): Promise<string> {
  const { page } = hands;
  await hands.press(page.getByRole("button", { name: "Presentar la modificación" }));
  await expect(page).toHaveURL(/\/modificaciones\?modificacion=/);
  await alive(page);
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

/** Nobody acts in two of its steps. */
async function approve(hands: Hands, place: string, number: string): Promise<void> {
  const { page } = hands;
  await leave(page);
  await enter(page, COORDINADOR, place);
  await hands.press(page.getByRole("button", { name: "Dar opinión" }));
  await hands.fill(page.getByLabel("¿Por qué puede aprobarse?"), "Está dentro del marco.");
  await hands.press(page.getByRole("button", { name: "Registrar la opinión favorable" }));
  await expect(page.locator(".datos")).toContainText("Está dentro del marco.");
  await settled(page);
  await leave(page);
  await enter(page, TITULAR, place);
  await hands.press(page.getByRole("button", { name: "Aprobar con sus documentos" }));
  await hands.fill(page.getByLabel("Número"), number);
  await hands.fill(page.getByLabel("Fecha", { exact: true }), "2016-08-15");
  await hands.press(page.getByRole("button", { name: "Registrar la aprobación" }));
  await expect(page.locator(".datos")).toContainText("Modificado");
  await settled(page);
}

async function leave(page: Page): Promise<void> {
  await page.context().clearCookies();
}

/** Both changed the same month: the draft's stays, and what is then not level is put level. */
async function resolve(hands: Hands): Promise<void> {
  const { page } = hands;
  await page.reload();
  await alive(page);
  const renew = page.getByRole("button", { name: "Poner el borrador al día" });
  await hands.press(renew);
  const conflict = page.locator(".borrador__conflicts li");
  await expect(conflict.first()).toContainText("octubre");
  for (const one of await conflict.all()) await hands.set(one.getByLabel(/^Lo del borrador/), true);
  await look(hands, conflict.first());
  await expect(conflict.first().getByLabel(/^Lo del borrador/), "what was chosen waits").toBeChecked();
  await hands.press(renew);
  await expect(page.getByText("El borrador está al día con el plan vigente.")).toBeVisible();
  // What the other took of the line is no longer given here.
  await expect(page.locator(".borrador__missing")).toContainText(/En el rubro 07 se habilitan .* la diferencia es/);
  await expect(page.getByRole("button", { name: "Presentar la modificación" })).toBeDisabled();
  await go(hands, "Programación");
  await openInsumos(hands, FORMULAR);
  const november = cell(line(page, OTHER_LINE).first(), OCTOBER + 1);
  const now = Number(((await text(november).textContent()) ?? "").replaceAll(",", ""));
  await hands.write(november, (now - 10).toFixed(2));
  await hands.close(panelOf(page));
  await settled(page);
  await go(hands, "Sustento y presentación");
  await expect(page.locator(".borrador__missing")).toHaveCount(0);
}

/** Goes to see what a conflict is about, and comes back. */
async function look(hands: Hands, conflict: Locator): Promise<void> {
  const { page } = hands;
  await hands.press(conflict.getByRole("link"));
  await expect(insumosOf(page).locator("[data-cell]:focus")).toHaveCount(1);
  await expect(page).toHaveURL(/[?&]borrador=/);
  await hands.close(panelOf(page));
  await go(hands, "Sustento y presentación");
}

async function printed(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.press(page.getByRole("link", { name: "Informe técnico" }));
  await expect(page.getByRole("article")).toContainText(NEW);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".letterhead")).toBeVisible();
  await expect(page.locator(".nav")).toBeHidden();
  expect((await page.pdf({ format: "A4", preferCSSPageSize: true })).byteLength).toBeGreaterThan(10_000);
}

/** What is programmed in force in each rubro, in céntimos, as the plan's own lines add up. */
async function programmed(page: Page): Promise<string[]> {
  const { vigente } = (await (await page.request.post("/api/sesion", { data: {} })).json()) as { vigente: string };
  const { version } = (await (await page.request.post("/api/marco", { data: {} })).json()) as { version: number };
  const plan = (await (await page.request.get(`/api/plan/${vigente}/version/${version}`)).json()) as { insumos: Line[]; actividades: { id: string; estado: string }[] };
  const alive = new Set(plan.actividades.filter((row) => row.estado === "Vigente").map((row) => row.id));
  const sums = new Map<string, bigint>();
  for (const one of plan.insumos.filter((row) => row.estado === "Vigente" && alive.has(row.actividad))) {
    sums.set(one.rubro, (sums.get(one.rubro) ?? 0n) + cost(one));
  }
  return [...sums].map(([rubro, sum]) => `${rubro}: ${sum}`).sort();
}

/** Céntimos: price × quantity rounded half up once, or what its months add up to. */
function cost({ valor }: Line): bigint {
  if (!valor.PorCantidad) return sum((valor.PorImporte ?? valor.PorDetallar)?.importes ?? []);
  const { precio, cantidades } = valor.PorCantidad;
  return (BigInt(precio) * sum(cantidades) + 500_000n) / 1_000_000n;
}

const sum = (all: number[]) => all.reduce((total, one) => total + BigInt(one), 0n);

interface Line {
  rubro: string;
  estado: string;
  actividad: string;
  valor: {
    PorImporte?: { importes: number[] };
    PorDetallar?: { importes: number[] };
    PorCantidad?: { precio: number; cantidades: number[] };
  };
}
