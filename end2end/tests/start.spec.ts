// The server answers and its first page opens in silence.
import { expectAccessible } from "../support/axe";
import { EDITOR } from "../support/people";
import { alive, expect, test } from "../support/test";

test("the server says that it is well", async ({ request }) => {
  const answer = await request.get("/salud");
  expect(answer.status()).toBe(200);
});

test("the page Entrar opens, comes alive and is accessible", async ({ page }) => {
  await page.goto("/entrar");
  await alive(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
});

test.describe("a wrong password", () => {
  test.use({ expectedMessages: [/401/] });

  test("is told in a sentence, the name stays typed, and the right one enters", async ({ page }) => {
    await page.goto("/entrar");
    await alive(page);
    await page.getByLabel("Usuario").fill(EDITOR.usuario);
    await page.getByLabel("Clave").fill("otra");
    const [answer] = await Promise.all([
      page.waitForResponse("**/api/entrar"),
      page.getByLabel("Clave").press("Enter"),
    ]);
    expect(answer.status()).toBe(401);
    await expect(page.getByRole("alert")).toContainText("no coinciden.");
    await expect(page.getByLabel("Usuario")).toHaveValue(EDITOR.usuario);
    await expectAccessible(page);
    await page.getByLabel("Clave").fill(EDITOR.clave);
    await page.getByLabel("Clave").press("Enter");
    await expect(page).not.toHaveURL(/\/entrar/);
  });
});
