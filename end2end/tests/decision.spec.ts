// A government decision in August: money of three activities for a new one, drafted by a unit without a
// network, presented on return, overtaken by another modification, resolved, approved and printed.
import type { Locator, Page } from "@playwright/test";

import { enterDraft, openDraft } from "../support/draft";
import { EXPECTED, expectSync, installed } from "../support/offline";
import { ANALISTA, COORDINADOR, JEFE, TITULAR, enter } from "../support/people";
import { COLUMN, INSUMO, cell, insumosOf, rowsOf, settled, sheetOf, text, write } from "../support/sheet";
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

test("drafted by a unit without a network, overtaken, resolved, approved with its act and printed", async ({ page, context, anotherBrowser }) => {
  test.setTimeout(240_000);
  await enter(page, JEFE, "/modificaciones");
  await page.getByLabel("Nueva modificación").fill("Limpieza por la fiesta de agosto");
  await page.getByRole("button", { name: "Abrir un borrador" }).click();
  await expect(page).toHaveURL(/\/modificacion\?.*borrador=/);
  const draft = new URL(page.url()).searchParams.get("borrador") ?? "";
  await alive(page);
  await expect(page.locator(".borrador__missing")).toBeVisible();
  await settled(page);
  await installed(page);

  await context.setOffline(true);
  await test.step("the unit drafts it", () => drafted(page));
  await expectSync(page, /Sin conexión · \d+ sin enviar/);
  const other = await anotherBrowser();
  await test.step("another modification changes one of the lines", () => overtake(other));
  await context.setOffline(false);
  await expectSync(page, "Al día");
  const inForce = await programmed(page);

  await test.step("the conflict is shown and resolved", () => resolve(page));
  await page.getByRole("button", { name: "Presentar la modificación" }).click();
  await expect(page).toHaveURL(/\/modificaciones\?modificacion=/);
  await alive(page);
  const place = new URL(page.url()).pathname + new URL(page.url()).search;
  await test.step("it is judged and approved", () => approve(other, place, "540-2016-MPH/A"));
  await expect(page.locator(".datos")).toContainText("Modificado 3");
  expect(await programmed(page), "what some give the other receives").toEqual(inForce);
  await page.goto(`/programacion${UNIT}`);
  await alive(page);
  await expect(rowsOf(page).filter({ hasText: NEW })).toHaveCount(1);

  await page.goto(place);
  await page.getByRole("link", { name: "Informe técnico" }).click();
  await expect(page.getByRole("article")).toContainText(NEW);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".letterhead")).toBeVisible();
  await expect(page.locator(".nav")).toBeHidden();
  expect((await page.pdf({ format: "A4", preferCSSPageSize: true })).byteLength).toBeGreaterThan(10_000);
  void draft;
});

/** A new activity, the money of three others, its lines detailed, and what it rests on. */
async function drafted(page: Page): Promise<void> {
  await go(page, "Programación");
  await write(page, cell(sheetOf(page).locator("tr[data-row=nueva]"), COLUMN.nombre), NEW);
  await expect(rowsOf(page).filter({ hasText: NEW })).toHaveCount(1);
  await go(page, "Prioridades");
  for (const [from, rubro] of [[FORMULAR, "07"], [CAPACITAR, "07"], [REGISTRO, "09"]] as const) await give(page, from, rubro);
  await go(page, "Programación");
  // And S/ 20.00 of October from one line of an activity to another one of it.
  await openInsumos(page, FORMULAR);
  await write(page, cell(line(page, LINE), OCTOBER), "87.00");
  await write(page, cell(line(page, OTHER_LINE).first(), OCTOBER), "1951.00");
  await page.keyboard.press("Escape");
  await openInsumos(page, NEW);
  const lines = rowsOf(page, insumosOf(page));
  await expect(lines).toHaveCount(3);
  for (const at of [0, 1, 2]) {
    await write(page, cell(lines.nth(at), INSUMO.forma), "Por importe");
    await expect(text(cell(lines.nth(at), INSUMO.forma))).toHaveText(/importe/i);
  }
  await page.keyboard.press("Escape");
  await go(page, "Sustento y presentación");
  await support(page, "c", "El Concejo decidió limpiar las plazas para la fiesta.");
}

async function support(page: Page, cause: string, text: string): Promise<void> {
  await page.getByLabel("Causa", { exact: true }).selectOption(cause);
  await page.getByLabel("Sustento").fill(text);
  await page.getByLabel("Sustento").blur();
  await page.getByLabel("Por qué la ruta no cambia").fill("Las prioridades son las mismas.");
  await page.getByLabel("Revisión de la ruta estratégica").selectOption("sin-cambio");
}

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Tareas" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
}

