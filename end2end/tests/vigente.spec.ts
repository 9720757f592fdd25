// The pages of an approved plan, in every theme and on a tablet.
import { expectAccessible } from "../support/axe";
import { ANALISTA, CONSULTA, COORDINADOR, EDITOR, type Person, TITULAR, enter } from "../support/people";
import { sheetOf } from "../support/sheet";
import { alive, expect, test } from "../support/test";
import { inEveryTheme } from "../support/themes";

test.use({ scene: "modificacion" });

const PAGES: [Person, string][] = [
  [TITULAR, "/aprobacion"],
  [CONSULTA, "/modificaciones"],
  [EDITOR, "/seguimiento"],
  [COORDINADOR, "/seguimiento"],
];
const TABLET = { width: 820, height: 1180 };

for (const [who, address] of PAGES) {
  test(`${address} as ${who.usuario} is accessible in every theme`, async ({ page, baseURL }) => {
    await enter(page, who, address);
    await inEveryTheme(page, baseURL);
    await page.setViewportSize(TABLET);
    await expectAccessible(page);
  });
}

for (const titulo of ["Atención de los daños de las lluvias de marzo", "Refuerzo del servicio de noviembre"]) {
  test(`«${titulo}», its report and its versions are accessible in every theme`, async ({ page, baseURL }) => {
    await enter(page, ANALISTA, "/modificaciones");
    await page.getByRole("link", { name: titulo }).click();
    await expect(page.getByRole("heading", { name: titulo })).toBeVisible();
    await inEveryTheme(page, baseURL);
    await page.getByText("Todos los cambios, fila por fila").click();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Informe técnico" }).click();
    await expect(page.getByRole("heading", { name: "1. Causa" })).toBeVisible();
    await inEveryTheme(page, baseURL);
  });
}

test("two versions beside each other are accessible in every theme", async ({ page, baseURL }) => {
  await enter(page, CONSULTA, "/modificaciones");
  await page.getByRole("link", { name: "Comparar Modificado 1 con la anterior" }).click();
  await expect(page.getByRole("heading", { name: "Totales por rubro" })).toBeVisible();
  await inEveryTheme(page, baseURL);
});

test("a panel that is open, and what it refuses, is accessible", async ({ page }) => {
  await enter(page, ANALISTA, "/modificaciones");
  await page.getByRole("link", { name: "Incorporación del saldo de balance" }).click();
  await page.getByRole("button", { name: "Dar opinión" }).click();
  await page.getByRole("button", { name: "Registrar la opinión favorable" }).click();
  await expect(page.getByText("no puede quedar en blanco")).toBeVisible();
  await expectAccessible(page);
});

test("the pages read without JavaScript", async ({ browser, baseURL, page }) => {
  await enter(page, CONSULTA, "/modificaciones");
  const state = await page.context().storageState();
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state, baseURL: baseURL ?? "" });
  const paper = await plain.newPage();
  await paper.goto("/modificaciones");
  await paper.getByRole("link", { name: "Atención de los daños" }).click();
  await expect(paper.getByText("Víctor Ayala Gamboa").first()).toBeVisible();
  await paper.goto("/seguimiento?unidad=24.28");
  await expect(sheetOf(paper).getByRole("rowheader").first()).toBeVisible();
  await plain.close();
  await alive(page);
});
