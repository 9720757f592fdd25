// Every page in every theme: nothing that somebody could not use, and no word on the console.
import { expectAccessible } from "../support/axe";
import { COORDINADOR, EDITOR, type Person, enter } from "../support/people";
import { alive, expect, test } from "../support/test";

const THEMES = ["claro", "oscuro", "contraste"];
const PAGES: [Person, string][] = [
  [EDITOR, "/"],
  [COORDINADOR, "/"],
  [EDITOR, "/programacion"],
  [COORDINADOR, "/programacion"],
  [COORDINADOR, "/marco"],
  [EDITOR, "/marco?vista=cadena"],
  [EDITOR, "/criterios"],
  [EDITOR, "/cuadro-resumen"],
];

test.describe("an address that is not there", () => {
  test.use({ expectedMessages: [/404/] });

  test("says so, accessibly", async ({ page }) => {
    await page.goto("/no-existe");
    await alive(page);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
});

for (const [who, address] of PAGES) {
  test(`${address} as ${who.usuario} is accessible in every theme`, async ({ page, baseURL }) => {
    await enter(page, who, address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    for (const tema of THEMES) {
      await page.context().addCookies([{ name: "tema", value: tema, url: baseURL ?? "" }]);
      await page.reload();
      await alive(page);
      await expectAccessible(page);
    }
  });
}