/** S/ 100.00 to the new one, from the sheet of money. */
async function give(page: Page, from: string, rubro: string): Promise<void> {
  await page.locator(".board__row").filter({ hasText: from }).first().focus();
  await page.keyboard.press("Shift+Enter");
  const sheet = page.getByRole("dialog", { name: "Trasladar dinero" });
  const target = sheet.getByLabel("A la actividad");
  await target.selectOption({ label: (await target.locator("option", { hasText: NEW }).textContent()) ?? "" });
  await sheet.getByLabel("Rubro").selectOption({ label: (await sheet.getByLabel("Rubro").locator("option", { hasText: rubro }).first().textContent()) ?? "" });
  await sheet.getByLabel(/^Importe en S\//).fill("100.00");
  await sheet.getByLabel(/^Importe en S\//).blur();
  await expect(sheet.locator(".sheet__said")).toContainText("Se trasladan S/ 100.00");
  await sheet.getByRole("button", { name: "Trasladar", exact: true }).click();
  await expect(sheet).toBeHidden();
}

async function openInsumos(page: Page, name: string): Promise<void> {
  const row = rowsOf(page).filter({ hasText: name });
  await cell(row, COLUMN.costo).click();
  await page.keyboard.press("Enter");
  await expect(insumosOf(page)).toBeVisible();
}

function line(page: Page, code: string): Locator {
  return rowsOf(page, insumosOf(page)).filter({ hasText: code });
}

/** S/ 10.00 of the same month of the same line, for another activity: approved meanwhile. */
async function overtake(page: Page): Promise<void> {
  await enter(page, ANALISTA, "/");
  const draft = await openDraft(page, "Ajuste de octubre");
  await enterDraft(page, draft, `/programacion${UNIT}`);
  await openInsumos(page, FORMULAR);
  await write(page, cell(line(page, LINE), OCTOBER), "97.00");
  await page.keyboard.press("Escape");
  await openInsumos(page, CAPACITAR);
  await write(page, cell(line(page, "2.3.2.7.11.99").first(), OCTOBER), "1679.00");
  await page.keyboard.press("Escape");
  await settled(page);
  await go(page, "Sustento y presentación");
  await support(page, "a", "Las lluvias se adelantaron.");
  await settled(page);
  await page.getByRole("button", { name: "Presentar la modificación" }).click();
  await expect(page).toHaveURL(/\/modificaciones\?modificacion=/);
  const place = new URL(page.url()).pathname + new URL(page.url()).search;
  await approve(page, place, "530-2016-MPH/A");
}

/** Nobody acts in two of its steps. */
async function approve(page: Page, place: string, number: string): Promise<void> {
  await leave(page);
  await enter(page, COORDINADOR, place);
  await page.getByRole("button", { name: "Dar opinión" }).click();
  await page.getByLabel("¿Por qué puede aprobarse?").fill("Está dentro del marco.");
  await page.getByRole("button", { name: "Registrar la opinión favorable" }).click();
  await expect(page.locator(".datos")).toContainText("Está dentro del marco.");
  await settled(page);
  await leave(page);
  await enter(page, TITULAR, place);
  await page.getByRole("button", { name: "Aprobar con sus documentos" }).click();
  await page.getByLabel("Número").fill(number);
  await page.getByLabel("Fecha", { exact: true }).fill("2016-08-15");
  await page.getByRole("button", { name: "Registrar la aprobación" }).click();
  await expect(page.locator(".datos")).toContainText("Modificado");
  await settled(page);
}

async function leave(page: Page): Promise<void> {
  await page.context().clearCookies();
}

/** Both changed the same month: the draft's stays, and what is then not level is put level. */
async function resolve(page: Page): Promise<void> {
  await page.reload();
  await alive(page);
  await page.getByRole("button", { name: "Poner el borrador al día" }).click();
  const conflict = page.locator(".borrador__conflicts li");
  await expect(conflict.first()).toContainText("octubre");
  for (const one of await conflict.all()) await one.getByLabel(/^Lo del borrador/).check();
  await page.getByRole("button", { name: "Poner el borrador al día" }).click();
  await expect(page.getByText("El borrador está al día con el plan vigente.")).toBeVisible();
  // What the other took of the line is no longer given here.
  await expect(page.locator(".borrador__missing")).toContainText(/En el rubro 07 se habilitan .* la diferencia es/);
  await expect(page.getByRole("button", { name: "Presentar la modificación" })).toBeDisabled();
  await go(page, "Programación");
  await openInsumos(page, FORMULAR);
  const november = cell(line(page, OTHER_LINE).first(), OCTOBER + 1);
  const now = Number(((await text(november).textContent()) ?? "").replaceAll(",", ""));
  await write(page, november, (now - 10).toFixed(2));
  await page.keyboard.press("Escape");
  await settled(page);
  await go(page, "Sustento y presentación");
  await expect(page.locator(".borrador__missing")).toHaveCount(0);
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
