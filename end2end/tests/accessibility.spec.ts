// Every page in every theme: nothing that somebody could not use, and no word on the console.
import type { Page } from "@playwright/test";

import { expectAccessible } from "../support/axe";
import { type Parte, openPanel } from "../support/panel";
import { EXPECTED } from "../support/offline";
import { COORDINADOR, EDITOR, JEFE, type Person, TITULAR, enter } from "../support/people";
import { COLUMN, cell, rowsOf, write } from "../support/sheet";
import { alive, expect, signIn, test } from "../support/test";
import { THEMES, dress, inEveryTheme } from "../support/themes";
import { checkpoint } from "../support/wire";

const PAGES: [Person, string][] = [
  [EDITOR, "/"],
  [COORDINADOR, "/"],
  [EDITOR, "/programacion"],
  [COORDINADOR, "/programacion"],
  [COORDINADOR, "/marco"],
  [COORDINADOR, "/marco?nuevo=objetivo"],
  [EDITOR, "/marco?vista=cadena"],
  [EDITOR, "/criterios"],
  [EDITOR, "/cuadro-resumen"],
  [EDITOR, "/cronograma"],
  [COORDINADOR, "/cronograma"],
  [EDITOR, "/prioridades"],
  [COORDINADOR, "/prioridades?ambito=institucion"],
  [COORDINADOR, "/prioridades?ambito=institucion&grupo=unidad"],
  [TITULAR, "/aprobacion"],
  [EDITOR, "/modificaciones"],
  [EDITOR, "/seguimiento"],
];
const PARTES: Parte[] = ["ficha", "metas", "tareas", "insumos"];
const TABLET = { width: 820, height: 1180 };

for (const [who, address] of PAGES) {
  test(`${address} as ${who.usuario} is accessible in every theme`, async ({ page, baseURL }) => {
    await enter(page, who, address);
    await inEveryTheme(page, baseURL);
  });
}

test("Entrar is accessible in every theme", async ({ page, baseURL }) => {
  await page.goto("/entrar");
  await inEveryTheme(page, baseURL);
});

for (const parte of PARTES) {
  test(`the panel of an activity, open at ${parte}, is accessible in every theme`, async ({ page, baseURL }) => {
    await signIn(page, EDITOR.usuario, EDITOR.clave);
    await openPanel(page, await first(page, "actividades"), parte);
    await inEveryTheme(page, baseURL);
    await page.setViewportSize(TABLET);
    await expectAccessible(page);
  });
}

test("a field that is refused is accessible in every theme", async ({ page, baseURL }) => {
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  const panel = await openPanel(page, await first(page, "actividades"), "ficha");
  for (const tema of THEMES) {
    await dress(page, baseURL, tema);
    const field = panel.getByLabel("Nombre de la actividad");
    await field.fill("");
    await field.press("Enter");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
  }
});

test.describe("with changes that are not sent", () => {
  test.use({ expectedMessages: [EXPECTED] });

  test("the tray and the presence of others are accessible in every theme", async ({ page, baseURL, context, anotherBrowser }) => {
    await signIn(page, EDITOR.usuario, EDITOR.clave);
    const other = await anotherBrowser();
    await enter(other, JEFE, "/programacion");
    await context.route("**/api/enviar*", (route) => route.abort());
    await page.goto("/programacion");
    await write(page, cell(rowsOf(page).first(), COLUMN.enero), "20");
    for (const tema of THEMES) {
      await dress(page, baseURL, tema);
      for (const menu of [".tray", ".presence"]) {
        await page.locator(`${menu} > summary`).click();
        await expect(page.locator(`${menu} li`)).toHaveCount(1);
        await expectAccessible(page);
        await page.keyboard.press("Escape");
      }
    }
  });
});

for (const [kind, rows] of [["objetivo", "objetivos"], ["accion", "acciones"]] as const) {
  test(`the Marco with an ${kind} open is accessible in every theme`, async ({ page, baseURL }) => {
    await signIn(page, COORDINADOR.usuario, COORDINADOR.clave);
    await page.goto(`/marco?${kind}=${await first(page, rows)}`);
    await inEveryTheme(page, baseURL);
    if (kind === "objetivo") {
      await page.goto(`/marco?objetivo=${await first(page, rows)}&nuevo=accion`);
      await inEveryTheme(page, baseURL);
    }
  });
}

test.describe("an address that is not there", () => {
  test.use({ expectedMessages: [/404/] });

  test("says so, accessibly, in every theme", async ({ page, baseURL }) => {
    await page.goto("/no-existe");
    await inEveryTheme(page, baseURL);
  });
});

/** The id of the first row of the reader's own. */
async function first(page: Page, rows: "actividades" | "objetivos" | "acciones"): Promise<string> {
  const plan = await checkpoint(page.request);
  const own = rows === "actividades" ? plan.actividades.filter((row) => row.codigo === "AOI30044000001") : plan[rows];
  return own[0]?.id ?? "";
}
