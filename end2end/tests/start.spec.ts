// The server answers and its first page opens in silence.
import { expectAccessible } from "../support/axe";
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
