// Modificaciones of an approved plan: read, judged, approved with their acts, printed and compared.
import type { Locator, Page } from "@playwright/test";

import { ANALISTA, CONSULTA, EDITOR, JEFE, TITULAR, enter } from "../support/people";
import { INSUMO, insumosOf } from "../support/sheet";
import { alive, expect, fresh, test } from "../support/test";
import { post } from "../support/wire";

test.use({ scene: "modificacion" });
fresh.use({ scene: "modificacion" });

const EN_VIGOR = "Atención de los daños de las lluvias de marzo";
const OBSERVADA = "Refuerzo del servicio de noviembre";
const CON_OPINION = "Limpieza de cauces por decisión del Concejo";
const PRESENTADA = "Incorporación del saldo de balance de 2015";

function rowOf(page: Page, titulo: string): Locator {
  return page.getByRole("row").filter({ hasText: titulo });
}

async function open(page: Page, titulo: string): Promise<void> {
  await page.getByRole("link", { name: titulo }).click();
  await expect(page.getByRole("heading", { level: 2, name: titulo })).toBeVisible();
}

const acts = (page: Page) => page.locator(".tramite__acts button");

test("the list tells each with its state, and the line its versions", async ({ page }) => {
  await enter(page, CONSULTA, "/modificaciones");
  for (const [titulo, estado] of [
    [EN_VIGOR, "aprobada"],
    [OBSERVADA, "observada"],
    [CON_OPINION, "con opinión de la OPP"],
    [PRESENTADA, "presentada"],
  ] as const) {
    await expect(rowOf(page, titulo)).toContainText(estado);
  }
  await expect(rowOf(page, CON_OPINION)).toContainText("Gerencia de Desarrollo Territorial");
  await expect(rowOf(page, PRESENTADA)).toContainText("5,000.00");
  await expect(page.locator(".linea__hito")).toContainText(["Aprobado", "Modificado 1", "Plan vigente"]);
});

test("one in force tells why, by whom, what it moved and what it changed", async ({ page }) => {
  await enter(page, CONSULTA, "/modificaciones");
  await open(page, EN_VIGOR);
  await expect(page.locator(".datos")).toContainText("Víctor Ayala Gamboa");
  await expect(page.locator(".datos")).toContainText("Modificado 1, por Resolución de Alcaldía N° 312-2016-MPH/A");
  const balance = page.getByRole("region", { name: "Equilibrio por rubro" });
  await expect(balance.getByRole("row").nth(1)).toContainText("en equilibrio");
  await expect(page.locator(".linea__hito")).toHaveCount(3);
  await expect(acts(page)).toHaveCount(0);
  await page.getByText("Todos los cambios, fila por fila").click();
  await expect(page.locator(".grupo").first()).toContainText("→");
});

test("one that was overtaken names each field, both values and who changed it", async ({ page }) => {
  await enter(page, JEFE, "/modificaciones");
  await open(page, OBSERVADA);
  const conflicts = page.getByRole("region", { name: "Datos que el plan vigente cambió mientras tanto" });
  await expect(conflicts.last().getByRole("row")).toHaveCount(3);
  await expect(conflicts.last()).toContainText("Hermelinda Flores Pozo");
  await expect(acts(page)).toHaveText(["Retirar"]);
  await conflicts.last().getByRole("link", { name: "noviembre" }).first().click();
  await expect(page).toHaveURL(/\/programacion\?/);
  const place = insumosOf(page).locator("[data-cell]:focus");
  await expect(place, "in the very month").toHaveAttribute("aria-colindex", String(INSUMO.enero + 10));
});

test("each is offered what is theirs to do, and nothing else", async ({ page, anotherBrowser }) => {
  await enter(page, ANALISTA, "/modificaciones");
  await open(page, PRESENTADA);
  await expect(acts(page)).toHaveText(["Dar opinión", "Observar", "Rechazar"]);
  const titular = await anotherBrowser();
  await enter(titular, TITULAR, "/modificaciones");
  await open(titular, CON_OPINION);
  await expect(acts(titular)).toHaveText(["Aprobar con sus documentos", "Rechazar"]);
  await titular.getByRole("link", { name: "Todas las modificaciones" }).click();
  await open(titular, PRESENTADA);
  await expect(acts(titular)).toHaveText(["Rechazar"]);
});

