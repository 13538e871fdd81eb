import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import createIcon from "#app/components/plain-icon.ts";

test("what browsers draw is what lucide-react itself draws on the server", async () => {
  for (const name of ["x", "search", "wifi-off", "layout-dashboard", "triangle-exclamation-point"]) {
    const file = resolve(import.meta.dirname, `../../node_modules/lucide-react/dist/esm/icons/${name}.mjs`);
    const { default: Icon, __iconData: data } = await import(pathToFileURL(file).href);
    for (const props of [
      {},
      { size: 16, "aria-hidden": true, className: "shrink-0" },
      { size: 20, strokeWidth: 1.75, "aria-label": "Close", role: "img" },
    ]) {
      const inOrder = (markup: string) =>
        markup.replace(/<svg ([^>]*)>/, (_, text) => text.match(/[\w-]+="[^"]*"/g).sort());
      const drawn = renderToStaticMarkup(createElement(createIcon(data), props));
      expect(inOrder(drawn)).toEqual(inOrder(renderToStaticMarkup(createElement(Icon, props))));
    }
  }
});
