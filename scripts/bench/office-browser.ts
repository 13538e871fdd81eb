import { type BrowserContext, chromium, type Page } from "playwright-core";
import type { Role } from "#db/schema.ts";
import { seedDemo } from "#db/seeds/demo.server.ts";
import { launchChromium } from "#scripts/stage/chromium.ts";
import { signedInAs } from "#scripts/stage/staff-cookie.ts";
import { openStage, type Stage } from "#scripts/stage/stage.ts";

/** The built product with the demo school, and a real browser that anyone can be signed in to. */
export interface OfficeInBrowser {
  stage: Stage;
  /** A browser of somebody new with this role: nothing kept, nothing fetched yet. */
  signIn(role: Role): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function openOfficeInBrowser(): Promise<OfficeInBrowser> {
  const stage = await openStage();
  const server = await launchChromium();
  const close = async () => {
    await server.close();
    await stage.close();
  };
  try {
    await seedDemo(stage.db);
    await stage.web.start();
    await stage.worker.start();
    const browser = await chromium.connect(server.wsEndpoint());
    const signIn = async (role: Role) => {
      const { cookie } = await signedInAs(stage, role);
      const context = await browser.newContext({
        baseURL: stage.webUrl,
        viewport: { width: 1440, height: 900 },
        locale: "en-GB",
      });
      const [name, value] = [cookie.slice(0, cookie.indexOf("=")), cookie.slice(cookie.indexOf("=") + 1)];
      await context.addCookies([{ name, value, url: stage.webUrl }]);
      return context;
    };
    return { stage, signIn, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves when the page follows the world. */
export const untilLive = (page: Page) => page.getByText("Live", { exact: true }).first().waitFor();