fresh("a blank opinion is refused and says so, a written one is registered and seen by others", async ({
  page,
  anotherBrowser,
}) => {
  const titular = await anotherBrowser();
  await enter(titular, TITULAR, "/modificaciones");
  await open(titular, PRESENTADA);
  await enter(page, ANALISTA, "/modificaciones");
  await open(page, PRESENTADA);
  await page.getByRole("button", { name: "Dar opinión" }).press("Enter");
  await page.getByRole("button", { name: "Registrar la opinión favorable" }).click();
  await expect(page.locator(".tramite__why")).toContainText("La opinión no puede quedar en blanco");
  await page.getByLabel("¿Por qué puede aprobarse?").fill("El saldo está certificado por Tesorería.");
  await page.getByRole("button", { name: "Registrar la opinión favorable" }).click();
  await expect(page.locator(".datos")).toContainText("El saldo está certificado por Tesorería.");
  await expect(acts(page)).toHaveCount(0);
  // It changes the total: both documents are asked for.
  await titular.getByRole("button", { name: "Aprobar con sus documentos" }).click();
  await expect(titular.getByRole("group", { name: "Acuerdo de Concejo" })).toBeVisible();
});

fresh("the Titular approves with the Resolución: a new version, printed and compared", async ({ page }) => {
  await enter(page, TITULAR, "/modificaciones");
  await open(page, CON_OPINION);
  await page.getByRole("button", { name: "Aprobar con sus documentos" }).click();
  await page.getByRole("button", { name: "Registrar la aprobación" }).click();
  await expect(page.getByText("Elija la fecha del documento.")).toBeVisible();
  await page.getByRole("group", { name: "Resolución de Alcaldía" }).getByLabel("Número").fill("520-2016-MPH/A");
  await page.getByRole("group", { name: "Resolución de Alcaldía" }).getByLabel("Fecha").fill("2016-09-01");
  await page.getByRole("button", { name: "Registrar la aprobación" }).click();
  await expect(page.locator(".tramite__why")).toContainText("la fecha es posterior a hoy");
  await expect(page.getByRole("group", { name: "Resolución de Alcaldía" }).getByLabel("Número")).toHaveValue("520-2016-MPH/A");
  await page.getByRole("group", { name: "Resolución de Alcaldía" }).getByLabel("Fecha").fill("2016-08-15");
  await page.getByRole("button", { name: "Registrar la aprobación" }).click();
  await expect(page.locator(".datos")).toContainText("Modificado 2");

  await page.getByRole("link", { name: "Informe técnico" }).click();
  await expect(page.getByRole("article")).toContainText("Limpieza y descolmatación de los cauces");
  await expect(page.locator(".firma")).toHaveCount(3);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".letterhead")).toBeVisible();
  for (const gone of [".nav", ".frame__header", ".page__actions"]) await expect(page.locator(gone)).toBeHidden();
  await page.emulateMedia({ media: "screen" });

  await page.goto("/modificaciones");
  await alive(page);
  await page.getByRole("link", { name: "Comparar Modificado 2 con la anterior" }).click();
  await expect(page.locator(".grupo").filter({ hasText: "Limpieza y descolmatación" })).toContainText("se crea");
  await expect(page.getByRole("region", { name: "Totales por rubro" }).last().getByRole("row").last()).toContainText("0.00");
});

test("any two versions are chosen and compared", async ({ page }) => {
  await enter(page, EDITOR, "/versiones");
  await page.locator("#version-de").selectOption({ label: "Aprobado" });
  await page.locator("#version-a").selectOption({ label: "Modificado 1" });
  await page.getByRole("button", { name: "Comparar" }).click();
  await expect(page).toHaveURL(/de=.+&a=.+/);
  await expect(page.locator(".grupo").first()).toContainText("Noviembre");
});

test("what is not one's to do is refused past the pages too", async ({ page }) => {
  await enter(page, EDITOR, "/modificaciones");
  const href = (await page.getByRole("link", { name: PRESENTADA }).getAttribute("href")) ?? "";
  const id = new URL(href, "http://x").searchParams.get("modificacion");
  const answer = await post(page.request, { OpinarModificacion: { id, opinion: "Procede" } });
  expect(await answer.json()).toHaveProperty("Rechazada");
});
