import axe from "axe-core";

/** What axe finds wrong in the structure of `element`, as "rule: where". Contrast has its own test: jsdom has no colours. */
export async function structureFaults(element: Element): Promise<string[]> {
  const result = await axe.run(element, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`),
  );
}
